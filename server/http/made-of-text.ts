import type { DraftId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Viewer } from '../../shared/record/masking.ts';
import { madeOfText, type MadeOfText, type TextOrder, type Wanted } from '../drafts/made-of-text.ts';
import { fetchText, type StoredText } from '../drafts/stored-text.ts';
import type { TextRoom } from '../rooms/text-room.ts';
import { durableRoom } from './durable-room.ts';
import { NO_SUCH_TEXT } from './moment.ts';
import { NOT_FOUND, refusedWork, type Reply } from './reply.ts';
import type { HttpServices } from './services.ts';

/** Text and record of so many bytes together are read sooner than a process starts. */
const SHORT = 128 * 1024;

/** What somebody wants of a draft, at one moment or two, and as whom it is to be read. */
export interface AskedOfText {
  readonly wanted: Wanted;
  readonly moments: readonly Moment[];
  readonly viewer: Viewer;
}

/**
 * What is made of a draft at some moments, as a seat sees it when it is given out: at once of what is short, else aside.  What was read while
 * more names were shown, or before a revision was issued, is made again. `asked`: what is wanted of the draft as it stands, by somebody who sees it so.
 */
export async function makeOfText(
  services: HttpServices,
  seat: Seat,
  {
    draft,
    asked,
    gone,
  }: {
    readonly draft: unknown;
    readonly asked: (room: TextRoom, own: Viewer) => Result<AskedOfText, Reply>;
    readonly gone: AbortSignal;
  },
): Promise<Result<MadeOfText, Reply>> {
  const { aside, rooms } = services;
  for (;;) {
    const room = durableRoom(rooms, draft);
    if (room === null) return refuse(NOT_FOUND);
    const { revision } = room;
    const own = room.seen.viewer(seat);
    const wanted = asked(room, own);
    if (!wanted.ok) return wanted;
    const fetching = { id: room.id, asked: wanted.value };
    const short = await fetchOrder(services, fetching, SHORT);
    if (short?.ok === false) return short;
    const made =
      short === null
        ? await aside.texts.make(seat.id, async () => (await fetchOrder(services, fetching)) ?? refuse(NO_SUCH_TEXT), { gone })
        : ok(madeOfText(short.value));
    if (!made.ok) return refuse('status' in made.refusal ? made.refusal : refusedWork(made.refusal));
    const now = durableRoom(rooms, draft);
    if (now?.revision === revision && now.seen.viewer(seat).lens === own.lens) return made;
  }
}

/** Fetches what is needed, step by step. Null where that is more than so many bytes. */
async function fetchOrder(
  { store, registry, inTurn }: HttpServices,
  { id, asked: { moments, ...asked } }: { readonly id: DraftId; readonly asked: AskedOfText },
  most = Infinity,
): Promise<Result<TextOrder, Reply> | null> {
  const texts: StoredText[] = [];
  for (const moment of moments) {
    const text = await inTurn.takeAll(upTo(most, fetchText(store, id, moment)));
    if (text === 'too much') return null;
    if (text === null) return refuse(NO_SUCH_TEXT);
    texts.push(text);
  }
  return ok({ ...asked, texts, participants: registry.all });
}

/** Goes on as long as the steps tell of no more bytes than that. */
function* upTo<T>(most: number, steps: Generator<number, T>): Generator<undefined, T | 'too much'> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (step.value > most) return 'too much';
    yield;
  }
}
