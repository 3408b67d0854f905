import { sealEntry } from '../../shared/record/chain.ts';
import { unseal } from '../../shared/record/unsealing.ts';
import { readDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, deliver } from './output.ts';

/** Prints a record without names, one entry in JSON a line. */
export async function exportSealedCommand({
  draft,
  out,
  data,
}: Extract<Invocation, { command: 'export-sealed' }>): Promise<ExitStatus> {
  return readDraft(data, draft, (store, id) => {
    const lines = store.drafts.entries(id, 0).map((entry) => `${JSON.stringify(sealEntry(entry))}\n`);
    deliver(out, lines.join(''));
    return 0;
  });
}

/** Prints one name of a record, with what is needed to check it. */
export async function exportUnsealedCommand(asked: Extract<Invocation, { command: 'export-unsealed' }>): Promise<ExitStatus> {
  const { draft, data, out, entry, path } = asked;
  return readDraft(data, draft, (store, id) => {
    const found = store.drafts.entries(id, entry - 1)[0];
    const unsealed = found === undefined ? null : unseal(found, path);
    if (unsealed === null) {
      complain(`entry ${entry} has nothing at ${path}.`);
      return 2;
    }
    deliver(out, `${JSON.stringify(unsealed)}\n`);
    return 0;
  });
}
