import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES, countChoices, countsWritten, isCarried, MAJORITIES, type Choice } from '../../shared/record/vote-count.ts';

const roll = fc.array(fc.constantFrom(...CHOICES), { maxLength: 40 });

describe('counting votes', () => {
  it('[Y3] carries just where a count by hand says so', () => {
    fc.assert(
      fc.property(roll, fc.constantFrom(...MAJORITIES), fc.nat(20), (choices, majority, absent) => {
        const said = (choice: Choice): number => choices.filter((one) => one === choice).length;
        const members = choices.length + absent;
        // By hand: one after another of the pro votes is set against what the others weigh, no division anywhere.
        let [weight, against] = [0, 0];
        for (const choice of choices) {
          if (choice === 'for') weight += 1;
          if (choice === 'against') against += 1;
        }
        const others = members - weight;
        const byHand = {
          simple: weight > against,
          'two-thirds': weight > 0 && weight >= against + against,
          members: weight > others,
          'two-thirds-members': weight > 0 && weight >= others + others,
        }[majority];
        const counts = countChoices(choices);
        expect(isCarried(counts, majority, members)).toBe(byHand);
        expect(counts).toEqual({
          for: said('for'),
          against: said('against'),
          abstaining: said('abstain'),
          notParticipating: said('not-participating'),
        });
      }),
    );
  });

  it('[Y3] who abstains or takes no part is not voting; a tie does not carry; more in favour never loses', () => {
    fc.assert(
      fc.property(roll, fc.constantFrom(...MAJORITIES), (choices, majority) => {
        const members = 40;
        const carries = (list: readonly Choice[]): boolean => isCarried(countChoices(list), majority, members);
        expect(carries([...choices, 'abstain'])).toBe(carries(choices));
        expect(carries([...choices, 'not-participating'])).toBe(carries(choices));
        if (carries(choices)) expect(carries([...choices, 'for'])).toBe(true);
        if (!carries(choices)) expect(carries([...choices, 'against'])).toBe(false);
        const tie = choices.flatMap((): Choice[] => ['for', 'against']);
        for (const kind of ['simple', 'two-thirds'] as const) expect(isCarried(countChoices(tie), kind, null)).toBe(false);
      }),
    );
  });

  it('[Y3] 120 for, 7 against, 21 abstaining: carried by two thirds of those present and voting, and of 160 members', () => {
    const choices = [...many('for', 120), ...many('against', 7), ...many('abstain', 21)];
    const counts = countChoices(choices);
    expect(countsWritten(counts)).toBe('120–7–21');
    expect(isCarried(counts, 'two-thirds', null)).toBe(true);
    expect(isCarried(counts, 'two-thirds-members', 160)).toBe(true);
    expect(isCarried(counts, 'two-thirds-members', 180)).toBe(true);
    expect(isCarried(counts, 'two-thirds-members', 181)).toBe(false);
  });
});

function many(choice: Choice, count: number): Choice[] {
  return Array.from({ length: count }, () => choice);
}
