import type { DraftId, SeatId } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';
import type { OpensDraft } from './ahead.ts';
import type { OpenDraft } from './open-draft.ts';
import { Cell, type Readable } from './readable.ts';

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
 * back finds it as it was. What is unsaved in it is sent as soon as it can be, gone back to or not.
 */
export function holdingDrafts(opens: OpensDraft): { readonly openDraft: OpensDraft; readonly held: Readable<HeldDraft | null> } {
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
  const holding = (draft: OpenDraft, seat: SeatId): OpenDraft => ({
    ...draft,
    close: () => (draft.room.save.get().state === 'offline' ? hold(draft, seat) : draft.close()),
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
