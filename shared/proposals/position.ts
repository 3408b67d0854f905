/** What a participant says of a proposal (CONVENTIONS 1.8). */
export const STANCES = ['support', 'flexible', 'prefer-another', 'oppose', 'reserve', 'needs-instructions'] as const;
export type Stance = (typeof STANCES)[number];
