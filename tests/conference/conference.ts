import { must } from '../../shared/base/assert.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { LENGTH_LIMITS } from '../../shared/projection/length.ts';
import { runningSilences } from '../../shared/record/silence.ts';
import { openProposals } from '../../shared/record/state.ts';
import { charactersOf, type Character } from '../simulator/naive.ts';
import { Random } from '../simulator/random.ts';
import { Chair } from './chair.ts';
import { DEEPEST, generateDraft } from './draft.ts';
import { Hall } from './hall.ts';
import { House } from './house.ts';
import { instruments } from './instruments.ts';
import { readAll, type LeftBehind } from './left-behind.ts';
import { mistakes } from './mistakes.ts';
import { alternatives, renumbering } from './numbers.ts';
import { BRACKETS, SPONSORS, type Options } from './options.ts';
import { Drafter } from './secretariat.ts';
import { silences } from './silence.ts';
import { chathamHouse, forGroups, jointly } from './together.ts';
import { adoption, votes } from './votes.ts';

/** Of the brackets of a draft so many cross another. Such a pair cannot be written in a file: drafters open it in the text. */
const CROSSING = 0.03;

/** A conference, day by day: what its chair, secretariat and delegations do until the text is adopted. */
export class Conference {
  readonly house: House;
  readonly chair: Chair;
  readonly hall: Hall;
  readonly random: Random;
  readonly brackets: number;
  private readonly scale: number;
  private day = 0;
  private first: readonly Character[] = [];

  constructor(folder: string, { seed, scale }: Options) {
    this.scale = scale;
    this.brackets = Math.round(BRACKETS * scale);
    this.random = new Random(seed);
    this.house = new House(folder);
    this.chair = new Chair(this.house, this.random);
    this.hall = new Hall(this.house, this.random);
  }

  /** So many of something that a conference of full size does this often. */
  many(times: number): number {
    return Math.max(2, Math.round(times * this.scale));
  }

  /** Holds it, and gives what it left behind. The server has stopped then. */
  async run(): Promise<LeftBehind> {
    let left: LeftBehind | null = null;
    // First week: everybody says what they want.
    await this.meet(() => this.opens());
    await this.meet(() => this.speaks());
    await this.meet(() => this.brings());
    await this.meet(() => this.decides(0.35));
    await this.meet(() => this.agrees(), 3);
    // Second: the middle ground.
    await this.meet(() => this.returns());
    await this.meet(() => votes(this));
    await this.meet(() => instruments(this));
    await this.meet(() => this.settles());
    await this.meet(() => this.decides(0.5));
    await this.meet(() => mistakes(this));
    await this.meet(() => this.issues(), 3);
    // Third: the end.
    await this.meet(() => this.decides(1));
    await this.meet(() => this.ends());
    await this.meet(async () => {
      await adoption(this);
      left = await readAll(this.house, this.first);
    });
    return must<LeftBehind>(left, 'what was left behind');
  }

  /** A day, with its meeting, and the night after it. */
  private async meet(work: () => Promise<void>, nights = 1): Promise<void> {
    this.day += 1;
    await this.house.open();
    if (this.day === 1) {
      await this.house.take(this.source());
      this.first = charactersOf(this.house.view.doc);
    }
    const [opened] = await this.house.give('chair', { type: 'open-meeting', name: `${this.day}. meeting`, body: 'Plenary' });
    await work();
    await this.house.give('chair', { type: 'close-meeting', opened: must(opened, 'the meeting') });
    await this.house.close(nights);
  }

  private source(): string {
    const crossing = 2 * Math.ceil((this.brackets * CROSSING) / 2);
    return generateDraft(this.brackets - crossing, this.random).source;
  }

  private async opens(): Promise<void> {
    const { house, hall } = this;
    await house.give('chair', { type: 'begin-reading', reading: 1 });
    const { rungs } = house.view.state.ladder;
    await house.give('drafter-1', {
      type: 'set-ladder',
      rungs: rungs.map((rung) => (rung.id === 'small-group' ? { ...rung, name: 'Agreed among friends of the chair' } : rung)),
    });
    await house.give('drafter-1', { type: 'set-length-limit', limit: LENGTH_LIMITS.other });
    const drafter = await Drafter.sit(house, 'drafter-1');
    for (const clause of house.view.clauses()) {
      if (house.view.open().length >= this.brackets) break;
      const pair = await drafter.crosses(clause);
      for (const [at, id] of (pair ?? []).entries()) await drafter.attributes(id, hall.sponsor(house.brackets + at));
    }
    if (house.view.open().length !== this.brackets)
      throw new Error(`${house.view.open().length} brackets are open, and not ${this.brackets}`);
    const deepest = Math.max(...house.view.points().map(({ depth }) => depth));
    const brought = new Set([...house.view.state.proposals.values()].flatMap(({ proposer }) => proposer ?? []));
    if (deepest !== DEEPEST || brought.size !== SPONSORS)
      throw new Error(`${deepest} deep and of ${brought.size} delegations, which is not the draft that was to be negotiated`);
    for (const point of house.view
      .points()
      .filter(({ relation }) => relation === 'exclusive')
      .slice(0, this.many(20)))
      await house.give('chair', {
        type: 'relate',
        proposals: point.proposals,
        relation: this.random.pick(['independent', 'cumulative'] as const) ?? null,
      });
  }

