import type { DraftId, PreparationId } from '../../shared/base/ids.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { may } from '../../shared/policy/policy.ts';
import type { PreparationCard, PreparationInfo } from '../../shared/protocol/api.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { RecordFeed } from '../sync/record-feed.ts';
import type { KeptChanges } from '../sync/kept-changes.ts';
import { Room, socketUrl, type RoomOptions } from '../sync/room.ts';
import type { UnsentWords } from '../sync/unsent-words.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { ClauseReader } from './clause-reader.ts';
import { Cell, type Readable } from './readable.ts';
import { DraftModel } from './draft-model.ts';
import type { Api, Failure } from './api.ts';

/** A draft that this person has open: its room, its record, and the two as one model. */
export interface OpenDraft {
  readonly id: DraftId;
  /** The revision whose text this is; the record says where a later one has begun. */
  readonly revision: number;
  readonly room: Room;
  readonly model: DraftModel;
  /** Words that came too late for their revision; they are in the tray as well. */
  readonly late: Readable<readonly UnsentWords[]>;
  readonly preparations: readonly PreparationCard[];
  close(): void;
}

/** A preparation that this person has open, with the draft it is meant for. */
export interface OpenPreparation {
  readonly info: PreparationInfo;
  readonly room: Room;
  readonly draft: OpenDraft;
  /** The clauses of the private copy as they are being edited. */
  readonly edited: Readable<readonly Clause[]>;
  close(): void;
}

/** What opening needs. */
export interface Opening {
  readonly api: Api;
  readonly seat: Seat;
  readonly registry: Registry;
  /** Origin of the page, such as `https://host`. */
  readonly origin: string;
  readonly kept: KeptChanges;
}

/** Under which name this browser keeps what a seat has changed in a room and the server has not confirmed. */
export function keptAs(seat: Seat, room: string): string {
  return `${seat.id}.${room}`;
}

export async function openDraft(id: DraftId, opening: Opening): Promise<Result<OpenDraft, Failure>> {
  const { api, seat, registry, origin, kept } = opening;
  const answer = await api.draft(id);
  if (!answer.ok) return answer;
  const info = answer.value;
  const feed = new RecordFeed(info.entries, async (after) => {
    const slice = await api.recordAfter(id, after);
    return slice.ok ? slice.value.entries : null;
  });
  const late = new Cell<readonly UnsentWords[]>([]);
  const inRevision = (revision: number): RoomOptions => ({
    url: socketUrl(origin, '/sync/text'),
    name: `${id}/${revision}`,
    clientId: info.clientId,
    writes: may(seat, 'write text'),
    kept,
    keptAs: keptAs(seat, `${id}.${revision}`),
    trayAs: keptAs(seat, id),
    onFrozen(unsent) {
      kept.setTray(keptAs(seat, id), [...kept.tray(keptAs(seat, id)), ...unsent.map(({ words }) => words)]);
      late.set([...late.get(), ...unsent]);
    },
  });
  const recovering = info.revisions
    .map(({ number }) => inRevision(number))
    .filter((earlier) => kept.read(earlier.keptAs).length > 0)
    .map(recover);
  const room = new Room({
    ...inRevision(info.revision),
    onEntries: (entries) => feed.receive(entries),
    // The first connection too: what was written between the answer by HTTP and the socket has been missed.
    onOpen: () => feed.catchUp(),
  });
  const model = new DraftModel({ doc: room.doc, entries: feed.entries, registry });
  return ok({
    id,
    revision: info.revision,
    room,
    model,
    late,
    preparations: info.preparations,
    close() {
      for (const earlier of recovering) earlier.close();
      feed.close();
      model.close();
      room.close();
    },
  });
}

/** What an earlier page left unconfirmed on a revision that was issued since: its room tells whether it had arrived, or hands it back. */
function recover(options: RoomOptions): Room {
  const room = new Room(options);
  room.save.subscribe(() => {
    const { state } = room.save.get();
    if (state === 'saved' || state === 'refused') queueMicrotask(() => room.close());
  });
  return room;
}

export async function openPreparation(id: PreparationId, opening: Opening): Promise<Result<OpenPreparation, Failure>> {
  const answer = await opening.api.preparation(id);
  if (!answer.ok) return answer;
  const info = answer.value;
  const draft = await openDraft(info.draft, opening);
  if (!draft.ok) return draft;
  const room = new Room({
    url: socketUrl(opening.origin, '/sync/preparation'),
    name: id,
    clientId: info.clientId,
    writes: true,
    kept: opening.kept,
    keptAs: keptAs(opening.seat, id),
  });
  const edited = new Cell<readonly Clause[]>([]);
  const reader = new ClauseReader(room.doc, () => edited.set(reader.clauses()));
  return ok({
    info,
    room,
    draft: draft.value,
    edited,
    close() {
      reader.close();
      room.close();
      draft.value.close();
    },
  });
}
