import type { ClauseId } from '../base/ids.ts';
import { isGone } from '../record/gone-clauses.ts';
import type { TombstonePart } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { addressesOf, addressWords, type Address, type LegibleClause } from '../text/addresses.ts';
import type { Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
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

/** What numbers a text has. */
export interface ShownNumbers {
  /** The number of each clause as it is shown (`shownNumbers`). */
  readonly of: ReadonlyMap<ClauseId, string>;
  /** The clauses that are gone and keep theirs (`goneClauses`). */
  readonly gone: ReadonlyMap<ClauseId, string>;
}

/** The tombstones of a text, each with what is noted of where its words went, by the numbers that are shown there. */
export function tombstonesOf(
  clauses: readonly Clause[],
  state: Pick<RecordState, 'proposals' | 'numbering'>,
  numbers: ShownNumbers,
): Tombstones {
  if (numbers.gone.size === 0) return new Map();
  const { notes } = state.numbering;
  const addresses = notes.size === 0 ? new Map<ClauseId, Address>() : addressesOf(numberedText(clauses, state, numbers));
  return new Map(
    [...numbers.gone].map(([clause, number]) => {
      const parts = notes.get(clause) ?? [];
      return [clause, { clause, number, words: tombstoneWords(parts, (id) => nameOf(addresses.get(id))), parts }];
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

/** All that is read of a text, and what is gone but for its number. */
export function numberedText(
  clauses: readonly Clause[],
  { numbering, ...state }: Pick<RecordState, 'proposals' | 'numbering'>,
  { of, gone }: ShownNumbers,
): LegibleClause[] {
  const outcomeOf = outcomesOf(state);
  return clauses.flatMap((clause) => {
    const number = gone.get(clause.id);
    if (number !== undefined) return [{ ...seenClause(clause, number, outcomeOf), words: isHeading(clause.kind) ? number : '' }];
    return isGone(clause, numbering, outcomeOf) ? [] : [seenClause(clause, of.get(clause.id) ?? '', outcomeOf)];
  });
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
