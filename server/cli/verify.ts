import { firstDifference, whyAnotherProcess } from '../checkpoints/comparing.ts';
import { whyProcessBroken } from '../drafts/verifying-process.ts';
import { verifyEveryDraft } from '../drafts/verifying.ts';
import { trustedCheckpoint } from './against.ts';
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
    const process = whyProcessBroken(store) ?? (checkpoint === null ? null : whyAnotherProcess(store, checkpoint));
    if (process !== null) {
      if (json) print(JSON.stringify({ ok: false, drafts: [], broken: { kind: 'process', why: process } }));
      else complain(`the process: ${process}.`);
      return 1;
    }
    const { drafts, broken: within } = verifyEveryDraft(store);
    const broken = within ?? (checkpoint === null ? null : firstDifference(store, checkpoint));
    if (json)
      print(JSON.stringify({ ok: broken === null, drafts, broken, ...(checkpoint === null ? {} : { against: checkpoint.at }) }));
    else {
      for (const one of drafts)
        print(`${one.draft}: ${one.entries} entries and ${one.updates} updates verify. Last hash ${one.head}`);
      if (drafts.length === 0 && broken === null) print('There is no draft to verify.');
      if (broken !== null) complain(`${broken.draft}: ${broken.kind} ${broken.number}: ${broken.why}.`);
      else if (checkpoint !== null)
        print(`Holds what the checkpoint of ${checkpoint.at} states, signed by the key ${checkpoint.publicKey}.`);
    }
    return broken === null ? 0 : 1;
  });
}
