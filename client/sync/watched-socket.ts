import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../shared/protocol/frame.ts';

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
}

/**
 * A WebSocket that counts what it sends. Two things never go out: anything with content from one who may only read (a reader's reply
 * to the server's question carries the deletions it knows of, which a strict server takes for a write); and updates before that reply
 * on the same connection, since they may presume changes made offline that the server has yet to get. The reply covers them. Messages
 * with content leave in the order in which they were made, each once its changes are written down here.
 *
 * The reply names whatever is deleted in the text as it is here, also what somebody else deleted: from it alone the server cannot tell what
 * its author struck, or had seen of what went with a clause. So what is unconfirmed goes before it as it was made.
 */
export function watchedSocket(Base: typeof WebSocket, watch: SocketWatch): typeof WebSocket {
  return class WatchedSocket extends Base {
    #answered = false;
    #queue: Promise<void> = Promise.resolve();

    override send(data: string | Blob | BufferSource): void {
      const message = data instanceof Uint8Array ? syncMessage(data) : null;
      if (message === null) {
        super.send(data);
        return;
      }
      if (!watch.writes || (message.kind === 'update' && !this.#answered)) return;
      if (message.kind === 'answer' && !this.#answered) {
        this.#answered = true;
        const made = asOneMessage(watch.unconfirmed());
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

/** Updates as one message, or null where there are none or they do not follow on one another. */
function asOneMessage(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null {
  if (updates.length === 0) return null;
  const update = Y.mergeUpdates([...updates]);
  if (Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.Skip)) return null;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, SYNC_UPDATE);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** What a message does to the text, or null where it does nothing to it. */
export function syncMessage(bytes: Uint8Array): { readonly kind: 'answer' | 'update'; readonly hasContent: boolean } | null {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null;
  const step = decoding.readVarUint(decoder);
  if (step !== SYNC_STEP_2 && step !== SYNC_UPDATE) return null;
  const update = decoding.readVarUint8Array(decoder);
  return { kind: step === SYNC_STEP_2 ? 'answer' : 'update', hasContent: !isEmpty(update) };
}

/** An update without structs and without deletions is two zeros. */
function isEmpty(update: Uint8Array): boolean {
  return update.length <= 2 && update.every((byte) => byte === 0);
}
