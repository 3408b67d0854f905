import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { clauseVersion, openIn, standingWords } from '../../shared/proposals/clause-version.ts';
import { ownSponsors } from '../../shared/proposals/merged.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { choicesOf } from '../../shared/record/lifting.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { USUAL_LADDER } from '../../shared/record/ladder.ts';
import { openProposals, outcomesOf } from '../../shared/record/state.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import type { Client } from './client.ts';
import { INSTRUMENTS, INSTRUMENTS_IN_HAND } from './conduct-instruments.ts';
import type { Random } from './random.ts';
import { looked, on, open, rungIn, some, type Act, type Seen } from './seen.ts';

/** Something that is done in a conference besides deciding on one proposal: in role and by chance, on what one sees, be it wrong by then. */
export function conducts(client: Client, random: Random, now: number): Command | null {
  const seen: Seen = { client, random, now, state: replay(client.entries), clauses: client.clauses() };
  const { begins, goesOn } = ACTS[client.seat.role];
  for (let tries = 0; tries < 6; tries += 1) {
    const act = random.pick(random.chance(0.6) ? goesOn : begins);
    const command = act?.(seen) ?? null;
    if (command !== null) return command;
  }
  return null;
}

const iso = (moment: number): string => new Date(moment).toISOString();

const MEETINGS: readonly Act[] = [
  ({ random }) => ({ type: 'open-meeting', name: `${random.below(9)}. meeting`, body: '' }),
  ({ state: { meetings }, random }) =>
    meetings.reading !== null && random.chance(0.4)
      ? { type: 'close-reading', reading: meetings.reading }
      : { type: 'begin-reading', reading: meetings.begun + random.below(2) },
  ({ random }) => ({
    type: 'set-ladder',
    rungs: random.chance(0.5) ? USUAL_LADDER : USUAL_LADDER.slice(0, 1 + random.below(4)),
  }),
  (seen) => {
    const { now, random } = seen;
    const shortly = random.chance(0.8);
    return {
      type: 'begin-silence',
      clauses: random.chance(0.3) ? null : some(seen).map(({ id }) => id),
      deadline: iso(now + (shortly ? 2_000 + random.below(40_000) : 73 * 3_600_000)),
      shortening: shortly ? 'the session ends' : null,
      ...(random.chance(0.5) ? { gives: rungIn(seen) } : {}),
    };
  },
];

const LENGTH: readonly Act[] = [
  ({ random }) => ({ type: 'set-length-limit', limit: random.chance(0.4) ? null : 100 * (1 + random.below(2)) }),
];

const NUMBERS: readonly Act[] = [
  (seen) => {
    const [clause, of] = [seen.random.pick(seen.clauses), seen.random.pick(seen.clauses)];
    if (clause === undefined || of === undefined) return null;
    return { type: 'mark-alternative', clause: clause.id, of: seen.random.chance(0.3) ? null : of.id };
  },
  ({ random, clauses, state }) => {
    const outcomeOf = outcomesOf(state);
    const clause = random.pick(clauses.filter((one) => random.chance(0.1) || standingWords(one, outcomeOf) === ''));
    return clause === undefined
      ? null
      : { type: 'note-tombstone', clause: clause.id, parts: [{ what: '', fate: 'deleted', to: null }] };
  },
  ({ clauses, state }) =>
    new Set(clauses.map(({ id }) => id)).size < clauses.length
      ? null
      : { type: 'renumber', version: planRenumbering(clauses, state, 'shown' as ProposalId).version },
  (seen) => {
    const [first, second] = [some(seen)[0], some(seen)[0]];
    if (first === undefined || second === undefined) return null;
    return {
      type: 'set-options',
      rung: seen.random.pick([1, 2, 3] as const) ?? 1,
      options: [first, second].map(({ id }) => ({ from: id, to: id })),
      noText: seen.random.chance(0.5),
      reason: '',
    };
  },
  ({ random, state }) => {
    const { standing: choices, lifted } = choicesOf(state);
    const [choice, lifting] = [random.pick(choices), random.pick(lifted)];
    if (lifting !== undefined && random.chance(0.6)) return { type: 'undo-lifting', lifting, reason: '' };
    return choice === undefined ? null : { type: 'lift-options', choice, reason: '' };
  },
];

