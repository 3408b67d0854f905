import { ok } from '../../shared/base/result.ts';
import { OPERATORS_SEAT } from '../drafts/actor.ts';
import { atOnce, fetchText } from '../drafts/stored-text.ts';
import { FileWriter, type PaperOrder } from '../formats/file-writer.ts';
import { LIMITS } from '../limits.ts';
import { readDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, deliver } from './output.ts';

/** Writes a paper of a draft to a file, or to standard output. */
export async function exportPaper({
  draft,
  request,
  out,
  moment,
  lens,
  data,
}: Extract<Invocation, { command: 'export-paper' }>): Promise<ExitStatus> {
  let order: PaperOrder | null = null;
  const status = await readDraft(data, draft, (store, id) => {
    const text = atOnce(fetchText(store, id, moment));
    if (text === null) {
      complain(`the draft has no ${moment.at === 'entry' ? `entry ${moment.entry} in its record` : 'such revision'}.`);
      return 2;
    }
    order = {
      request,
      draft: id,
      moment,
      text,
      viewer: { lens, own: null },
      organisation: store.process.name() ?? '',
      participants: store.process.participants(),
    };
    return 0;
  });
  if (order === null) return status;
  const asked: PaperOrder = order;
  const made = await new FileWriter(LIMITS.papers).write<never>(OPERATORS_SEAT.seat, () => Promise.resolve(ok(asked)));
  if (!made.ok) {
    complain(made.refusal.reason);
    return 2;
  }
  deliver(out, made.value.bytes);
  return 0;
}
