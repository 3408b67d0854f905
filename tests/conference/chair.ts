import { must } from '../../shared/base/assert.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { goesAlong, inapplicable } from '../../shared/record/applicability.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import type { Random } from '../simulator/random.ts';
import type { House } from './house.ts';

/** How alternatives are decided: one of them chosen, a text of the chair's own, one made of all in its words or others, or each by itself. */
type Way = 'choose' | 'bridge' | 'merge' | 'reword' | 'each';

/** Who leads the negotiation: takes the open points one after the other, and says what is agreed. */
export class Chair {
  private readonly house: House;
  private readonly random: Random;
  /** Each way is gone once, before chance has it. */
  private readonly first: Way[] = ['bridge', 'merge', 'reword', 'choose', 'each'];
  private readonly firstAlone: ('accept' | 'amend' | 'drop')[] = ['amend', 'drop', 'accept'];

  constructor(house: House, random: Random) {
    this.house = house;
    this.random = random;
  }

  /** Decides this point, in one of the ways in which points are decided. */
  async decide(point: Point): Promise<void> {
    const { view } = this.house;
    const open = point.proposals.filter((id) => view.isOpen(id) && view.hasText(id));
    const [first, ...others] = open;
    if (first === undefined) return;
    if (others.length === 0) return this.decideOne(first);
    const way =
      this.first.shift() ??
      this.random.weighted<Way>([
        [point.relation === 'exclusive' ? 6 : 0, 'choose'],
        [1, 'bridge'],
        [1, 'merge'],
        [1, 'reword'],
        [point.relation === 'exclusive' ? 0 : 5, 'each'],
      ]);
    if (way === 'choose') {
      const chosen = must(this.random.pick(open), 'an alternative');
      const rest = open.filter((id) => id !== chosen);
      await this.accept(chosen, this.goesAlong(chosen, rest) ? [] : rest);
    } else if (way === 'bridge') await this.bridge(first, others);
    else if (way === 'merge' || way === 'reword') await this.merge(first, others, way === 'reword' ? 'is to' : null);
    else for (const id of open) await this.decideOne(id);
  }

  private async decideOne(id: ProposalId): Promise<void> {
    const { view } = this.house;
    if (!view.isOpen(id) || !view.hasText(id)) return;
    const way =
      this.firstAlone.shift() ??
      this.random.weighted<'accept' | 'amend' | 'drop'>([
        [5, 'accept'],
        [1, 'amend'],
        [4, 'drop'],
      ]);
    if (way === 'drop') return this.drop(id, this.random.chance(0.3) ? 'no-support' : undefined);
    return way === 'accept' ? this.accept(id) : this.amend(id);
  }

  /** Of what was accepted with brackets that adjoin, the chair says first that both can stand. */
  private async both(id: ProposalId): Promise<void> {
    const { state } = this.house.view;
    for (const other of adjoining(this.house.view.clauses(), state, id))
      if (state.proposals.get(other)?.status.state === 'accepted')
        await this.house.give('chair', { type: 'relate', proposals: [other, id], relation: 'independent' });
  }

  async accept(id: ProposalId, falls: readonly ProposalId[] = []): Promise<void> {
    if (!this.house.view.applies(id)) return this.drop(id, undefined, 'can no longer apply');
    await this.both(id);
    await this.house.give('chair', { type: 'accept', ...this.house.view.seen(id), falls });
  }

  async drop(id: ProposalId, basis?: 'no-support', ground = 'no agreement on this could be reached'): Promise<void> {
    await this.house.give('chair', {
      type: 'drop',
      ...this.house.view.seen(id),
      ground,
      ...(basis === undefined ? {} : { basis }),
    });
  }

  /** Accepts it with other words at its first place. */
  async amend(id: ProposalId): Promise<void> {
    const { view } = this.house;
    const piece = view.pieces(id)[0];
    if (piece === undefined || !view.applies(id)) return this.drop(id);
    const wording = [{ clause: piece.clause, at: piece.at, text: 'in good faith' }];
    await this.both(id);
    await this.house.give('chair', { type: 'accept-as-amended', ...view.seen(id), wording, falls: [] });
  }

  /** Puts a text of the chair's own beside these, and accepts it. */
  async bridge(model: ProposalId, others: readonly ProposalId[]): Promise<void> {
    const { view } = this.house;
    const piece = view.pieces(model)[0];
    if (piece === undefined) return this.drop(model);
    const wording = [{ clause: piece.clause, at: piece.at, text: 'as appropriate' }];
    const known = view.state.proposals.size;
    await this.house.give('chair', { type: 'bridge', ...view.seen(model), drawsOn: others, wording, rationale: 'between them' });
    if (view.state.proposals.size === known) throw new Error('the chair’s text is not in the record');
    await this.accept(must([...view.state.proposals.keys()].at(-1), 'the chair’s text'));
  }

  /** Makes one of these, in its own words or in others, and accepts it. */
  async merge(into: ProposalId, merged: readonly ProposalId[], reworded: string | null): Promise<void> {
    const { view } = this.house;
    const all = [into, ...merged];
    if (reworded === null && this.goesAlong(into, merged)) return this.accept(into);
    if (all.some((id) => view.state.proposals.get(id)?.origin === 'bridging')) return this.accept(into, merged);
    const piece = view.pieces(into)[0];
    const wording = reworded === null || piece === undefined ? [] : [{ clause: piece.clause, at: piece.at, text: reworded }];
    await this.house.give('chair', { type: 'merge', into: view.seen(into), merged: merged.map((id) => view.seen(id)), wording });
    const last = must([...view.state.proposals.keys()].at(-1), 'the wording');
    const left = view.isOpen(into) ? into : last;
    if (view.isOpen(left) && view.hasText(left)) await this.accept(left);
  }

  /** Whether its words stand in those of the others, and would go with them. */
  private goesAlong(proposal: ProposalId, gone: readonly ProposalId[]): boolean {
    return goesAlong(this.house.view.clauses(), this.house.view.state, { proposal, gone });
  }

  /** What the decisions left with nothing that it could change goes too, each with its reason. */
  async clear(): Promise<void> {
    const { view } = this.house;
    for (const [id, { why }] of inapplicable(view.clauses(), view.state))
      if (view.isOpen(id) && view.hasText(id)) await this.drop(id, undefined, `can no longer apply: ${why}`);
  }

  /** Brings clauses that have no bracket to a rung, those that are lower. */
  async agree(clauses: readonly Clause[], rung: string): Promise<number> {
    const { view } = this.house;
    const { rungs } = view.state.ladder;
    const place = rungs.findIndex(({ id }) => id === rung);
    const seen = clauses.flatMap((clause) => {
      const held = view.statusOf(clause);
      const version = view.version(clause);
      return version === null || view.isBracketed(clause) || held >= place ? [] : [{ clause: clause.id, version }];
    });
    if (seen.length > 0) await this.house.give('chair', { type: 'agree', rung, clauses: seen });
    return seen.length;
  }

  /** The clauses of each article, its heading first. */
  articles(): Clause[][] {
    const articles: Clause[][] = [];
    for (const clause of this.house.view.clauses()) {
      if (isHeading(clause.kind) || articles.length === 0) articles.push([clause]);
      else articles.at(-1)?.push(clause);
    }
    return articles;
  }
}
