import type { Refused } from './api.ts';

/**
 * What takes long and is asked for with this in `Accept` says how far it is. Where it is refused before anything is done, the answer is that
 * refusal; else it is 200 and lines of JSON as they come, each a SteppedLine, the last of them a file or a refusal. Behind a file's line
 * stand its bytes.
 */
export const STEPPED = 'application/vnd.travaux.steps';

export type SteppedLine<Step> =
  | { readonly step: Step }
  /** `bytes`: how many come behind this line; with fewer the answer was cut off. */
  | { readonly file: { readonly name: string; readonly type: string; readonly bytes: number } }
  | Refused;
