import { must } from '../../shared/base/assert.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Conference } from './conference.ts';
import { Drafter } from './secretariat.ts';

const HOUR = 3_600_000;
const iso = (moment: number): string => new Date(moment).toISOString();

/** Silence over a week-end: broken on some clauses, ended on one, lifted on one, and passed on the others while no server runs. */
export async function silences(conference: Conference): Promise<void> {
  const { house, hall } = conference;
  const agreed = house.view.clauses().filter((clause) => house.view.statusOf(clause) >= 0);
  const [first, second, third, fourth, ...rest] = agreed as [Clause, Clause, Clause, Clause, ...Clause[]];
  const circulate = async (clauses: readonly Clause[], hours: number, gives?: string): Promise<number> => {
    const [entry] = await house.give('chair', {
      type: 'begin-silence',
      clauses: clauses.map(({ id }) => id),
      deadline: iso(house.now + hours * HOUR),
      shortening: hours < 72 ? 'the session ends' : null,
      ...(gives === undefined ? {} : { gives }),
    });
    return must(entry, 'the silence');
  };
  const overWeekend = await circulate([first, second, third, ...rest], 60, 'committee');
  const lifted = await circulate([fourth], 80);
  await house.give('chair', { type: 'lift-silence', silence: lifted, reason: 'a new text comes' });
  for (const clause of [first, second]) {
    const participant = hall.anybody();
    await house.giveAs(participant, {
      type: 'break-silence',
      silence: overWeekend,
      clauses: [clause.id],
      participant,
      reason: 'without instructions',
    });
  }
  const drafter = await Drafter.sit(house, 'drafter-1');
  await drafter.types(third.id, ' This comes late.');
  // One passes before everybody’s eyes.
  await circulate([fourth], 1);
  house.now += 2 * HOUR;
  await house.view.catchUp();
  await house.give('chair', { type: 'relate', ...relation(conference) });
}

/** Something that anybody could do: the first act behind a deadline comes behind what passed. */
function relation({ house }: Conference): {
  readonly proposals: readonly never[];
  readonly relation: 'independent' | 'exclusive';
} {
  const point = must(
    house.view.points().find(({ proposals }) => proposals.length > 1),
    'alternatives',
  );
  return {
    proposals: point.proposals as readonly never[],
    relation: point.relation === 'independent' ? 'exclusive' : 'independent',
  };
}
