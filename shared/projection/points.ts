import type { ClauseId, ProposalId } from '../base/ids.ts';
import { groupBy } from '../base/group-by.ts';
import { ruledRelation, type ContestRelation } from '../record/contests.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { isNoText } from '../text/option-label.ts';
import { drawText, type BracketRole, type DrawingFacts, type Part } from './drawing.ts';
import { overlappingReplacements } from './overlapping.ts';

/** How the alternatives of a point stand to each other (CONVENTIONS 6, ruling 4): the chair may always say otherwise. */
type Relation = 'single' | ContestRelation;

/** An open point: one place in the text where something is still to be decided. */
export interface Point {
  /** Stable while its first proposal is open. */
  readonly id: ProposalId;
  /** The clause in which it opens. */
  readonly clause: ClauseId;
  /** The alternatives that compete at this place, in reading order. */
  readonly proposals: readonly ProposalId[];
  readonly relation: Relation;
  /** Depth of nesting of its brackets, from 1. */
  readonly depth: number;
}

/** What drawing needs to know of a record. */
export function factsOf(state: RecordState): DrawingFacts {
  return {
    outcomeOf: outcomesOf(state),
    orderOf: (id) => state.proposals.get(id)?.order ?? Number.MAX_SAFE_INTEGER,
    holdsNumber: (id) => state.proposals.get(id)?.holdsNumber ?? false,
  };
}

/**
 * Every open point in document order. Brackets that stand side by side at one depth, with nothing or only white space or a stroke between
 * them, are one point; so are brackets round the very same words, replacements of overlapping words, and the pieces of one proposal, at the place of its
 * first. So each open proposal that has words is in one point, whatever the order in which they were tabled.
 */
export function openPoints(clauses: readonly Clause[], state: RecordState): Point[] {
  return pointsDrawn(drawText(clauses, factsOf(state)), state);
}

/** The same of a text that is drawn already. */
export function pointsDrawn(
  drawn: readonly { readonly clause: Clause; readonly parts: readonly Part[] }[],
  state: RecordState,
): Point[] {
  const walk = new Walk();
  for (const { clause, parts } of drawn) {
    for (const part of parts) walk.take(clause.id, part);
    walk.endClause();
  }
  const keyOf = (id: ProposalId): string => choiceOf(id, state) ?? id;
  const overlapping = overlappingReplacements(drawn, outcomesOf(state));
  const together = overlapping.map((group) => group.map(keyOf));
  const rivals = new Set(overlapping.flat());
  return mergeByProposal(besideEachOther(placesOf(walk.brackets), walk), keyOf, together).map((group) =>
    pointOf(group, state, rivals),
  );
}

/** `overlapping`: what puts words for some that another replaces too. */
function pointOf(group: readonly Place[], state: RecordState, overlapping: ReadonlySet<ProposalId>): Point {
  const brackets = group.flatMap((place) => place.brackets);
  const [first] = brackets;
  if (first === undefined) throw new Error('a point has a bracket');
  const proposals = [...new Set(brackets.map((bracket) => bracket.proposal))];
  const ruled = proposals.length === 1 ? null : ruledRelation(state.rulings, proposals);
  const isExclusive = hasChoice(proposals, state) || (proposals.length > 1 && proposals.every((id) => overlapping.has(id)));
  const relation = ruled ?? (isExclusive ? 'exclusive' : relationOf(group, proposals.length));
  return { id: first.proposal, clause: first.clause, proposals, relation, depth: first.depth };
}

/** The options of one choice are decided together, wherever they stand. */
function choiceOf(id: ProposalId, state: RecordState): string | null {
  const choice = state.proposals.get(id)?.option?.choice;
  return choice === undefined ? null : `choice ${choice}`;
}

function hasChoice(proposals: readonly ProposalId[], state: RecordState): boolean {
  const choices = proposals.flatMap((id) => choiceOf(id, state) ?? []);
  return new Set(choices).size < choices.length;
}

/** A bracket as it is drawn. `from` and `to` count stretches of words from the start of the text. */
interface Drawn {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
  readonly clause: ClauseId;
  readonly depth: number;
  readonly from: number;
  to: number;
  words: string;
}

/** Brackets round the very same words: which of them is drawn outside says nothing on what competes. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly brackets: readonly Drawn[];
  /** What stands between the place before it at its depth and this one; null where that is more than space or a stroke. */
  joint: string | null;
}

/** Reads what is drawn: the stretches of words, where clauses end, and each bracket. */
class Walk {
  readonly brackets: Drawn[] = [];
  readonly words: string[] = [];
  /** Numbers of the stretches behind which a clause ends. */
  readonly ends = new Set<number>();
  private readonly stack: Drawn[] = [];

  take(clause: ClauseId, part: Part): void {
    if (part.type === 'open') this.open(clause, part.proposal, part.role);
    else if (part.type === 'close') this.close(part.proposal, part.role);
    else if (part.type === 'words') this.read(part.run.text);
  }

  /** A bracket in the next clause is another point, unless the one before is still open round it. */
  endClause(): void {
    this.ends.add(this.words.length);
  }

  private open(clause: ClauseId, proposal: ProposalId, role: BracketRole): void {
    const at = this.words.length;
    const bracket: Drawn = { proposal, role, clause, depth: this.stack.length + 1, from: at, to: at, words: '' };
    this.brackets.push(bracket);
    this.stack.push(bracket);
  }

