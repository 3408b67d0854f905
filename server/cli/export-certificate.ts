import { registry } from '../../shared/participants/registry.ts';
import { certify } from '../drafts/certifying.ts';
import { seenThrough } from '../drafts/seen-text.ts';
import { withDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';

/** Prints the certificate of a silence procedure. */
export function exportCertificate({
  draft,
  silence,
  lens,
  data,
}: Extract<Invocation, { command: 'export-certificate' }>): ExitStatus {
  return withDraft(data, draft, (store, id) => {
    const roster = registry(store.process.participants());
    const text = certify(store, id, silence, { registry: roster, seen: seenThrough(lens, roster) });
    if (text === null) {
      complain(`no silence procedure of the draft began with entry ${silence}.`);
      return 2;
    }
    print(text.trimEnd());
    return 0;
  });
}
