import { registry } from '../../shared/participants/registry.ts';
import { NOBODY } from '../../shared/projection/register.ts';
import { exportText } from '../drafts/exporting.ts';
import { textAt } from '../drafts/moments.ts';
import { seenText, seenThrough } from '../drafts/seen-text.ts';
import { readDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, deliver } from './output.ts';

/** Prints a draft, or writes it to a file. */
export async function exportCommand({
  draft,
  format,
  moment,
  tags,
  part,
  lens,
  out,
  data,
}: Extract<Invocation, { command: 'export' }>): Promise<ExitStatus> {
  return readDraft(data, draft, (store, id) => {
    const at = textAt(store, id, moment);
    if (at === null) {
      complain(`the draft has no ${moment.at === 'entry' ? `entry ${moment.entry} in its record` : 'such revision'}.`);
      return 2;
    }
    const roster = registry(store.process.participants());
    const of = part.of === null || part.of === NOBODY ? part.of : (roster.resolve(part.of)?.id ?? null);
    if (part.of !== null && of === null) {
      complain(`nobody here is called ${part.of}.`);
      return 2;
    }
    const seen = seenText(at, seenThrough(lens, roster));
    const text = exportText(format, { ...seen, tags, part: { ...part, of }, registry: roster });
    deliver(out, text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  });
}
