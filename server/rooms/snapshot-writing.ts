import type { SnapshotPiece, StoredUpdate } from '../store/store.ts';
import type { SnapshotSchedule } from './snapshot-schedule.ts';
import type { WholeText } from './whole-text.ts';

/** So many bytes of a text are encoded, and so many written, with one commit: a few milliseconds of it, whatever the size of the text. */
const PIECE = 256 * 1024;

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'encoding' }
  | {
      readonly is: 'writing';
      readonly number: number;
      readonly revision: number;
      readonly rows: readonly Uint8Array[];
      at: number;
      place: number;
    };

/** Writes a text down whole when that is due, a piece with each commit, so that nobody who types waits for it. */
export class SnapshotWriting {
  private readonly schedule: SnapshotSchedule;
  private readonly whole: WholeText;
  private readonly piece: number;
  private state: State = { is: 'waiting' };

  constructor(schedule: SnapshotSchedule, whole: WholeText, piece = PIECE) {
    this.schedule = schedule;
    this.whole = whole;
    this.piece = piece;
  }

  /** What goes into the store with these updates, the last of which is `head`; the document holds them and no others. Null: nothing. */
  next(updates: readonly StoredUpdate[], head: { readonly number: number; readonly revision: number }): SnapshotPiece | null {
    const isDue = this.schedule.isDueWith(updates);
    if (this.state.is === 'waiting' && isDue) this.state = { is: 'encoding' };
    if (this.state.is === 'encoding') {
      const rows = this.whole.renew(this.piece);
      if (rows === null) return null;
      this.schedule.taken(rows.reduce((sum, { length }) => sum + length, 0));
      this.state = { is: 'writing', number: head.number, revision: head.revision, rows, at: 0, place: 0 };
    }
    return this.state.is === 'writing' ? this.write(this.state) : null;
  }

  /** Rows enough for a piece are put together only now: together they are as large as the text. */
  private write(state: Extract<State, { is: 'writing' }>): SnapshotPiece {
    const { number, revision, rows, place } = state;
    const piece: Uint8Array[] = [];
    for (let size = 0; size < this.piece && state.at < rows.length; state.at += 1) {
      const row = rows[state.at] ?? new Uint8Array();
      piece.push(row);
      size += row.length;
    }
    state.place += 1;
    const isLast = state.at === rows.length;
    if (isLast) this.state = { is: 'waiting' };
    return { number, revision, place, isLast, bytes: Buffer.concat(piece) };
  }
}
