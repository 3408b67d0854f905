import { registry } from '../../shared/participants/registry.ts';
import { certify } from '../drafts/certifying.ts';
import { seenThrough } from '../drafts/seen-text.ts';
import { readDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, deliver } from './output.ts';

/** Prints the certificate of a silence procedure. */
export async function exportCertificate({
  draft,
  silence,
  lens,
  out,
  data,
}: Extract<Invocation, { command: 'export-certificate' }>): Promise<ExitStatus> {
  return readDraft(data, draft, (store, id) => {
    const roster = registry(store.process.participants());
    const text = certify(store, id, silence, { registry: roster, seen: seenThrough(lens, roster) });
    if (text === null) {
      complain(`no silence procedure of the draft began with entry ${silence}.`);
      return 2;
    }
    deliver(out, `${text.trimEnd()}\n`);
    return 0;
  });
}
