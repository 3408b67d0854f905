import type { DraftId, SeatId } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';
import type { OpensDraft } from './ahead.ts';
import type { OpenDraft } from './open-draft.ts';
import { Cell, type Readable } from './readable.ts';
import type { Session } from './session.ts';

/** A draft that was left without a connection. */
export interface HeldDraft {
  readonly id: DraftId;
  readonly title: string;
}

interface Held {
  readonly seat: SeatId;
  readonly draft: OpenDraft;
  /** Nobody waits any more for it to be saved. */
  readonly forget: () => void;
}

/**
 * Opens drafts, and keeps the one that is left without a connection open until it has one again: nothing of it could be fetched anew, so whoever goes
 * back finds it as it was. What is unsaved in it is sent as soon as it can be, gone back to or not, unless its author signs out: then the device keeps
 * it, and whoever sits here next hears nothing of it.
 */
export function holdingDrafts(
  opens: OpensDraft,
  session: Readable<Session>,
): { readonly openDraft: OpensDraft; readonly held: Readable<HeldDraft | null> } {
  const told = new Cell<HeldDraft | null>(null);
  let held: Held | null = null;
  const taken = (): Held | null => {
    const now = held;
    now?.forget();
    held = null;
    told.set(null);
    return now;
  };
  const hold = (draft: OpenDraft, seat: SeatId): void => {
    taken()?.draft.close();
    const { save } = draft.room;
    const stop = save.subscribe(() => {
      const { state } = save.get();
      // Not while the room is still telling of it.
      if (state === 'saved' || state === 'refused')
        queueMicrotask(() => {
          if (held?.draft === draft) taken()?.draft.close();
        });
    });
    held = { seat, draft, forget: stop };
    told.set({ id: draft.id, title: draft.model.get().state.title });
  };
  session.subscribe(() => {
    if (held !== null && isOver(session.get(), held.seat)) taken()?.draft.close();
  });
  const holding = (draft: OpenDraft, seat: SeatId): OpenDraft => ({
    ...draft,
    close: () => (draft.room.save.get().state === 'offline' && !isOver(session.get(), seat) ? hold(draft, seat) : draft.close()),
  });
  return {
    held: told,
    async openDraft(id, sitting, said) {
      const seat = sitting.seat.id;
      const back = held?.draft.id === id && held.seat === seat ? taken() : null;
      if (back !== null) return ok(holding(back.draft, seat));
      const opened = await opens(id, sitting, said);
      return opened.ok ? ok(holding(opened.value, seat)) : opened;
    },
  };
}

/** Whether somebody sits here no more. A server that is not reached has not said so. */
function isOver(session: Session, seat: SeatId): boolean {
  return session.state === 'signed-out' || (session.state === 'signed-in' && session.info.seat.id !== seat);
}
