import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { packed, type Packed } from '../packed.ts';
import type { RawEntry } from '../store/store.ts';

/** So many entries are a part: few enough that a delegation has no part in most of them, enough to compress well. */
const ENTRIES_OF_A_PART = 32;

/** The entries of a record after a number, at most so many, as they lie in the store. */
export type StoredRows = (after: number, most?: number) => readonly RawEntry[];

/** An entry as somebody sees it: who has no part in it, or whose own it is. */
type SeenBy = (entry: Entry, own: ParticipantId | null) => Entry;

/** An entry as it lies in the store, and as everybody reads it who has no part in it. */
interface Row {
  readonly stored: string;
  readonly shared: string;
}

interface Part extends Packed {
  /** None where it is read alike by everybody. */
  readonly rows: readonly Row[];
}

/**
 * A record as it is sent, through one lens. It only ever grows: so each part of it is written out and compressed once, for all who have no
 * part in it, and anew for those alone whose own acts are among it.
 */
export class WrittenRecord {
  private readonly rows: StoredRows;
  private readonly seenBy: SeenBy | null;
  private readonly parts: Part[] = [];

  /** `seenBy` null: everybody reads it as it lies in the store. */
  constructor(rows: StoredRows, seenBy: SeenBy | null) {
    this.rows = rows;
    this.seenBy = seenBy;
  }

  /** The entries after a number, as those of an array in JSON; a step for each part that has to be written for it. */
  *after(number: number, own: ParticipantId | null): Generator<undefined, readonly Packed[]> {
    while (this.writeOn()) yield;
    const first = Math.min(Math.ceil(number / ENTRIES_OF_A_PART), this.parts.length);
    const begun = first * ENTRIES_OF_A_PART;
    const found = number < begun ? [packed(`${this.seen(this.read(this.rows(number, begun - number)), own)},`)] : [];
    for (let at = first; at < this.parts.length; at += 1) {
      const part = this.parts[at] as Part;
      const isOwn = part.rows.some((row) => isPartOf(own, row));
      found.push(isOwn ? packed(`${this.seen(part.rows, own)},`) : part);
      if (isOwn) yield;
    }
    return [...found, packed(this.seen(this.read(this.rows(Math.max(number, this.parts.length * ENTRIES_OF_A_PART))), own))];
  }

  /** Writes out the next part. An entry stands behind each, so that each ends with a comma. False where there are not so many. */
  private writeOn(): boolean {
    const rows = this.rows(this.parts.length * ENTRIES_OF_A_PART, ENTRIES_OF_A_PART + 1);
    if (rows.length <= ENTRIES_OF_A_PART) return false;
    const whole = this.read(rows.slice(0, ENTRIES_OF_A_PART));
    this.parts.push({ ...packed(`${this.seen(whole, null)},`), rows: this.seenBy === null ? [] : whole });
    return true;
  }

  private read(rows: readonly RawEntry[]): Row[] {
    return rows.map(({ json }) => ({ stored: json, shared: this.as(json, null) }));
  }

  private seen(rows: readonly Row[], own: ParticipantId | null): string {
    return rows.map((row) => (isPartOf(own, row) ? this.as(row.stored, own) : row.shared)).join(',');
  }

  private as(stored: string, own: ParticipantId | null): string {
    return this.seenBy === null ? stored : JSON.stringify(this.seenBy(JSON.parse(stored) as Entry, own));
  }
}

/** Whoever has no part in an entry reads what everybody reads. */
function isPartOf(own: ParticipantId | null, { stored }: Row): boolean {
  return own !== null && stored.includes(`"${own}"`);
}
