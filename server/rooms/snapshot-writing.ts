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
      readonly pieces: readonly Uint8Array[];
      place: number;
    };

/** Writes a text down whole when that is due, a piece with each commit, so that nobody who types waits for it. */
export class SnapshotWriting {
  private readonly schedule: SnapshotSchedule;
  private readonly whole: WholeText;
  private state: State = { is: 'waiting' };

  constructor(schedule: SnapshotSchedule, whole: WholeText) {
    this.schedule = schedule;
    this.whole = whole;
  }

  /** What goes into the store with these updates, the last of which is `head`; the document holds them and no others. Null: nothing. */
  next(updates: readonly StoredUpdate[], head: { readonly number: number; readonly revision: number }): SnapshotPiece | null {
    const isDue = this.schedule.isDueWith(updates);
    if (this.state.is === 'waiting' && isDue) this.state = { is: 'encoding' };
    if (this.state.is === 'encoding') {
      const rows = this.whole.renew(PIECE);
      if (rows === null) return null;
      this.schedule.taken(rows.reduce((sum, { length }) => sum + length, 0));
      this.state = { is: 'writing', number: head.number, revision: head.revision, pieces: piecesOf(rows), place: 0 };
    }
    return this.state.is === 'writing' ? this.write(this.state) : null;
  }

  private write(state: Extract<State, { is: 'writing' }>): SnapshotPiece | null {
    const { number, revision, pieces, place } = state;
    const bytes = pieces[place];
    const isLast = place === pieces.length - 1;
    if (isLast) this.state = { is: 'waiting' };
    state.place += 1;
    return bytes === undefined ? null : { number, revision, place, isLast, bytes };
  }
}

function piecesOf(rows: readonly Uint8Array[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let size = 0;
  for (const row of rows) {
    open.push(row);
    size += row.length;
    if (size < PIECE) continue;
    pieces.push(Buffer.concat(open));
    open = [];
    size = 0;
  }
  return open.length === 0 ? pieces : [...pieces, Buffer.concat(open)];
}