  private close(proposal: ProposalId, role: BracketRole): void {
    const index = this.stack.findLastIndex((bracket) => bracket.proposal === proposal && bracket.role === role);
    const [closed] = index === -1 ? [] : this.stack.splice(index, 1);
    if (closed !== undefined) closed.to = this.words.length;
  }

  private read(text: string): void {
    const words = withoutSlots(text);
    for (const bracket of this.stack) bracket.words += words;
    this.words.push(words);
  }
}

/** The places of brackets in reading order, the wider first: the same whatever the order in which they were tabled. */
function placesOf(brackets: readonly Drawn[]): Place[] {
  const places = new Map<string, { from: number; to: number; brackets: Drawn[]; joint: string | null }>();
  for (const bracket of brackets) {
    const key = `${bracket.from} ${bracket.to}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { from: bracket.from, to: bracket.to, brackets: [bracket], joint: null });
    else place.brackets.push(bracket);
  }
  return [...places.values()].toSorted((a, b) => a.from - b.from || b.to - a.to);
}

/** Places that stand side by side at one depth, each group in reading order. */
function besideEachOther(places: readonly Place[], { words, ends }: Pick<Walk, 'words' | 'ends'>): Place[][] {
  const groups: Place[][] = [];
  const lastAtDepth: (Place[] | undefined)[] = [];
  /** Per depth, what has been read since the last place closed there; null where none did in this clause. */
  const since: (string | null)[] = [null];
  let open: Place[] = [];
  let next = 0;
  for (let at = 0; at <= words.length; at += 1) {
    while (open.some((place) => place.to === at)) {
      const last = open.findLastIndex((place) => place.to === at);
      open = open.toSpliced(last, 1);
      since[open.length] = '';
    }
    if (ends.has(at)) since.fill(null);
    for (let place = places[next]; place?.from === at; place = places[next]) {
      const depth = open.length;
      const joint = since[depth] ?? null;
      const beside = joint !== null && /^\s*\/?\s*$/.test(joint) ? lastAtDepth[depth] : undefined;
      place.joint = beside === undefined ? null : joint;
      if (beside !== undefined) beside.push(place);
      else groups.push((lastAtDepth[depth] = [place]));
      open.push(place);
      since[depth + 1] = null;
      next += 1;
    }
    const before = since[open.length];
    if (before !== null && before !== undefined) since[open.length] = before + (words[at] ?? '');
  }
  return groups;
}

/** Pieces of one proposal are decided together: groups that share one, also by way of others, are one point, at the first place. */
function mergeByProposal(
  groups: readonly Place[][],
  keyOf: (proposal: ProposalId) => string,
  together: readonly (readonly string[])[],
): Place[][] {
  /** For each group one that it belongs with; itself for the first of all that do. */
  const withOther = groups.map((_, at) => at);
  const firstOf = (at: number): number => {
    let first = at;
    for (let next = withOther[first] ?? first; next !== first; next = withOther[first] ?? first) {
      withOther[first] = withOther[next] ?? next;
      first = next;
    }
    return first;
  };
  const home = new Map<string, number>();
  for (const [at, group] of groups.entries())
    for (const { brackets } of group)
      for (const { proposal } of brackets) {
        const known = home.get(keyOf(proposal));
        if (known === undefined) home.set(keyOf(proposal), at);
        else withOther[firstOf(at)] = firstOf(known);
      }
  for (const keys of together) {
    const [one, ...others] = keys.flatMap((key) => home.get(key) ?? []);
    for (const other of others) withOther[firstOf(other)] = firstOf(one ?? other);
  }
  return [...groupBy(groups.keys(), firstOf).values()]
    .map((some) => some.flatMap((at) => groups[at] ?? []).toSorted((a, b) => a.from - b.from || b.to - a.to))
    .toSorted((a, b) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0) || (b[0]?.to ?? 0) - (a[0]?.to ?? 0));
}

const MODAL = /^(shall|should|will|may|must|can|could|would)( not)?$/i;
const NUMBER = /^([xyz]+|\d[\d ,.–-]*)$/i;
const LONGEST_PHRASE = 3;

/** `][` competes; `] [` competes where all are of one category (modal, number, phrase of few words), else each may stand by itself. */
function relationOf(group: readonly Place[], proposals: number): Relation {
  if (proposals === 1) return 'single';
  const [first, ...rest] = group;
  // Those who want the same of the same words do not compete.
  if (first !== undefined && rest.length === 0 && new Set(first.brackets.map(({ role }) => role)).size === 1)
    return 'independent';
  // That there is to be no text goes with none of the others.
  if (group.some(({ brackets }) => brackets.some(({ words }) => isNoText(words)))) return 'exclusive';
  const glued = rest.every(({ joint }) => joint === '' || joint?.includes('/') === true);
  if (glued) return 'exclusive';
  const categories = new Set(group.flatMap(({ brackets }) => brackets.map(({ words }) => category(words.trim()))));
  return categories.size === 1 && !categories.has('other') ? 'exclusive' : 'independent';
}

function category(words: string): 'modal' | 'number' | 'phrase' | 'other' {
  if (MODAL.test(words)) return 'modal';
  if (NUMBER.test(words)) return 'number';
  return words.split(/\s+/).length <= LONGEST_PHRASE && !/[.,;]/.test(words) ? 'phrase' : 'other';
}
