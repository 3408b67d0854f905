import type { ClauseId, ParticipantId, SeatId } from '../../shared/base/ids.ts';
import { chainEntry, updateHash } from '../../shared/record/chain.ts';
import type { Actor, Entry, RecordEvent, TextHead } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { meetingOf } from '../../shared/record/meetings.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { newSalt } from '../ids.ts';
import type { Claim, DraftAppend, PendingEdit, StoredUpdate } from '../store/store.ts';

/** Where a draft's two chains end, and what the record says there. */
export interface Position {
  readonly state: RecordState;
  /** Hash of the last entry. */
  readonly lastHash: string;
  /** Number and hash of the last update. */
  readonly head: TextHead;
}

/** Updates and entries on their way to the store, each chained to the one before. Nothing of it is known to anyone until it is committed. */
export class Batch {
  readonly updates: StoredUpdate[] = [];
  readonly entries: Entry[] = [];
  readonly claims: Claim[] = [];
  private readonly opened = new Map<ClauseId, PendingEdit>();
  private readonly closed = new Set<ClauseId>();
  private at: Position;

  constructor(start: Position) {
    this.at = start;
  }

  /** Where the chains will end when this is committed. */
  get position(): Position {
    return this.at;
  }

  get pendingOpened(): readonly PendingEdit[] {
    return [...this.opened.values()];
  }

  get pendingClosed(): readonly ClauseId[] {
    return [...this.closed];
  }

  get isEmpty(): boolean {
    return (
      [this.updates, this.entries, this.claims].every((list) => list.length === 0) &&
      this.opened.size === 0 &&
      this.closed.size === 0
    );
  }

  addUpdate(seat: SeatId, bytes: Uint8Array, at: string): void {
    const { head, state } = this.at;
    const number = head.number + 1;
    // After the entry of its issue a revision takes nothing more.
    const { revision } = state;
    const salt = newSalt();
    const hash = updateHash(head.hash, { number, salt, seat, at, bytes });
    this.updates.push({ number, revision, seat, salt, at, bytes, previousHash: head.hash, hash });
    this.at = { ...this.at, head: { revision, number, hash } };
  }

  addEvent(
    actor: Actor,
    event: RecordEvent,
    circumstances: { readonly at: string; readonly onBehalfOf: ParticipantId | null; readonly mandate?: number },
  ): void {
    const { state, lastHash, head } = this.at;
    const number = state.last + 1;
    const after = evolve(state, { number, event });
    const entry = chainEntry(lastHash, {
      number,
      actor,
      meeting: meetingOf(state.meetings, after.meetings),
      salt: newSalt(),
      text: head,
      event,
      ...circumstances,
    });
    this.entries.push(entry);
    this.at = { head, lastHash: entry.hash, state: after };
  }

  openPending(edit: PendingEdit): void {
    this.opened.set(edit.clause, edit);
  }

  closePending(clause: ClauseId): void {
    if (!this.opened.delete(clause)) this.closed.add(clause);
  }
}

/** What a batch adds to its draft, with what is known of that when it is written. */
export function appendOf(
  batch: Batch,
  snapshot: DraftAppend['snapshot'],
  draft: Pick<DraftAppend['draft'], 'changedAt' | 'clauses' | 'openProposals' | 'dueAt'>,
): DraftAppend {
  const { updates, entries, claims, pendingOpened, pendingClosed } = batch;
  const { state, head } = batch.position;
  const { title, revision, last } = state;
  return {
    ...{ updates, entries, claims, pendingOpened, pendingClosed, snapshot },
    draft: { title, ...draft, updates: head.number, entries: last, revision },
  };
}
