import type { ClauseId } from '../base/ids.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { NumberingState, TombstonePart } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { addressesOf, addressWords, headNumber, type Address } from '../text/addresses.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { isHeading, numberClauses } from '../text/numbering.ts';
import { writtenNumber } from '../text/number-style.ts';
import { clauseIsOut } from './drawing.ts';
import { seenClause } from './legible.ts';

/** What stands in the place of a clause whose words are all out by decision, so that the numbering of the rest stays (CONVENTIONS 1.6). */
export interface Tombstone {
  readonly clause: ClauseId;
  /** Its number as issued. */
  readonly number: string;
  /** What is drawn behind the number: "Deleted and merged into article 30." */
  readonly words: string;
  readonly parts: readonly TombstonePart[];
}

/** What is known of a text's tombstones: by clause. None once the text has been renumbered. */
export type Tombstones = ReadonlyMap<ClauseId, Tombstone>;

const NO_TOMBSTONES: Tombstones = new Map();

/**
 * The tombstones of a text: each numbered clause that is out, but for what stands under one (its own says it), and where another clause goes
 * on under the number, as the rivals of one paragraph do.
 */
export function tombstonesOf(clauses: readonly Clause[], state: Pick<RecordState, 'proposals' | 'numbering'>): Tombstones {
  const { numbering } = state;
  const outcomeOf = outcomesOf(state);
  if (numbering.renumbered !== null) return NO_TOMBSTONES;
  const gone = goneClauses(clauses, numbering, outcomeOf);
  if (gone.length === 0) return NO_TOMBSTONES;
  const addresses = standingAddresses(clauses, outcomeOf);
  return new Map(
    gone.map(({ clause, number }) => {
      const parts = numbering.notes.get(clause.id) ?? [];
      return [clause.id, { clause: clause.id, number, words: tombstoneWords(parts, (id) => nameOf(addresses.get(id))), parts }];
    }),
  );
}

/** The words of a tombstone. `nameOf`: what its destinations are called. */
function tombstoneWords(parts: readonly TombstonePart[], name: (clause: ClauseId) => string): string {
  const [only] = parts;
  if (only === undefined) return 'Deleted.';
  const where = ({ to }: TombstonePart): string => (to === null ? '' : name(to));
  if (parts.length === 1 && only.what === '') {
    if (only.fate === 'deleted') return 'Deleted.';
    return only.fate === 'merged' ? `Deleted and merged into ${where(only)}.` : `Moved as ${where(only)}.`;
  }
  const told = parts.map((part) => {
    if (part.fate === 'deleted') return `${part.what} deleted`;
    return `${part.what} ${part.fate === 'merged' ? 'merged into' : 'moved as'} ${where(part)}`;
  });
  return `Deleted - ${told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')}, and ${told.at(-1) ?? ''}`}.`;
}

function nameOf(address: Address | undefined): string {
  return (address === undefined ? '' : addressWords(address)) || 'another place';
}

function standingAddresses(clauses: readonly Clause[], outcomeOf: OutcomeOf): Map<ClauseId, Address> {
  const stands = clauses.filter((clause) => !clauseIsOut(clause, outcomeOf));
  const numbers = numberClauses(stands);
  return addressesOf(stands.map((clause) => seenClause(clause, numbers.get(clause.id) ?? '', outcomeOf)));
}

interface Gone {
  readonly clause: Clause;
  readonly number: string;
}

function goneClauses(clauses: readonly Clause[], { kept }: NumberingState, outcomeOf: OutcomeOf): Gone[] {
  const standingNumbers = new Map<string, Set<string>>();
  const candidates: (Gone & { readonly series: string })[] = [];
  /** Depth of the outermost clause that is gone, within which all that is gone is told by it. */
  let under: number | null = null;
  let head = '';
  let parents: { readonly depth: number; readonly id: ClauseId }[] = [];
  for (const clause of clauses) {
    const depth = depthOf(clause);
    const isGone = clause.runs.length === 0 ? kept.has(clause.id) : clauseIsOut(clause, outcomeOf);
    if (under !== null && depth !== null && depth <= under) under = null;
    if (depth === -1) head = clause.id;
    if (depth !== null) parents = parents.filter((one) => one.depth < depth);
    const series = `${head} ${parents.at(-1)?.id ?? ''}`;
    if (depth !== null) parents = [...parents, { depth, id: clause.id }];
    if (!isGone) {
      if (clause.label !== '') standingNumbers.set(series, (standingNumbers.get(series) ?? new Set()).add(clause.label));
      continue;
    }
    const number = depth === -1 ? headingNumber(clause) : clause.label;
    if (depth === null || number === '' || under !== null) continue;
    if (depth !== -1 && writtenNumber(number) === null) continue;
    candidates.push({ clause, number, series });
    under = depth;
  }
  return candidates.filter(({ number, series }) => standingNumbers.get(series)?.has(number) !== true);
}

/** A heading is the outermost, at -1; null for what has no place in a numbering. */
function depthOf(clause: Clause): number | null {
  if (isHeading(clause.kind)) return -1;
  if (clause.kind === 'paragraph') return clause.level;
  return clause.kind === 'subparagraph' ? Math.max(1, clause.level) : null;
}

/** A heading's number stands in its words; where only the number was kept, in its label. */
function headingNumber(clause: Clause): string {
  if (clause.runs.length === 0) return clause.label;
  const words = plainText(clause);
  return words.slice(0, headNumber(words)?.to ?? 0).trim();
}

/** Rows of clauses that stand, with those of tombstones among them where they were. */
export function amongTombstones<Row>(
  clauses: readonly Clause[],
  rows: ReadonlyMap<ClauseId, Row>,
  { tombstones, rowOf }: { readonly tombstones: Tombstones; readonly rowOf: (tombstone: Tombstone, clause: Clause) => Row },
): Row[] {
  return clauses.flatMap((clause) => {
    const tombstone = tombstones.get(clause.id);
    const row = tombstone === undefined ? rows.get(clause.id) : rowOf(tombstone, clause);
    return row === undefined ? [] : [row];
  });
}