const OF_PROPOSALS: readonly Act[] = [
  on((proposal) => ({ type: 'refer', proposal, body: 'Drafting Committee', note: '' })),
  on((proposal) => ({ type: 'park', proposal, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' })),
  on((proposal, { client }) => ({ type: 'reserve', proposal, participant: client.seat.participant, reason: '' })),
  on((proposal, seen) => {
    const other = open(seen);
    if (other === null) return null;
    return { type: 'merge', into: looked(seen, proposal), merged: [looked(seen, other)], wording: reworded(proposal, seen) };
  }),
  on((proposal, seen) => ({
    type: 'bridge',
    ...looked(seen, proposal),
    drawsOn: [],
    wording: reworded(proposal, seen),
    rationale: '',
  })),
  on((proposal, seen) => {
    const relation = seen.random.pick(['exclusive', 'independent', 'cumulative', null] as const) ?? null;
    return { type: 'relate', proposals: [proposal, open(seen) ?? proposal], relation };
  }),
];

function reworded(proposal: ProposalId, { random, clauses, state }: Seen): Extract<Command, { type: 'bridge' }>['wording'] {
  const piece = piecesOf(clauses, proposal, outcomesOf(state))[0];
  return piece === undefined || random.chance(0.3) ? [] : [{ clause: piece.clause, at: piece.at, text: piece.text.slice(0, 2) }];
}

const STATUS: readonly Act[] = [
  (seen) => ({
    type: 'agree',
    rung: rungIn(seen),
    clauses: some(seen).flatMap((clause) => {
      if (openIn(clause, outcomesOf(seen.state)).size > 0 && seen.random.chance(0.8)) return [];
      const version = clauseVersion(clause, outcomesOf(seen.state));
      return version === null ? [] : [{ clause: clause.id, version }];
    }),
  }),
];

const UNDER_WAY: readonly Act[] = [
  ({ state: { meetings }, random }) =>
    meetings.open === null ? null : { type: 'close-meeting', opened: random.chance(0.1) ? 1 : meetings.open.entry },
  ({ random, state }) => {
    const clause = random.pick([...state.ladder.agreed.keys()]);
    return clause === undefined ? null : { type: 'reopen-clauses', clauses: [clause], reason: 'new facts' };
  },
  ({ random, state }) => {
    const silence = random.pick([...state.silences.keys()]);
    return silence === undefined ? null : { type: 'lift-silence', silence, reason: 'a new text comes' };
  },
  ({ random, state }) => {
    const aside = random.pick(openProposals(state).filter(({ whereabouts }) => whereabouts !== null));
    return aside === undefined ? null : { type: 'call-back', proposal: aside.id, note: '' };
  },
  ({ random, state }) =>
    state.numbering.renumbered === null && !random.chance(0.05)
      ? null
      : { type: 'undo-renumbering', reason: 'the old numbers are cited still' },
  // Late at night all that is left goes at once.
  (seen) => {
    const left = openProposals(seen.state).filter(({ vanished }) => !vanished);
    if (left.length === 0 || left.length > 6 || seen.random.chance(0.7)) return null;
    return {
      type: 'decide-together',
      package: null,
      decisions: left.map(({ id }) => ({ ...looked(seen, id), how: 'drop' })),
      ground: 'no agreement',
    };
  },
];

const VOTES: readonly Act[] = [
  (seen) => {
    const { random, clauses, state } = seen;
    const reading = readingOf(clauses, outcomesOf(state));
    const how = {
      type: 'open-vote',
      method: random.chance(0.7) ? 'roll-call' : 'show-of-hands',
      majority: 'simple',
      members: null,
    } as const;
    const gives = random.chance(0.5) ? { gives: rungIn(seen) } : {};
    const clause = random.pick(reading.all());
    if (random.chance(0.25)) return { ...how, question: { on: 'whole' }, version: wholeVersion(reading.all()), ...gives };
    if (random.chance(0.4) && clause !== undefined)
      return { ...how, question: { on: 'clause', clause: clause.clause }, version: clause.version, ...gives };
    const proposal = open(seen);
    return proposal === null ? null : { ...how, question: { on: 'proposal', proposal }, version: looked(seen, proposal).version };
  },
];

const CLOSING: readonly Act[] = [
  (seen) =>
    inVote(seen, (vote) => ({
      type: 'close-vote',
      vote,
      falls: seen.random.chance(0.2) ? [open(seen) ?? ('none' as never)] : [],
    })),
  (seen) => inVote(seen, (vote) => ({ type: 'close-vote', vote, falls: [] })),
  (seen) => inVote(seen, (vote) => (seen.random.chance(0.3) ? { type: 'call-off-vote', vote, reason: 'no quorum' } : null)),
];

function inVote({ random, state }: Seen, what: (vote: number) => Command | null): Command | null {
  const running = [...state.votes.values()].filter(({ status }) => status.state === 'open' || random.chance(0.1));
  const vote = random.pick(running)?.entry;
  return vote === undefined ? null : what(vote);
}

/** What is said in a participant's name. */
function inName(whose: (seen: Seen) => ParticipantId): Act[] {
  return [
    (seen) => {
      const brought = openProposals(seen.state).filter(({ proposer }) => proposer !== null || seen.random.chance(0.1));
      const proposal = seen.random.pick(brought)?.id;
      return proposal === undefined ? null : { type: 'sponsor', proposal, participant: whose(seen) };
    },
    (seen) => {
      const participant = whose(seen);
      const joined = openProposals(seen.state).filter(
        (one) => ownSponsors(one).includes(participant) || seen.random.chance(0.05),
      );
      const proposal = seen.random.pick(joined)?.id;
      return proposal === undefined ? null : { type: 'leave', proposal, participant };
    },
    (seen) => {
      const gone = [...seen.state.proposals.values()].filter(
        ({ status }) => status.state === 'withdrawn' || seen.random.chance(0.02),
      );
      const proposal = seen.random.pick(gone)?.id;
      return proposal === undefined ? null : { type: 'reintroduce', proposal, participant: whose(seen), rationale: '' };
    },
    (seen) => {
      const silence = seen.random.pick([...seen.state.silences.keys()]);
      const clauses = seen.random.chance(0.5) ? null : some(seen).map(({ id }) => id);
      if (silence === undefined) return null;
      return { type: 'break-silence', silence, clauses, participant: whose(seen), reason: 'without instructions' };
    },
  ];
}

function inVoteFor(whose: (seen: Seen) => ParticipantId): Act[] {
  const cast: Act = (seen) =>
    inVote(seen, (vote) => ({
      type: 'cast-vote',
      vote,
      participant: whose(seen),
      choice: seen.random.pick(['for', 'for', 'against', 'abstain', 'not-participating'] as const) ?? 'for',
    }));
  return [
    cast,
    cast,
    (seen) => inVote(seen, (vote) => ({ type: 'explain-vote', vote, participant: whose(seen), explanation: 'in line with 8' })),
  ];
}

const own = ({ client }: Seen): ParticipantId => client.seat.participant;
const somebody = ({ random }: Seen): ParticipantId => (random.chance(0.5) ? 'p-no' : 'p-ke') as ParticipantId;

/** What somebody in a role begins, and what they do next with what is under way. */
interface Repertoire {
  readonly begins: readonly Act[];
  readonly goesOn: readonly Act[];
}

/** What a delegation said from the floor, without its seat. */
const withdrawal: Act = (seen) => {
  const { random, state } = seen;
  const proposal = random.pick(openProposals(state).filter(({ proposer }) => proposer !== null || random.chance(0.1)));
  if (proposal === undefined) return null;
  const participant = random.chance(0.8) ? (proposal.proposer ?? somebody(seen)) : somebody(seen);
  return { type: 'withdraw', proposal: proposal.id, participant };
};

const counts: Act = (seen) =>
  inVote(seen, (vote) => ({
    type: 'count-votes',
    vote,
    counts: { for: 3, against: 1, abstaining: 0, notParticipating: 0 },
  }));

const ACTS: Readonly<Record<Client['seat']['role'], Repertoire>> = {
  chair: {
    begins: [...MEETINGS, ...STATUS, ...STATUS, ...STATUS, ...OF_PROPOSALS, ...VOTES, ...VOTES, ...INSTRUMENTS, ...NUMBERS],
    goesOn: [...UNDER_WAY, ...CLOSING, ...INSTRUMENTS_IN_HAND, ...inName(somebody), ...NUMBERS.slice(1, 3)],
  },
  drafter: {
    begins: [...MEETINGS, ...NUMBERS, ...LENGTH],
    goesOn: [UNDER_WAY[0]!, ...inName(somebody), ...inVoteFor(somebody), counts, counts, withdrawal],
  },
  delegate: { begins: inName(own), goesOn: inVoteFor(own) },
  // Who may do nothing tries all the same.
  observer: { begins: [...STATUS, ...VOTES, ...LENGTH], goesOn: [...UNDER_WAY, ...CLOSING, ...inName(own)] },
};
