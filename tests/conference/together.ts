import { must } from '../../shared/base/assert.ts';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { DraftingAct } from '../../shared/record/drafting.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { COMING, seatOf, SPOKEN_FOR } from './delegations.ts';
import type { Conference } from './conference.ts';
import { Drafter } from './secretariat.ts';

/** Two delegations prepare a proposal in one room, and table it when both clear it. */
export async function jointly({ house, hall }: Conference): Promise<void> {
  const drafter = await Drafter.sit(house, 'drafter-2');
  const clause = must(
    house.view.clauses().find((one) => house.view.statusOf(one) < 0 && drafter.plainWords(one, 3) !== null),
    'a clause with plain words',
  );
  const [words] = must(drafter.plainWords(clause, 3), 'plain words').words;
  const [first, second] = [hall.sponsor(3), hall.sponsor(4)];
  const { id, room } = await hall.prepares(first, clause);
  const act = async (who: ParticipantId, one: DraftingAct): Promise<void> => {
    const answer = await house.person(seatOf(who)).ask('POST', `/api/preparations/${id}/acts`, one);
    if (answer.status !== 204) throw new Error(`${one.act} was refused: ${JSON.stringify(answer.body)}`);
  };
  await act(first, { act: 'invite', participant: second });
  await act(second, { act: 'join' });
  room.typeAfter(must(words, 'a word'), ' and equally');
  await room.until(() => room.acknowledged > 0, 'the acknowledgement');
  const table = { type: 'table', preparation: id, rationale: '' } as const;
  await house.refuse(seatOf(first), table, 'not-ready');
  for (const who of [first, second]) await act(who, { act: 'ready', version: textDigest(room.clauses()), rationale: '' });
  await house.giveAs(first, table);
  room.close();
  const tabled = [...house.view.state.proposals.values()].at(-1);
  if (tabled?.coProposers.includes(second) !== true) throw new Error('what two prepared is not of both');
}

/** A seat that has a mandate speaks for its group; one that has none does not. */
export async function forGroups({ house, hall }: Conference): Promise<void> {
  const [group] = SPOKEN_FOR;
  const [speaker, other] = [hall.sponsor(5), hall.sponsor(6)];
  const given = await house.person('drafter-1').ask('PUT', `/api/seats/${seatOf(speaker)}/mandates`, { groups: [group] });
  if (given.status !== 204) throw new Error(`a mandate was refused: ${JSON.stringify(given.body)}`);
  const proposal = must(house.view.open()[0], 'a proposal');
  const says = (participant: ParticipantId) =>
    ({ type: 'take-position', proposal, participant, onBehalfOf: must(group, 'a group'), stance: 'support' }) as const;
  await house.giveAs(speaker, says(speaker));
  await house.refuse(seatOf(other), says(other), 'not-allowed');
  await house.person('drafter-1').ask('PUT', `/api/seats/${seatOf(speaker)}/mandates`, { groups: [] });
  await house.view.catchUp();
  await house.refuse(seatOf(speaker), { ...says(speaker), stance: 'oppose' }, 'not-allowed');
}

/** For a while nobody's name is shown; then all are again. */
export async function chathamHouse({ house }: Conference): Promise<void> {
  await house.give('chair', { type: 'set-lens', lens: 'unnamed', reason: 'so that all speak freely' });
  const { entries } = (await house.person('observer').get<RecordSlice>(`/api/drafts/${house.about}/record`)).body;
  const told = JSON.stringify(entries);
  const named = COMING.filter(({ id }) => told.includes(`"${id}"`));
  if (named.length > 0) throw new Error(`${named.length} delegations are named to an observer through an unnamed lens`);
  await house.give('chair', { type: 'set-lens', lens: 'named', reason: 'the record is open again' });
  await house.look();
}