  private async speaks(): Promise<void> {
    for (let left = this.many(1_600); left > 0; left -= 1) await this.hall.speaks();
    for (let left = this.many(100); left > 0; left -= 1) await this.hall.groupSpeaks();
    for (let left = this.many(400); left > 0; left -= 1) await this.hall.joins();
    for (let left = this.many(30); left > 0; left -= 1) await this.hall.withdraws();
  }

  /** Delegations table what they have prepared; what is not ripe is set aside. */
  private async brings(): Promise<void> {
    const { house, hall, random } = this;
    const drafter = await Drafter.sit(house, 'drafter-2');
    const clauses = house.view.clauses().flatMap((clause) => {
      const plain = drafter.plainWords(clause, 3);
      return plain === null ? [] : [{ clause, behind: plain.words.join(' ') }];
    });
    for (let left = this.many(80); left > 0; left -= 1) {
      const { clause, behind } = must(random.pick(clauses), 'a clause');
      const proposal = await hall.tables(hall.anybody(), clause, behind, ` and words ${left}`);
      if (left === 1 || random.chance(0.2))
        await house.give('chair', { type: 'refer', proposal, body: 'Drafting Committee', note: '' });
    }
    let amended = 0;
    for (const id of house.view.open()) {
      if (amended === this.many(30)) break;
      if (!(await hall.amends(hall.anybody(), id))) continue;
      amended += 1;
      // One is accepted while what it amends is open.
      if (amended === 1) await this.chair.accept(must([...house.view.state.proposals.keys()].at(-1), 'the amendment'));
    }
    const open = house.view.open();
    const some = (count: number): ProposalId[] =>
      Array.from({ length: count }, () => must(random.pick(open), 'a proposal')).filter((id) => house.view.isOpen(id));
    for (const proposal of some(this.many(20)))
      await house.give('chair', { type: 'park', proposal, owner: 'Ms Adeyemi', returns: '2026-03-10', reason: 'for the budget' });
    for (const proposal of some(this.many(20)))
      await house.give('chair', { type: 'reserve', proposal, participant: hall.anybody(), reason: 'awaits its capital' });
    const set = openProposals(house.view.state).filter(({ whereabouts }) => whereabouts !== null);
    for (const { id } of set.filter((_, at) => at % 2 === 0))
      await house.give('chair', { type: 'call-back', proposal: id, note: '' });
  }

  /** The chair takes the first part of the points that are open. */
  async decides(part: number): Promise<void> {
    const { house, chair, random } = this;
    const points = house.view.points();
    for (const point of points.slice(0, Math.ceil(points.length * part))) {
      await chair.decide(point);
      const closed = point.proposals.find((id) => !house.view.isOpen(id));
      if (closed !== undefined && random.chance(0.05)) {
        await house.give('chair', { type: 'reopen', proposal: closed, reason: 'new facts' });
        const again = house.view.points().find(({ proposals }) => proposals.includes(closed));
        if (again !== undefined) await chair.decide(again);
      }
    }
    await chair.clear();
  }

  /** What has no brackets is agreed in small group, and circulated over the week-end. */
  private async agrees(): Promise<void> {
    const { chair } = this;
    for (const article of chair.articles()) await chair.agree(article, 'small-group');
    await silences(this);
  }

  private async returns(): Promise<void> {
    const { house, chair } = this;
    const { state } = house.view;
    // What passed over the week-end stands before the first act of the week.
    if (runningSilences(state.silences).length > 0) throw new Error('silence did not pass over the stop');
    await house.give('chair', { type: 'close-reading', reading: 1 });
    await house.give('chair', { type: 'begin-reading', reading: 2 });
    const [agreed] = [...state.ladder.agreed.keys()];
    await house.give('chair', { type: 'reopen-clauses', clauses: [must(agreed, 'an agreed clause')], reason: 'new facts' });
    await house.give('drafter-1', { type: 'issue-revision', symbol: 'L.2' });
    const drafter = await Drafter.sit(house, 'drafter-1');
    const last = must(house.view.clauses().at(-1), 'a clause').id;
    await drafter.types(last, ' These words are a mistake.');
    await drafter.recasts(last, '99 bis.');
    await drafter.moves(last);
    await house.give('drafter-1', { type: 'restore-revision', revision: 1, symbol: 'L.2/Add.1' });
    for (const article of chair.articles()) await chair.agree(article, 'ad-ref');
  }

  /** Ways of working: together, for a group, without names; and approaches of which one is chosen. */
  private async settles(): Promise<void> {
    await jointly(this);
    await forGroups(this);
    await chathamHouse(this);
    await alternatives(this);
  }

  private async issues(): Promise<void> {
    await this.house.give('chair', { type: 'issue-revision', symbol: 'L.3' });
  }

  /** Nothing is left open. */
  private async ends(): Promise<void> {
    const { house, chair } = this;
    for (let round = 0; round < 20; round += 1) {
      for (const point of house.view.points()) await chair.decide(point);
      await chair.clear();
      if (house.view.points().length === 0) break;
    }
    await renumbering(this);
    for (const article of chair.articles()) await chair.agree(article, 'committee');
  }
}
