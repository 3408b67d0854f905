import type { Stance } from '../../shared/proposals/position.ts';
import type { Voice } from '../../shared/projection/voices.ts';

interface Mark {
  readonly says: Stance | 'brings';
  readonly mark: string;
  readonly word: string;
}

/** A sign for each thing that can be said of an alternative: none is told by its colour alone. */
export const MARKS: readonly Mark[] = [
  { says: 'brings', mark: 'P', word: 'proposes' },
  { says: 'support', mark: '+', word: 'supports' },
  { says: 'flexible', mark: '≈', word: 'is flexible' },
  { says: 'prefer-another', mark: '›', word: 'prefers another' },
  { says: 'oppose', mark: '−', word: 'opposes' },
  { says: 'reserve', mark: '?', word: 'reserves' },
  { says: 'needs-instructions', mark: '…', word: 'needs instructions' },
];

/** The signs of one participant on one alternative. */
export function marksOf({ brings, stance }: Voice): readonly Mark[] {
  return MARKS.filter(({ says }) => (says === 'brings' ? brings : says === stance));
}
