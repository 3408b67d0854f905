import { must } from '../../shared/base/assert.ts';
import type { ParticipantId, PreparationId, ProposalId } from '../../shared/base/ids.ts';
import { ownSponsors } from '../../shared/proposals/merged.ts';
import { reintroduce } from '../../shared/proposals/reintroduce.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Client } from '../server/harness.ts';
import type { Random } from '../simulator/random.ts';
import { BRINGING, COMING, seatOf, SPOKEN_FOR } from './delegations.ts';
import type { House } from './house.ts';

/** A proposal as a delegation prepares it, in a room of its own. */
interface Prepared {
  readonly id: PreparationId;
  readonly room: Client;
}

/** What the delegations do in the hall and before it. */
export class Hall {
  private readonly house: House;
  private readonly random: Random;
  /** How many proposals were taken back; the secretariat notes one of three. */
  private withdrawn = 0;
  /** How many of these others brought again. */
  private takenUp = 0;

  constructor(house: House, random: Random) {
    this.house = house;
    this.random = random;
  }

  anybody(): ParticipantId {
    return must(this.random.pick(COMING), 'a delegation').id;
  }

  /** A delegation takes a position on something that is open; now and then it takes it back, or prefers another. */
  async speaks(): Promise<void> {
    const open = this.house.view.open();
    const [proposal, other] = [this.random.pick(open), this.random.pick(open)];
    if (proposal === undefined || other === undefined) return;
    const participant = this.anybody();
    const stance = this.random.weighted<Stance>([
      [6, 'support'],
      [2, 'flexible'],
      [3, 'oppose'],
      [1, 'reserve'],
      [1, 'needs-instructions'],
      [other === proposal ? 0 : 2, 'prefer-another'],
    ]);
    const said = { type: 'take-position', proposal, participant, onBehalfOf: null } as const;
    await this.house.giveAs(participant, { ...said, stance, ...(stance === 'prefer-another' ? { preferred: other } : {}) });
    if (this.random.chance(0.1)) await this.house.giveAs(participant, { ...said, stance: null });
  }

  /** Somebody speaks for a group, as the secretariat notes. */
  async groupSpeaks(): Promise<void> {
    const proposal = this.random.pick(this.house.view.open());
    const onBehalfOf = must(this.random.pick(SPOKEN_FOR), 'a group');
    if (proposal === undefined) return;
    const participant = this.anybody();
    await this.house.give('drafter-2', { type: 'take-position', proposal, participant, onBehalfOf, stance: 'support' });
  }

  /** A delegation joins those who bring a proposal; now and then one of them leaves. */
  async joins(): Promise<void> {
    const { view } = this.house;
    const proposal = this.random.pick(view.open().filter((id) => view.state.proposals.get(id)?.proposer !== null));
    if (proposal === undefined) return;
    const held = must(view.state.proposals.get(proposal), 'the proposal');
    const participant = this.anybody();
    if (ownSponsors(held).includes(participant) || held.origin === 'bridging') return;
    await this.house.giveAs(participant, { type: 'sponsor', proposal, participant });
    if (this.random.chance(0.3)) await this.house.giveAs(participant, { type: 'leave', proposal, participant });
  }

  /** A delegation that stands alone with its proposal takes it back. True where one did. */
  async withdraws(): Promise<boolean> {
    const { view } = this.house;
    const alone = view.open().filter((id) => {
      const held = view.state.proposals.get(id);
      return held !== undefined && held.proposer !== null && ownSponsors(held).length === 1 && held.proposer.startsWith('p-');
    });
    const proposal = this.random.pick(alone);
    const whose = proposal === undefined ? null : view.state.proposals.get(proposal)?.proposer;
    if (proposal === undefined || whose == null || !COMING.some(({ id }) => id === whose)) return false;
    const command = { type: 'withdraw', proposal, participant: whose } as const;
    this.withdrawn += 1;
    await (this.withdrawn % 3 === 2 ? this.house.give('drafter-2', command) : this.house.giveAs(whose, command));
    if (this.takenUp === 0 || this.random.chance(0.5)) await this.takesUp(proposal);
    return true;
  }

  /** Another brings again what was withdrawn, by its own seat or as the secretariat notes, where the text still has room for it. */
  private async takesUp(proposal: ProposalId): Promise<void> {
    const { view } = this.house;
    const outcomeOf = outcomesOf(view.state);
    const brought = reintroduce({ clauses: view.clauses(), withdrawn: proposal, proposal, holdsNumber: false, outcomeOf });
    if (!brought.ok || brought.value.changes.length === 0) return;
    const participant = this.anybody();
    const command = { type: 'reintroduce', proposal, participant, rationale: 'It is needed.' } as const;
    await (this.random.chance(0.3) ? this.house.give('drafter-2', command) : this.house.giveAs(participant, command));
    this.takenUp += 1;
    await this.house.refuse('drafter-2', command, 'nothing-changes');
  }

  /** A delegation opens a room of its own on a clause. */
  async prepares(participant: ParticipantId, clause: Clause): Promise<Prepared> {
    const person = this.house.person(seatOf(participant));
    const answer = await person.prepare(this.house.about, [clause]);
    if (answer.status !== 201) throw new Error(`a preparation was refused: ${JSON.stringify(answer.body)}`);
    const room = await person.openPreparation(answer.body);
    return { id: answer.body.id, room };
  }

  /** A delegation prepares a change of a clause, which stands there behind these words, and tables it. Gives its id. */
  async tables(participant: ParticipantId, clause: Clause, behind: string, words: string): Promise<ProposalId> {
    const { id, room } = await this.prepares(participant, clause);
    room.typeAfter(behind, words);
    await room.until(() => room.acknowledged > 0, 'the acknowledgement');
    await this.house.giveAs(participant, { type: 'table', preparation: id, rationale: 'Our capital attaches importance to it.' });
    room.close();
    const made = [...this.house.view.state.proposals.values()].findLast(({ origin }) => origin === 'tabled');
    return must(made, 'what was tabled').id;
  }

  /** A delegation changes words that another has proposed, where they stand in its bracket alone. True where there are such words. */
  async amends(participant: ParticipantId, proposal: ProposalId): Promise<boolean> {
    const { view } = this.house;
    for (const clause of view.clauses()) {
      const run = clause.runs.find(
        ({ insertions, deletions, text }) =>
          insertions.length === 1 && insertions[0] === proposal && deletions.length === 0 && text.trim().split(' ').length > 4,
      );
      if (run === undefined) continue;
      const made = await this.tables(participant, clause, run.text.trim().split(' ').slice(0, 4).join(' '), ' thoroughly');
      const { amends } = must(view.state.proposals.get(made), 'the amendment');
      if (amends !== proposal) throw new Error(`${made} amends ${amends} and not ${proposal}`);
      return true;
    }
    return false;
  }

  /** One of those who brought what stands in brackets from the beginning. */
  sponsor(at: number): ParticipantId {
    return must(BRINGING[at % BRINGING.length], 'a sponsor').id;
  }
}
