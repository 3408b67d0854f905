import { verifyDraft, type BrokenDraft, type VerifiedDraft } from '../drafts/verifying.ts';
import type { Store } from '../store/store.ts';
import type { Invocation } from './arguments.ts';
import { withStore } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';

/** Recomputes every draft, and names the first broken link. */
export function verifyCommand({ data, json }: Extract<Invocation, { command: 'verify' }>): ExitStatus {
  return withStore(data, (store) => {
    const { drafts, broken } = verifyAll(store);
    if (json) print(JSON.stringify({ ok: broken === null, drafts, broken }));
    else {
      for (const one of drafts)
        print(`${one.draft}: ${one.entries} entries and ${one.updates} updates verify. Last hash ${one.head}`);
      if (drafts.length === 0 && broken === null) print('There is no draft to verify.');
      if (broken !== null) complain(`${broken.draft}: ${broken.kind} ${broken.number}: ${broken.why}.`);
    }
    return broken === null ? 0 : 1;
  });
}

function verifyAll(store: Store): { drafts: VerifiedDraft[]; broken: BrokenDraft | null } {
  const drafts: VerifiedDraft[] = [];
  for (const { id } of store.drafts.all()) {
    const result = verifyDraft(store, id);
    if (!result.ok) return { drafts, broken: result.refusal };
    drafts.push(result.value);
  }
  return { drafts, broken: null };
}
