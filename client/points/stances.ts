import type { Stance } from '../../shared/proposals/position.ts';

/** A stance as buttons and lists say it, its key, and the one that is pressed with Alt to note it of others. */
export interface StanceWords {
  readonly stance: Stance;
  readonly button: string;
  readonly list: string;
  readonly key: string;
  readonly noting: string;
}

export const STANCE_WORDS: readonly StanceWords[] = [
  { stance: 'support', button: 'Support', list: 'Support', key: 's', noting: 'S' },
  { stance: 'flexible', button: 'Flexible', list: 'Flexible', key: 'f', noting: 'F' },
  { stance: 'prefer-another', button: 'Prefer another', list: 'Prefer another', key: 'y', noting: 'Y' },
  { stance: 'oppose', button: 'Oppose', list: 'Oppose', key: 'b', noting: 'O' },
  { stance: 'reserve', button: 'Reserve', list: 'Reserve their position', key: 'h', noting: 'H' },
  { stance: 'needs-instructions', button: 'Needs instructions', list: 'Need instructions', key: 'u', noting: 'U' },
];
