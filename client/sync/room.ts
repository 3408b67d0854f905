import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SEAT_PARAMETER } from '../../shared/protocol/acting-seat.ts';
import { SIGNED_OUT } from '../../shared/protocol/close.ts';
import { readVerdict } from '../../shared/protocol/comparison.ts';
import { MESSAGE, readAck, readDrafting, readEntries } from '../../shared/protocol/frame.ts';
import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import { spokenVersion, VERSION_PARAMETER } from '../../shared/protocol/version.ts';
import type { Drafting } from '../../shared/record/drafting.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { CharacterIds } from '../../shared/text/passages.ts';
import { notTaken, wordsBrought, type NotTaken } from '../recovery/unsent.ts';
import { Cell, type Readable } from '../state/readable.ts';
import { arrivalsOf, type Arrivals } from './arrivals.ts';
import { closingOf } from './closing.ts';
import { BEHIND, DIFFERS, type Differing } from './differing.ts';
import { withoutEcho } from './echo.ts';
import { HandingOver } from './handing-over.ts';
import type { Kept } from './kept.ts';
import { KeptText } from './kept-text.ts';
import { lockName, type Leftover } from './leftover.ts';
import { Outbox } from './outbox.ts';
import type { Place } from './place.ts';
import { Reconnecting } from './reconnecting.ts';
import { afterEvent, arrivalOf, NEW_LEDGER, saveStateOf, type SaveEvent, type SaveLedger, type SaveState } from './save-state.ts';
import type { Hold, TabLocks } from './tab-lock.ts';
import { readTextByTurn } from './text-by-turn.ts';
import { TextComparison } from './text-comparison.ts';
import { leaveUntidied } from './tidying.ts';
import { watchedSocket } from './watched-socket.ts';

export interface RoomOptions {
  /** Where the server listens for sockets, such as `wss://host/sync/text`. */
  readonly url: string;
  readonly name: string;
  /** Given by the server for this document of this page alone. */
  readonly clientId: number;
  readonly writes: boolean;
  readonly kept: Kept;
  readonly locks: TabLocks;
  readonly place: Place;
  /** Whether the text is kept here, to be shown before the server has sent it. */
  readonly keepsText: boolean;
  /** What earlier pages left for this room. */
  readonly left: Pick<Leftover, 'text' | 'changes'>;
  /** Characters of words that are in the tray, and were put back from there. */
  readonly putBack: () => CharacterIds;
  /** Of one's own work this is in no text. Comes back with whether its words are kept. */
  readonly onLost: (why: RecoveryReason, lost: NotTaken) => Promise<boolean>;
  /** The text here was another than the server's: it is no more, and the room is to be entered anew. `said`: what happened, for the person. */
  readonly onDiffers?: (said: string) => void;
  readonly onDrafting?: (drafting: Drafting) => void;
  /** What this delegation prepares, or is invited to, is no longer what it was. */
  readonly onPreparations?: () => void;
  readonly onEntries?: (entries: readonly Entry[]) => void;
  /** The server has put words of this seat into its tray. */
  readonly onRecovered?: () => void;
  /** After each connection, the first included, once the text is here: what else came meanwhile has been missed. */
  readonly onOpen?: () => void;
}

/** A shared document, its connection, who else is there, and how things stand with one's own changes. */
export class Room {
  readonly doc = new Y.Doc({ gc: false });
  readonly awareness: Awareness;
  readonly save: Readable<SaveState>;
  /** Whether the text is here: as it was last known, or as it is. */
  readonly loaded: Readable<boolean>;
  readonly #options: RoomOptions;
  readonly #provider: WebsocketProvider;
  readonly #arrivals: Arrivals;
  readonly #save = new Cell<SaveState>({ state: 'connecting' });
  readonly #loaded = new Cell(false);
  readonly #outbox: Outbox;
  readonly #handing: HandingOver;
  readonly #keptText: KeptText;
  readonly #comparison: TextComparison;
  readonly #reconnecting: Reconnecting;
  /** What is unsaved here, of this page and of those that are gone, is in this room's hands. */
  readonly #holds: readonly Hold[];
  /** What was written here since the texts were last found the same. */
  #sinceSame: Uint8Array[] = [];
  /** What was written here and handed over to the tray. */
  #handedOver: readonly Uint8Array[] = [];
  readonly #ledger = new Cell<SaveLedger>(NEW_LEDGER);

