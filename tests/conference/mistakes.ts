import { must } from '../../shared/base/assert.ts';
import { clauseId, participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { ownSponsors } from '../../shared/proposals/merged.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Conference } from './conference.ts';
import { COMING, seatOf } from './delegations.ts';
import { clauseOf, Drafter } from './secretariat.ts';

/** A day on which everything is tried that makes no sense: each is refused on its ground, and changes nothing. */
export async function mistakes(conference: Conference): Promise<void> {
  await aboutProposals(conference);
  await aboutSponsors(conference);
  await aboutMeetings(conference);
  await aboutStatus(conference);
  await aboutTabling(conference);
  await aboutVanishing(conference);
}

/** Somebody’s own proposal, that nobody joined. */
function ofOne({ house }: Conference): { readonly id: ProposalId; readonly proposer: (typeof COMING)[number]['id'] } {
  for (const id of house.view.open()) {
    const held = must(house.view.state.proposals.get(id), 'a proposal');
    const [proposer, ...others] = ownSponsors(held);
    if (proposer !== undefined && others.length === 0 && COMING.some((one) => one.id === proposer) && held.origin !== 'bridging')
      return { id, proposer };
  }
  throw new Error('nobody stands alone with a proposal');
}

async function aboutProposals({ house }: Conference): Promise<void> {
  const { view } = house;
  const open = must(
    view.open().find((id) => view.hasText(id) && view.state.proposals.get(id)?.whereabouts === null),
    'an open proposal',
  );
  const closed = must(
    [...view.state.proposals.keys()].find((id) => !view.isOpen(id)),
    'a closed proposal',
  );
  const version = '0'.repeat(64);
  const ground = 'none';
  const chair = 'chair';
  await house.refuse(chair, { type: 'drop', proposal: proposalId('nobody-knows'), version, ground }, 'unknown-proposal');
  await house.refuse(chair, { type: 'drop', proposal: closed, version, ground }, 'not-open');
  await house.refuse(chair, { type: 'drop', proposal: open, version, ground }, 'changed-since');
  await house.refuse(chair, { type: 'reopen', proposal: open, reason: 'new facts' }, 'not-closed');
  await house.refuse(chair, { type: 'accept', ...view.seen(open), falls: [open] }, 'not-a-rival');
  await house.refuse(chair, { type: 'call-back', proposal: open, note: '' }, 'not-set-aside');
  const stranger = participantId('p-nowhere');
  await house.refuse(chair, { type: 'reserve', proposal: open, participant: stranger, reason: '' }, 'unknown-participant');
  await house.refuse(chair, { type: 'relate', proposals: [open], relation: 'exclusive' }, 'malformed');
  const two = [
    open,
    must(
      view.open().find((id) => id !== open),
      'another',
    ),
  ];
  await house.give(chair, { type: 'relate', proposals: two, relation: 'cumulative' });
  await house.refuse(chair, { type: 'relate', proposals: two, relation: 'cumulative' }, 'nothing-changes');
  await house.give(chair, { type: 'relate', proposals: two, relation: null });
}

async function aboutSponsors(conference: Conference): Promise<void> {
  const { house } = conference;
  const { id: proposal, proposer } = ofOne(conference);
  const other = must(
    COMING.find(({ id }) => id !== proposer),
    'another delegation',
  ).id;
  await house.refuse(seatOf(proposer), { type: 'sponsor', proposal, participant: proposer }, 'sponsors-already');
  await house.refuse(seatOf(proposer), { type: 'leave', proposal, participant: proposer }, 'last-sponsor');
  await house.refuse(seatOf(other), { type: 'leave', proposal, participant: other }, 'not-a-sponsor');
  await house.giveAs(other, { type: 'sponsor', proposal, participant: other });
  await house.refuse(seatOf(proposer), { type: 'withdraw', proposal, participant: proposer }, 'other-sponsors');
  const forNoGroup = { type: 'take-position', proposal, participant: other, onBehalfOf: proposer, stance: 'support' } as const;
  await house.refuse('drafter-1', forNoGroup, 'not-a-group');
}

async function aboutMeetings({ house }: Conference): Promise<void> {
  await house.refuse('chair', { type: 'open-meeting', name: 'Another', body: '' }, 'meeting-open');
  await house.refuse('chair', { type: 'close-meeting', opened: 1 }, 'no-meeting');
  await house.refuse('chair', { type: 'begin-reading', reading: 1 }, 'reading-begun');
  await house.refuse('drafter-1', { type: 'issue-revision', symbol: 'L.2' }, 'symbol-taken');
  await house.refuse('drafter-1', { type: 'restore-revision', revision: 99, symbol: 'L.99' }, 'unknown-revision');
}

async function aboutStatus({ house }: Conference): Promise<void> {
  const { view } = house;
  const clauses = view.clauses();
  const agreed = agreedClause(view.clauses(), (clause) => view.statusOf(clause) >= 0);
  const bracketed = agreedClause(clauses, (clause) => view.isBracketed(clause));
  const agree = (clause: Clause, rung: string) =>
    ({ type: 'agree', rung, clauses: [{ clause: clause.id, version: view.version(clause) ?? '' }] }) as const;
  const { rungs } = view.state.ladder;
  const low = must(rungs[0], 'a rung').id;
  await house.refuse('chair', agree(bracketed, low), 'brackets-open');
  await house.refuse('chair', agree(agreed, low), 'agreed');
  const stale = [{ clause: agreed.id, version: '0'.repeat(64) }];
  await house.refuse('chair', { type: 'agree', rung: low, clauses: stale }, 'changed-since');
  await house.refuse('chair', agree(agreed, 'nowhere'), 'unknown-rung');
  const gone = [{ clause: clauseId('gone'), version: '0'.repeat(64) }];
  await house.refuse('chair', { type: 'agree', rung: low, clauses: gone }, 'unknown-clause');
  await house.refuse('chair', { type: 'reopen-clauses', clauses: [bracketed.id], reason: 'x' }, 'not-agreed');
  await house.refuse('chair', { type: 'set-ladder', rungs: rungs.slice(2) }, 'rung-in-use');
}

function agreedClause(clauses: readonly Clause[], is: (clause: Clause) => boolean): Clause {
  return must(clauses.find(is), 'such a clause');
}

async function aboutTabling({ house, hall }: Conference): Promise<void> {
  const drafter = await Drafter.sit(house, 'drafter-1');
  const { view } = house;
  const places = view.clauses().flatMap((clause) => {
    const plain = drafter.plainWords(clause, 3);
    return plain === null ? [] : [{ clause, words: plain.words }];
  });
  const free = must(
    places.find(({ clause }) => view.statusOf(clause) < 0),
    'a clause that is not agreed',
  );
  const agreed = must(
    places.find(({ clause }) => view.statusOf(clause) >= 0),
    'an agreed clause',
  );
  const [first, second, third] = [hall.sponsor(0), hall.sponsor(1), hall.sponsor(2)];
  const nothing = await hall.prepares(first, free.clause);
  const table = { type: 'table', rationale: '' } as const;
  await house.refuse(seatOf(first), { ...table, preparation: nothing.id }, 'nothing-to-table');
  nothing.room.close();
  await house.person(seatOf(first)).ask('DELETE', `/api/preparations/${nothing.id}`);
  await house.refuse(seatOf(first), { ...table, preparation: nothing.id }, 'closed');
  const late = await hall.prepares(second, agreed.clause);
  late.room.typeAfter(must(agreed.words[0], 'a word'), ' too late');
  await late.room.until(() => late.room.acknowledged > 0, 'the acknowledgement');
  await house.refuse(seatOf(second), { ...table, preparation: late.id }, 'agreed');
  late.room.close();
  const torn = await hall.prepares(third, free.clause);
  const words = free.words.join(' ');
  torn.room.strike(words);
  await torn.room.until(() => torn.room.acknowledged > 0, 'the acknowledgement');
  await drafter.replaces(free.clause.id, words, 'Other words');
  await house.refuse(seatOf(third), { ...table, preparation: torn.id }, 'clash');
  torn.room.close();
}

/** A bracket whose words go and come back while it is open: nobody decides on what has no words. */
async function aboutVanishing({ house, chair }: Conference): Promise<void> {
  const drafter = await Drafter.sit(house, 'drafter-2');
  const clause = agreedClause(house.view.clauses(), (one) => house.view.isBracketed(one)).id;
  const id = await drafter.opens(clause, ' in passing');
  const seen = house.view.seen(id);
  await drafter.strikes(clause, id);
  await house.refuse('chair', { type: 'drop', ...seen, ground: 'no agreement' }, 'no-text');
  await drafter.refills(clause, id, ' after all');
  if (clauseOf(house, id).id !== clause) throw new Error('the words came back elsewhere');
  await chair.drop(id);
}
