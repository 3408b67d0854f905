import { counted } from '../../shared/base/phrases.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import { firstDifference, whyAnotherProcess } from '../checkpoints/comparing.ts';
import { whyProcessBroken } from '../drafts/verifying-process.ts';
import { verifyEveryDraft } from '../drafts/verifying.ts';
import type { Store } from '../store/store.ts';
import { trustedCheckpoint, whyAnotherKey } from './against.ts';
import { withStore } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';

/** Recomputes every draft, holds them against a checkpoint where one is given, and names the first broken link. */
export function verifyCommand({ data, json, against }: Extract<Invocation, { command: 'verify' }>): ExitStatus {
  const trusted = against === null ? null : trustedCheckpoint(against);
  if (trusted?.ok === false) return trusted.refusal;
  const checkpoint = trusted?.value ?? null;
  return withStore(data, (store) => {
    const whole = wholeFault(store, checkpoint);
    if (whole !== null) {
      if (json) print(JSON.stringify({ ok: false, drafts: [], broken: whole }));
      else complain(`the ${whole.kind}: ${whole.why}.`);
      return 1;
    }
    const { drafts, broken: within } = verifyEveryDraft(store);
    const broken = within ?? (checkpoint === null ? null : firstDifference(store, checkpoint));
    const anotherKey =
      broken !== null || against === null || checkpoint === null ? null : whyAnotherKey(against, checkpoint, data);
    const isGood = broken === null && anotherKey === null;
    if (json) {
      const told = anotherKey === null ? broken : { kind: 'key', why: anotherKey };
      print(JSON.stringify({ ok: isGood, drafts, broken: told, ...(checkpoint === null ? {} : { against: checkpoint.at }) }));
      return isGood ? 0 : 1;
    }
    for (const one of drafts)
      print(
        `${one.draft}: ${counted(one.entries, 'entry', 'entries')} and ${counted(one.updates, 'update')} verify. Last hash ${one.head}`,
      );
    if (drafts.length === 0 && broken === null) print('There is no draft to verify.');
    if (broken !== null) complain(`${broken.draft}: ${broken.kind} ${broken.number}: ${broken.why}.`);
    else if (anotherKey !== null) complain(anotherKey);
    else if (checkpoint !== null)
      print(`Holds what the checkpoint of ${checkpoint.at} states, signed by the key ${checkpoint.publicKey}.`);
    return isGood ? 0 : 1;
  });
}

/** What is wrong with a store as a whole: its pages, or the process in it. */
function wholeFault(
  store: Store,
  checkpoint: Checkpoint | null,
): { readonly kind: 'file' | 'process'; readonly why: string } | null {
  const damage = store.damage();
  if (damage !== null) return { kind: 'file', why: `is damaged, says SQLite: ${damage}. Put back a backup with travaux restore` };
  const why = whyProcessBroken(store) ?? (checkpoint === null ? null : whyAnotherProcess(store, checkpoint));
  return why === null ? null : { kind: 'process', why };
}
