import { grouped } from '../base/phrases.ts';
import type { LengthLimitEvent } from '../record/length-limit.ts';

/** One sentence on a limit of the text's length, without its stop. */
export function lengthLimitSentence({ limit }: LengthLimitEvent, who: string): string {
  return limit === null
    ? `${who} lifted the limit on the length of the text`
    : `${who} set the limit on the length of the text at ${grouped(limit)} words`;
}
