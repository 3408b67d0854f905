import type { DraftId, PreparationId } from '../../shared/base/ids.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { may } from '../../shared/policy/policy.ts';
import type { PreparationCard, PreparationInfo } from '../../shared/protocol/api.ts';
import type { Drafting } from '../../shared/record/drafting.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { RecordFeed } from '../sync/record-feed.ts';
import { discardOnceSaved } from '../recovery/back-saved.ts';
import { noteAbout } from '../recovery/stranded.ts';
import type { LostWords } from '../recovery/lost-words.ts';
import { inVainOf, recoveriesOf, type NotTaken } from '../recovery/unsent.ts';
import { Tray } from '../recovery/tray.ts';
import type { Kept } from '../sync/kept.ts';
import { readKept, readLeftover } from '../sync/leftover.ts';
import { allTextsKey, type Place } from '../sync/place.ts';
import type { TabLocks } from '../sync/tab-lock.ts';
import { Room, socketUrl, type RoomOptions } from '../sync/room.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { ClauseReader } from './clause-reader.ts';
import { randomId } from './random-id.ts';
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
  /** Whether entries of the record are lacking that could not be had so far. */
  readonly behind: Readable<boolean>;
  /** What came too late for its revision: in the tray as well. */
  readonly late: Readable<readonly Recovery[]>;
  /** Words of this person that stand in no text. */
  readonly tray: Tray;
  /** The text here was found to be another than the server's: what to say of it. Its room is closed, and to be opened anew. */
  readonly differs: Readable<string | null>;
  /** Why it was opened anew, where that was not the person's doing. */
  readonly said: string | null;
  /** What this delegation prepares here, and what it is invited to. */
  readonly preparations: Readable<readonly PreparationCard[]>;
  /** Comes back once the model has an entry, or cannot get it for now. */
  reached(entry: number): Promise<void>;
  close(): void;
}

/** A preparation that this person has open, with the draft it is meant for. */
export interface OpenPreparation {
  readonly info: PreparationInfo;
  readonly room: Room;
  readonly draft: OpenDraft;
  readonly tray: Tray;
  /** The clauses of the private copy as they are being edited. */
  readonly edited: Readable<readonly Clause[]>;
  /** Who prepares it, who is invited, and who clears it. */
  readonly drafting: Readable<Drafting>;
  close(): void;
}

/** What opening needs. */
export interface Opening {
  readonly api: Api;
  readonly seat: Seat;
  readonly registry: Registry;
  /** Origin of the page, such as `https://host`. */
  readonly origin: string;
  readonly kept: Kept;
  readonly locks: TabLocks;
  readonly said?: string | null;
}

