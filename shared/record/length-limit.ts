import { ok, refuse, type Result } from '../base/result.ts';
import type { Refusal } from './command.ts';

/** How many words the text is to keep within from now on; null: as many as it takes. */
export type LengthLimit = number | null;

export interface LengthLimitEvent {
  readonly type: 'LengthLimitSet';
  readonly limit: LengthLimit;
}

export interface LengthLimitCommand {
  readonly type: 'set-length-limit';
  readonly limit: LengthLimit;
}

/** As a text begins. */
export const NO_LIMIT: LengthLimit = null;

/** In words. No document is longer. */
export const HIGHEST_LIMIT = 1_000_000;

/** What the command becomes, or why it is refused. */
export function decideLengthLimit(present: LengthLimit, { limit }: LengthLimitCommand): Result<LengthLimitEvent[], Refusal> {
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1 && limit <= HIGHEST_LIMIT))
    return refuse({ code: 'malformed', reason: 'A limit is a number of words, from 1 to 1,000,000.' });
  if (limit === present)
    return refuse({
      code: 'nothing-changes',
      reason: limit === null ? 'The length of the text has no limit.' : 'That is the limit of its length already.',
    });
  return ok([{ type: 'LengthLimitSet', limit }]);
}
