import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { addTo } from '../../shared/base/group-by.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { withoutIds, type CharacterIds } from '../../shared/text/passages.ts';

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

/** What a watched socket reports of what it sends. */
export interface SocketWatch {
  /** False: nothing that would change the text ever leaves this socket. */
  readonly writes: boolean;
  /** How many changes the text holds now: what a message that is being made covers. */
  covers(): number;
  /** Comes back when what the text holds now is written down here; only then does a message with content go out. */
  written(): Promise<void>;
  /** What the server has not confirmed, as it was made. */
  unconfirmed(): readonly Uint8Array[];
  onSent(covers: number): void;
  onNothingLacking(covers: number): void;
  /** The server lacks what it had confirmed, or told: it holds an earlier text. `answer`: what would have been sent; nothing is. */
  onBehind(answer: Uint8Array): void;
}

/**
 * A WebSocket that counts what it sends. Two things never go out: anything with content from one who may only read (a reader's reply
 * to the server's question carries the deletions it knows of, which a strict server takes for a write); and updates before that reply
 * on the same connection, since they may presume changes made offline that the server has yet to get. The reply covers them. Messages
 * with content leave in the order in which they were made, each once its changes are written down here.
 *
 * The reply names whatever is deleted in the text as it is here, also what somebody else deleted: from it alone the server cannot tell what
 * its author struck, or had seen of what went with a clause. So what is unconfirmed goes before it as it was made; and where nothing is, the
 * reply is empty, since the server has all the rest. Where it has not, it was put back to an earlier text: nothing is sent then, since it would
 * be taken for this person's own, whoever wrote it.
 */
export function watchedSocket(Base: typeof WebSocket, watch: SocketWatch): typeof WebSocket {
  return class WatchedSocket extends Base {
    #answered = false;
    #queue: Promise<void> = Promise.resolve();

    override send(data: string | Blob | BufferSource): void {
      const message = data instanceof Uint8Array ? syncMessage(data) : null;
      if (message === null) return super.send(data);
      if (!watch.writes || (message.kind === 'update' && !this.#answered)) return;
      if (message.kind === 'answer' && !this.#answered) {
        const unconfirmed = watch.unconfirmed();
        if (holdsMore(message.update, unconfirmed)) return watch.onBehind(message.update);
        this.#answered = true;
        if (unconfirmed.length === 0) return this.#sendOnceWritten(NOTHING, false);
        const made = asOneMessage(unconfirmed);
        if (made !== null) this.#sendOnceWritten(made, true);
      }
      this.#sendOnceWritten(data as Uint8Array<ArrayBuffer>, message.hasContent);
    }

    #sendOnceWritten(data: Uint8Array<ArrayBuffer>, hasContent: boolean): void {
      const covers = watch.covers();
      const written = watch.written();
      this.#queue = this.#queue.then(async () => {
        await written;
        if (this.readyState !== Base.OPEN) return;
        if (hasContent) watch.onSent(covers);
        else watch.onNothingLacking(covers);
        super.send(data);
      });
    }
  };
}

/** Whether an update brings anything that is not in others. */
function holdsMore(update: Uint8Array, others: readonly Uint8Array[]): boolean {
  const known = others.map(structsOf);
  return known.reduce((left, less) => withoutIds(left, less), structsOf(update)).size > 0;
}

function structsOf(update: Uint8Array): CharacterIds {
  const ids = new Map<number, { clock: number; len: number }[]>();
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Skip) continue;
    addTo(ids, struct.id.client, { clock: struct.id.clock, len: struct.length });
  }
  return ids;
}

/** Updates as one message, or null where there are none or they do not follow on one another. */
function asOneMessage(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null {
  if (updates.length === 0) return null;
  const update = Y.mergeUpdates([...updates]);
  if (Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.Skip)) return null;
  return encoded(SYNC_UPDATE, update);
}

function encoded(step: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** The reply to a server that lacks nothing. */
const NOTHING = encoded(SYNC_STEP_2, new Uint8Array([0, 0]));

/** What a message does to the text, or null where it does nothing to it. */
export function syncMessage(
  bytes: Uint8Array,
): { readonly kind: 'answer' | 'update'; readonly hasContent: boolean; readonly update: Uint8Array } | null {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null;
  const step = decoding.readVarUint(decoder);
  if (step !== SYNC_STEP_2 && step !== SYNC_UPDATE) return null;
  const update = decoding.readVarUint8Array(decoder);
  return { kind: step === SYNC_STEP_2 ? 'answer' : 'update', hasContent: !isEmpty(update), update };
}

/** Whether a message about the text asks what is lacking, and brings nothing; the decoder stands behind the message type, and stays there. */
export function isQuestion(decoder: decoding.Decoder): boolean {
  return decoding.peekVarUint(decoder) === SYNC_STEP_1;
}

/** An update without structs and without deletions is two zeros. */
function isEmpty(update: Uint8Array): boolean {
  return update.length <= 2 && update.every((byte) => byte === 0);
}
