/** What a vote needs in order to carry. */
export const MAJORITIES = ['simple', 'two-thirds', 'members', 'two-thirds-members'] as const;
/**
 * `simple`: more for than against. `two-thirds`: two thirds of those present and voting. `members`, `two-thirds-members`: more than half,
 * two thirds of all members, whoever is there.
 */
export type Majority = (typeof MAJORITIES)[number];

/** What a delegation may say in a roll call. */
export const CHOICES = ['for', 'against', 'abstain', 'not-participating'] as const;
export type Choice = (typeof CHOICES)[number];

/** The counts of a vote. `notParticipating` is known in a roll call alone. */
export interface VoteCounts {
  readonly for: number;
  readonly against: number;
  readonly abstaining: number;
  readonly notParticipating: number;
}

/** Counts what was said in a roll call. */
export function countChoices(choices: Iterable<Choice>): VoteCounts {
  const counts = { for: 0, against: 0, abstain: 0, 'not-participating': 0 };
  for (const choice of choices) counts[choice] += 1;
  return {
    for: counts.for,
    against: counts.against,
    abstaining: counts.abstain,
    notParticipating: counts['not-participating'],
  };
}

/**
 * Whether the majority that was required is reached. "Present and voting" are those for and against: who abstains or does not take part
 * is not voting (General Assembly, rule 86). A tie does not carry (rule 95), nor does a vote in which nobody voted for. In whole numbers, so
 * exactly. `members`: how many there are, for majorities of all members.
 */
export function isCarried(counts: VoteCounts, majority: Majority, members: number | null): boolean {
  const voting = counts.for + counts.against;
  const all = members ?? 0;
  switch (majority) {
    case 'simple':
      return counts.for > counts.against;
    case 'two-thirds':
      return voting > 0 && 3 * counts.for >= 2 * voting;
    case 'members':
      return all > 0 && 2 * counts.for > all;
    case 'two-thirds-members':
      return all > 0 && 3 * counts.for >= 2 * all;
  }
}

/** Whether a majority is of all members, so that their number must be known. */
export function isOfMembers(majority: Majority): boolean {
  return majority === 'members' || majority === 'two-thirds-members';
}

/** How many were there: those who voted, abstained, or said that they do not participate. */
export function presentIn(counts: VoteCounts): number {
  return counts.for + counts.against + counts.abstaining + counts.notParticipating;
}

/** As the record of a conference writes it: 120–7–21. */
export function countsWritten(counts: VoteCounts): string {
  return `${counts.for}–${counts.against}–${counts.abstaining}`;
}
