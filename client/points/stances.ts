import type { Stance } from '../../shared/proposals/position.ts';

/** A stance as buttons and lists say it, and its key. */
export interface StanceWords {
  readonly stance: Stance;
  readonly button: string;
  readonly list: string;
  readonly key: string;
}

export const STANCE_WORDS: readonly StanceWords[] = [
  { stance: 'support', button: 'Support', list: 'Support', key: 's' },
  { stance: 'flexible', button: 'Flexible', list: 'Flexible', key: 'f' },
  { stance: 'prefer-another', button: 'Prefer another', list: 'Prefer another', key: 'y' },
  { stance: 'oppose', button: 'Oppose', list: 'Oppose', key: 'b' },
  { stance: 'reserve', button: 'Reserve', list: 'Reserve their position', key: 'h' },
  { stance: 'needs-instructions', button: 'Needs instructions', list: 'Need instructions', key: 'u' },
];
