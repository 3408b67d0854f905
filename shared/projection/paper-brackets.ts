import type { ProposalId } from '../base/ids.ts';
import { standing } from '../proposals/standing.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { withFootnoteNumbers } from './footnotes.ts';
import type { Numbers } from './numbers.ts';
import { drawText, type BracketRole, type DrawingFacts, type Edge, type Part } from './drawing.ts';

/** What is written behind the opening glyph of a bracket and before its closing one. */
type AttributionOf = (proposal: ProposalId, role: BracketRole) => { readonly prefix: string; readonly suffix: string };

/** A part of a clause on paper: a bracket's edge has its attribution with it. */
export type PaperPart =
  | Exclude<Part, { type: 'open' | 'close' }>
  | ({ readonly type: 'open' | 'close'; readonly attribution: string } & Edge);

/** What a paper shows of a text. */
interface PaperFacts extends DrawingFacts {
  attributionOf: AttributionOf;
  /** What stands beside the text; absent, marks of footnotes are shown as they are. */
  readonly numbers?: Pick<Numbers, 'footnotes'>;
}

/** A clause as it is drawn. */
interface Drawn<P> {
  readonly clause: Clause;
  readonly parts: readonly P[];
}

/**
 * A text with its brackets as they stand on paper, which has no colours to tell one from the other: well nested, so that whoever reads it, a
 * person or an import, takes each word for its author's. Of two that cross, the one that opens later closes with the first and opens again. A
 * bracket that holds nothing has no attribution, since that would be read as what it holds; what is not shown, such as the place of one that
 * is decided, parts nothing.
 */
export function onPaper(clauses: readonly Clause[], facts: PaperFacts): Drawn<PaperPart>[] {
  const originals = new Map(clauses.map((clause) => [withoutPlaces(clause, facts), clause]));
  const drawn = drawText([...originals.keys()], facts);
  const places = placesOf(drawn);
  const nested = isNested(places) ? places : nest(ordered(places));
  return attributed(drawn, nested, facts).map(({ clause, parts }) => ({
    clause: originals.get(clause) ?? clause,
    parts,
  }));
}

/**
 * A clause without the places of empty brackets that are decided and the marks of footnotes that are gone, where what stands beside them is in
 * all the open brackets that they are in.
 */
function withoutPlaces(clause: Clause, facts: PaperFacts): Clause {
  const { runs } = clause;
  if (!runs.some((run) => isUnseen(run, facts))) return clause;
  const seen = runs.filter((run) => standing(run, facts.outcomeOf) !== 'out' && !isUnseen(run, facts));
  const opens = (run: Run | undefined): string[] =>
    (['insertions', 'deletions'] as const).flatMap((role) =>
      (run?.[role] ?? []).flatMap((id) => (facts.outcomeOf(id) === 'open' ? `${role} ${id}` : [])),
    );
  const isNeeded = (run: Run, at: number): boolean => {
    const beside = [runs.slice(0, at).findLast((one) => seen.includes(one)), runs.slice(at).find((one) => seen.includes(one))];
    return !beside.some((one) => opens(run).every((edge) => opens(one).includes(edge)));
  };
  return { ...clause, runs: runs.filter((run, at) => !isUnseen(run, facts) || isNeeded(run, at)) };
}

/** Whether characters stand but are not shown, since what they were there for is decided or gone. */
function isUnseen(run: Run, facts: PaperFacts): boolean {
  if (shownOf(run, facts) !== '' || standing(run, facts.outcomeOf) === 'out') return false;
  return withoutSlots(run.text) !== '' || [...run.insertions, ...run.deletions].some((id) => facts.outcomeOf(id) !== 'open');
}

function shownOf({ text }: Run, { numbers }: PaperFacts): string {
  const words = withoutSlots(text);
  return numbers === undefined ? words : withFootnoteNumbers(words, numbers.footnotes);
}

/** A part with the clause that it is of, by its place. */
interface Place {
  readonly at: number;
  readonly part: Part;
}

