import { sealEntry } from '../../shared/record/chain.ts';
import { unseal } from '../../shared/record/unsealing.ts';
import { withDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';

/** Prints a record without names, one entry in JSON a line. */
export function exportSealedCommand({ draft, data }: Extract<Invocation, { command: 'export-sealed' }>): ExitStatus {
  return withDraft(data, draft, (store, id) => {
    // To a pipe that nobody reads any more nothing need be written.
    store.drafts.entries(id, 0).every((entry) => print(JSON.stringify(sealEntry(entry))));
    return 0;
  });
}

/** Prints one name of a record, with what is needed to check it. */
export function exportUnsealedCommand(asked: Extract<Invocation, { command: 'export-unsealed' }>): ExitStatus {
  const { draft, data, entry, path } = asked;
  return withDraft(data, draft, (store, id) => {
    const found = store.drafts.entries(id, entry - 1)[0];
    const unsealed = found === undefined ? null : unseal(found, path);
    if (unsealed === null) {
      complain(`entry ${entry} has nothing at ${path}.`);
      return 2;
    }
    print(JSON.stringify(unsealed));
    return 0;
  });
}
