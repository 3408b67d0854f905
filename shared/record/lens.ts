import { ok, refuse, type Result } from '../base/result.ts';
import type { Lens } from '../participants/lens.ts';
import type { Refusal } from './command.ts';

/** Whose names are shown of the draft, from now on and of all that happened before. */
export interface LensEvent {
  readonly type: 'LensChanged';
  readonly lens: Lens;
  readonly reason: string;
}

export interface LensCommand {
  readonly type: 'set-lens';
  readonly lens: Lens;
  readonly reason: string;
}

/** As a negotiation begins: everybody sees who said what. */
export const EVERYBODY_NAMED: Lens = 'named';

/** What the command becomes, or why it is refused. */
export function decideLens(present: Lens, { lens, reason }: LensCommand): Result<LensEvent[], Refusal> {
  if (lens === present) return refuse({ code: 'nothing-changes', reason: 'The draft is shown in this way already.' });
  if (reason.trim() === '')
    return refuse({ code: 'malformed', reason: 'Say why: everybody reads it in the record, so let it name nobody.' });
  return ok([{ type: 'LensChanged', lens, reason: reason.trim() }]);
}