function placesOf(drawn: readonly Drawn<Part>[]): Place[] {
  return drawn.flatMap(({ parts }, at) => parts.map((part) => ({ at, part })));
}

function isSame(a: Edge, b: Edge): boolean {
  return a.proposal === b.proposal && a.role === b.role;
}

function isNested(places: readonly Place[]): boolean {
  const open: Edge[] = [];
  for (const { part } of places) {
    if (part.type === 'open') open.push(part);
    else if (part.type === 'close') {
      const last = open.pop();
      if (last === undefined || !isSame(last, part)) return false;
    }
  }
  return true;
}

/** Of brackets that open at one place the one that closes last comes first. */
function ordered(places: readonly Place[]): Place[] {
  const closes = new Map<Place, number>();
  const open = new Map<string, Place>();
  for (const [index, place] of places.entries()) {
    const { part } = place;
    if (part.type === 'open') open.set(`${part.role} ${part.proposal}`, place);
    else if (part.type === 'close') {
      const opened = open.get(`${part.role} ${part.proposal}`);
      if (opened !== undefined) closes.set(opened, index);
    }
  }
  const all: Place[] = [];
  for (let at = 0; at < places.length;) {
    let end = at;
    while (places[end]?.part.type === 'open' && places[end]?.at === places[at]?.at) end += 1;
    if (end === at) end += 1;
    // What closes at one place closes in whatever order these opened.
    all.push(
      ...places.slice(at, end).toSorted((a, b) => wordsBehind(places, closes.get(b)) - wordsBehind(places, closes.get(a))),
    );
    at = end;
  }
  return all;
}

/** Where the next part that is no edge stands behind a place. */
function wordsBehind(places: readonly Place[], from = places.length): number {
  let at = from;
  while (at < places.length && places[at]?.part.type === 'close') at += 1;
  return at;
}

function nest(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  const open: Edge[] = [];
  /** Closed with another that they cross, and still to be opened again: the outermost first. */
  let waiting: Edge[] = [];
  const reopen = (at: number): void => {
    for (const edge of waiting) all.push({ at, part: { type: 'open', ...edge } });
    open.push(...waiting);
    waiting = [];
  };
  for (const place of places) {
    const { at, part } = place;
    if (part.type === 'close') {
      const again = waiting.findIndex((edge) => isSame(edge, part));
      if (again !== -1) {
        waiting.splice(again, 1);
        continue;
      }
      const depth = open.findLastIndex((edge) => isSame(edge, part));
      const within = open.splice(depth).slice(1);
      for (const { proposal, role } of within.toReversed()) all.push({ at, part: { type: 'close', proposal, role } });
      all.push(place);
      waiting = [...within, ...waiting];
      continue;
    }
    if (part.type !== 'out') reopen(at);
    if (part.type === 'open') open.push({ proposal: part.proposal, role: part.role });
    all.push(place);
  }
  return all;
}

function attributed(drawn: readonly Drawn<Part>[], places: readonly Place[], facts: PaperFacts): Drawn<PaperPart>[] {
  const made = drawn.map(({ clause }) => ({ clause, parts: [] as PaperPart[] }));
  /** The bracket that opened last, while nothing stands in it. */
  let empty: { readonly place: PaperPart[]; readonly index: number } | null = null;
  for (const { at, part } of places) {
    const parts = made[at]?.parts ?? [];
    if (part.type === 'open') {
      empty = { place: parts, index: parts.length };
      parts.push({ ...part, attribution: facts.attributionOf(part.proposal, part.role).prefix });
    } else if (part.type === 'close') {
      const opened = empty === null ? undefined : empty.place[empty.index];
      if (empty !== null && opened?.type === 'open') empty.place[empty.index] = { ...opened, attribution: '' };
      parts.push({ ...part, attribution: empty === null ? facts.attributionOf(part.proposal, part.role).suffix : '' });
      empty = null;
    } else {
      if (part.type === 'number' || (part.type === 'words' && shownOf(part.run, facts).trim() !== '')) empty = null;
      parts.push(part);
    }
  }
  return made;
}