export async function openDraft(id: DraftId, opening: Opening): Promise<Result<OpenDraft, Failure>> {
  const { api, seat, registry, kept, locks } = opening;
  const [here, answer] = await Promise.all([readKept(kept, { seat: seat.id, room: id }), api.draft(id)]);
  if (!answer.ok) return answer;
  const info = answer.value;
  const feed = feedOf(id, info.entries, api);
  const tray = new Tray(seat.id, kept, api);
  // The server is asked once its text is here.
  void tray.refreshHere();
  const late = new Cell<readonly Recovery[]>([]);
  const differs = new Cell<string | null>(null);
  const place: Place = { seat: seat.id, room: id, draft: id, revision: info.revision };
  const leftover = await readLeftover(kept, locks, place, here);
  const inRevision = (revision: number, left: RoomOptions['left']): RoomOptions => ({
    ...roomOptions(opening, tray, { ...place, revision }, left),
    url: socketUrl(opening.origin, '/sync/text'),
    name: `${id}/${revision}`,
    clientId: info.clientId,
    writes: may(seat, 'write text'),
    // Those who only read would leave confidential text on whatever device they read it on.
    keepsText: may(seat, 'write text'),
    onDiffers: (sentence) => differs.set(sentence),
    onLost(why, work) {
      const recoveries = asRecoveries(place, why, work);
      if (why === 'frozen') late.set([...late.get(), ...recoveries.filter(({ inVain }) => inVain === undefined)]);
      return tray.keep(recoveries);
    },
  });
  const recovering = leftover.late.map((left) => recover(inRevision(left.revision, left)));
  if (recovering.length === 0) void kept.remove(allTextsKey(place), info.revision - 1);
  const preparations = new Cell(info.preparations);
  const askPreparations = async (): Promise<void> => {
    const desk = await api.desk();
    if (desk.ok) preparations.set(desk.value.preparations.filter(({ draft }) => draft === id));
  };
  const room = new Room({
    ...inRevision(info.revision, leftover),
    onPreparations: () => void askPreparations(),
    onEntries: (entries) => feed.receive(entries),
    // The first connection too: what was written between the answer by HTTP and the socket has been missed.
    onOpen: () => {
      feed.resume();
      void tray.refresh();
      if (may(seat, 'prepare proposal')) void askPreparations();
    },
  });
  discardOnceSaved(tray, room);
  const model = new DraftModel({ doc: room.doc, entries: feed.entries, registry, hasEditor: may(seat, 'write text') });
  return ok({
    id,
    revision: info.revision,
    room,
    model,
    behind: feed.behind,
    late,
    tray,
    differs,
    said: opening.said ?? null,
    preparations,
    reached: (entry) => feed.reached(entry),
    close() {
      for (const earlier of recovering) earlier.close();
      feed.close();
      model.close();
      room.close();
    },
  });
}

function feedOf(id: DraftId, entries: readonly Entry[], api: Api): RecordFeed {
  return new RecordFeed(entries, async (after) => {
    const slice = await api.recordAfter(id, after);
    return slice.ok ? slice.value.entries : null;
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
  const { tray } = draft.value;
  const place: Place = { seat: opening.seat.id, room: id, draft: info.draft, revision: 0 };
  void noteAbout(opening.kept, place);
  const { changes } = await readLeftover(opening.kept, opening.locks, place);
  const drafting = new Cell<Drafting>(info.drafting);
  const room = new Room({
    // Whether anybody has begun is for the server's text to say, not for one that may be out of date.
    ...roomOptions(opening, tray, place, { text: null, changes }),
    url: socketUrl(opening.origin, '/sync/preparation'),
    name: id,
    clientId: info.clientId,
    writes: true,
    keepsText: false,
    onDrafting: (now) => drafting.set(now),
  });
  discardOnceSaved(tray, room);
  const edited = new Cell<readonly Clause[]>([]);
  const reader = new ClauseReader(room.doc, () => edited.set(reader.clauses()));
  return ok({
    info,
    room,
    draft: draft.value,
    tray,
    edited,
    drafting,
    close() {
      reader.close();
      room.close();
      draft.value.close();
    },
  });
}

type Common = Omit<RoomOptions, 'url' | 'name' | 'clientId' | 'writes' | 'keepsText'>;

function roomOptions({ kept, locks }: Opening, tray: Tray, place: Place, left: RoomOptions['left']): Common {
  return {
    kept,
    locks,
    place,
    left,
    putBack: () => tray.putBack(),
    onLost: (why, work) => tray.keep(asRecoveries(place, why, work)),
    onRecovered: () => void tray.refresh(),
  };
}

function asRecoveries(place: Place, why: Recovery['why'], work: NotTaken): LostWords[] {
  const about = aboutNow(place, why);
  return [...recoveriesOf(work.words, about, newRecoveryId), ...inVainOf(work, about, newRecoveryId)];
}

function aboutNow({ draft, room }: Place, why: Recovery['why']): Pick<Recovery, 'why' | 'draft' | 'room' | 'at'> {
  return { why, draft, room, at: new Date().toISOString() };
}

const newRecoveryId = (): string => randomId('l');