  constructor(options: RoomOptions) {
    const { kept, place, clientId, writes } = options;
    this.#options = options;
    this.doc.clientID = clientId;
    this.doc.on('afterTransaction', leaveUntidied);
    this.save = this.#save;
    this.loaded = this.#loaded;
    this.#holds = [options.locks.hold(lockName(place, clientId)), ...options.left.changes.map(({ hold }) => hold)];
    this.#outbox = new Outbox(kept, place, clientId, (is) => this.#happened({ type: 'kept', is }));
    this.#handing = new HandingOver(this.#outbox, (why, updates) => options.onLost(why, this.#lostBy(why, updates)));
    this.#keptText = new KeptText(this.doc, kept, place, () => this.#isSettled());
    this.#arrivals = arrivalsOf(this.doc);
    this.#arrivals.areHeld.subscribe(() => this.#happened({ type: 'composing', is: this.#arrivals.areHeld.get() }));
    this.#provider = this.#provide();
    this.awareness = this.#provider.awareness;
    this.#comparison = new TextComparison({
      doc: this.doc,
      writes,
      isSettled: () => this.#isSettled(),
      send: (message) => this.#provider.ws?.send(message),
      onSame: () => {
        this.#sinceSame = [];
      },
      onDiffers: () => void this.#anew(DIFFERS, this.#sinceSame),
    });
    this.#reconnecting = new Reconnecting(this.#provider, window);
    this.#restore(options.left);
    window.addEventListener('beforeunload', this.#leaving);
    document.addEventListener('visibilitychange', this.#hiding);
    this.#provider.connect();
  }

  /** Comes back when what was written here so far is the server's: with null, or with why it will not be there soon. */
  async arrived(): Promise<string | null> {
    this.#arrivals.release();
    const { made } = this.#ledger.get();
    return new Promise((resolve) => {
      const look = (): boolean => {
        const arrival = arrivalOf(this.#ledger.get(), made);
        if (arrival !== 'under way') resolve(arrival?.why ?? null);
        return arrival !== 'under way';
      };
      if (look()) return;
      const stop = this.#ledger.subscribe(() => {
        if (look()) stop();
      });
    });
  }

  /** Leaves the room. What is unsaved then waits in this browser until the room is entered again. */
  close(): void {
    this.#arrivals.release();
    window.removeEventListener('beforeunload', this.#leaving);
    document.removeEventListener('visibilitychange', this.#hiding);
    this.#keptText.write();
    this.#keptText.stop();
    this.#comparison.stop();
    this.#handing.stop();
    this.#reconnecting.stop();
    this.#provider.destroy();
    this.doc.destroy();
    // Only then may another page, or this one when it comes back, take over what is unsaved.
    void this.#outbox.written().then(() => {
      for (const hold of this.#holds) hold.release();
    });
  }

  /** The provider listens to the document from when it is made, and so must come after the listener that counts and keeps a change. */
  #provide(): WebsocketProvider {
    const { url, name, place, writes } = this.#options;
    this.doc.on('update', this.#onUpdate);
    withoutEcho(this.doc, (origin) => origin === RESTORED || origin === this.#provider, this.#onCame);
    const Socket = watchedSocket(WebSocket, {
      writes,
      covers: () => this.#ledger.get().made,
      written: () => this.#outbox.written(),
      unconfirmed: () => this.#outbox.unconfirmed,
      onSent: (covers) => this.#happened({ type: 'sent', covers }),
      onNothingLacking: (covers) => this.#happened({ type: 'nothing-lacking', covers }),
      onBehind: (answer) => void this.#anew(BEHIND, [answer]),
    });
    const provider = new WebsocketProvider(url, name, this.doc, {
      connect: false,
      disableBc: true,
      params: { [VERSION_PARAMETER]: spokenVersion(), [SEAT_PARAMETER]: place.seat },
      WebSocketPolyfill: Socket,
    });
    this.#listen(provider);
    return provider;
  }

  #listen(provider: WebsocketProvider): void {
    const { onDrafting, onEntries, onOpen, onPreparations, onRecovered } = this.#options;
    readTextByTurn(provider, this.#arrivals);
    provider.messageHandlers[MESSAGE.ack] = (_encoder, decoder) => this.#happened({ type: 'acked', count: readAck(decoder) });
    provider.messageHandlers[MESSAGE.entries] = (_encoder, decoder) => {
      const entries = readEntries(decoder);
      // In its turn behind the text: nothing is told of words that are not there yet.
      this.#arrivals.bring(() => onEntries?.(entries));
    };
    provider.messageHandlers[MESSAGE.drafting] = (_encoder, decoder) => onDrafting?.(readDrafting(decoder));
    provider.messageHandlers[MESSAGE.verdict] = (_encoder, decoder) => this.#comparison.receive(readVerdict(decoder));
    provider.messageHandlers[MESSAGE.recovered] = () => onRecovered?.();
    provider.messageHandlers[MESSAGE.preparations] = () => onPreparations?.();
    provider.on('status', ({ status }) => {
      if (status !== 'connected') return;
      this.#happened({ type: 'opened' });
    });
    provider.on('sync', (synced) => {
      if (!synced) return;
      this.#happened({ type: 'synced' });
      this.#loaded.set(true);
      this.#comparison.changed();
      onOpen?.();
    });
    provider.on('connection-close', () => {
      // What comes now is made on this text: a page that opens before the server is back needs it.
      if (this.#isSettled()) this.#keptText.write();
      this.#happened({ type: 'closed' });
    });
    provider.on('closed', (close) => this.#closed(close));
  }

  /** What is restored may have to wait for the text that it belongs to, and then tells nobody of itself. */
  #restore({ text, changes }: RoomOptions['left']): void {
    if (text !== null) Y.applyUpdate(this.doc, text, RESTORED);
    if (changes.length > 0 && this.#options.writes) {
      for (const { updates } of changes) for (const update of updates) Y.applyUpdate(this.doc, update, RESTORED);
      this.#happened({ type: 'made' });
      this.#outbox.adopt(this.#ledger.get().made, changes);
    }
    if (text !== null) this.#loaded.set(true);
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    // Whoever may not write tidies marks as Yjs does, and does not send it.
    if (this.#options.writes) {
      this.#happened({ type: 'made' });
      this.#outbox.add(this.#ledger.get().made, update);
      this.#sinceSame.push(update);
      this.#handing.written();
    }
    this.#onCame(origin);
  };

  readonly #onCame = (origin: unknown): void => {
    if (origin !== RESTORED && this.#options.keepsText) this.#keptText.changed();
    this.#comparison.changed();
  };

  #happened(event: SaveEvent): void {
    const before = this.#ledger.get();
    const ledger = afterEvent(before, event);
    if (ledger.durable > before.durable) void this.#outbox.confirmed(ledger.durable);
    const next = saveStateOf(ledger);
    if (JSON.stringify(next) !== JSON.stringify(this.#save.get())) this.#save.set(next);
    this.#ledger.set(ledger);
  }

  /** Of a text that differs it is not known what of it the server has: all words are told that were written. */
  #lostBy(why: RecoveryReason, updates: readonly Uint8Array[]): NotTaken {
    const known = this.#options.putBack();
    const earlier = this.#handedOver;
    this.#handedOver = [...earlier, ...updates];
    if (why !== 'differs') return notTaken(this.doc, updates, known, earlier);
    return { words: wordsBrought(this.doc, updates, known), struck: [], bracketed: [], changed: [] };
  }

  #isSettled(): boolean {
    return this.#save.get().state === 'saved';
  }

  #closed({ code, reason }: { readonly code: number; readonly reason: string }): void {
    this.#arrivals.release();
    const { why, unsent } = closingOf(code);
    if (unsent !== 'stays') void this.#lose(unsent, this.#outbox.unconfirmed);
    // Whoever sits here no more leaves the text only with what is unsaved. A server that knows of no session may be one that was put back, and lack what is here.
    else if (reason === SIGNED_OUT && this.#outbox.unconfirmed.length === 0) void this.#keptText.forget();
    this.#happened({ type: 'refused', why });
  }

  /** The words first: only when they are kept elsewhere is it forgotten that they were to be sent. Comes back with whether they are. */
  async #lose(why: RecoveryReason, updates: readonly Uint8Array[]): Promise<boolean> {
    const areKept = await this.#handing.begin(why, updates);
    // A text that differs would come back from the disk, and differ again.
    if (updates.length > 0 || why === 'differs') await this.#keptText.forget();
    return areKept;
  }

  /**
   * Keeps the words that these updates brought, forgets the text, and lets the room be entered anew. Where they are kept on this page alone it stays
   * as it is, with them, until the person has read that.
   */
  async #anew({ why, said }: Differing, updates: readonly Uint8Array[]): Promise<void> {
    this.#arrivals.release();
    this.#happened({ type: 'refused', why });
    this.#reconnecting.stop();
    this.#provider.disconnect();
    if (await this.#lose('differs', updates)) this.#options.onDiffers?.(said);
  }

  readonly #leaving = (event: Event): void => {
    this.#arrivals.release();
    if (!this.#outbox.isWritten || (this.#options.kept.trouble.get() !== null && this.#outbox.unconfirmed.length > 0))
      event.preventDefault();
  };

  readonly #hiding = (): void => {
    if (document.visibilityState === 'hidden' && this.#isSettled()) this.#keptText.write();
  };
}

/** Origin of what earlier pages left. */
const RESTORED = 'kept';

/** The address for sockets that belongs to a page's own. */
export function socketUrl(origin: string, path: string): string {
  return `${origin.replace(/^http/, 'ws')}${path}`;
}
