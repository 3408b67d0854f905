import { lowered } from '../base/phrases.ts';
import type { Lens } from '../participants/lens.ts';
import type { LensEvent } from '../record/lens.ts';

/** What a lens shows, as a sentence that stands over the draft for everybody. */
export const LENS_SENTENCES: Readonly<Record<Lens, string>> = {
  named: 'Names are shown',
  group: 'Delegations are shown by group',
  unnamed: 'Names are not shown: Chatham House Rule',
};

/** One sentence on a change of the lens, without its stop. */
export function lensSentence({ lens, reason }: LensEvent, who: string): string {
  return `${who} decided: ${lowered(LENS_SENTENCES[lens])} (${reason})`;
}
