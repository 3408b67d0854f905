import type * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CLOSE } from '../../shared/protocol/close.ts';
import { MESSAGE, readAck, readEntries } from '../../shared/protocol/frame.ts';
import type { Entry } from '../../shared/record/event.ts';
import { Cell, type Readable } from '../state/readable.ts';
import { afterEvent, NEW_LEDGER, saveStateOf, type SaveEvent, type SaveLedger, type SaveState } from './save-state.ts';
import { ChangeKeeper } from './change-keeper.ts';
import type { KeptChanges } from './kept-changes.ts';
import type { UnsentWords } from './unsent-words.ts';
import { watchedSocket } from './watched-socket.ts';

export interface RoomOptions {
  /** Where the server listens for sockets, such as `wss://host/sync/text`. */
  readonly url: string;
  readonly name: string;
  /** Given by the server for this document of this seat alone. */
  readonly clientId: number;
  readonly writes: boolean;
  readonly kept: KeptChanges;
  /** Under which name unconfirmed changes are kept: of this seat in this room. */
  readonly keptAs: string;
  /** Under which name words are put away that the server would not take; where not named, as the changes. */
  readonly trayAs?: string;
  /**
   * The revision was issued while these words were on their way: they are in no text. Who takes them sees to it that they can be read,
   * before this returns. Without it they go to the tray.
   */
  readonly onFrozen?: (unsent: readonly UnsentWords[]) => void;
  readonly onEntries?: (entries: readonly Entry[]) => void;
  /** After each connection, the first included: what came meanwhile has been missed. */
  readonly onOpen?: () => void;
}

/** A shared document, its connection, who else is there, and how things stand with one's own changes. */
export class Room {
  readonly doc = new Y.Doc({ gc: false });
  readonly awareness: Awareness;
  readonly save: Readable<SaveState>;
  /** Whether the text has come in once. */
  readonly loaded: Readable<boolean>;
  readonly #provider: WebsocketProvider;
  readonly #leaving: (event: Event) => void;

  constructor(options: RoomOptions) {
    this.doc.clientID = options.clientId;
    const save = new Cell<SaveState>({ state: 'connecting' });
    const loaded = new Cell(false);
    this.save = save;
    this.loaded = loaded;
    let ledger: SaveLedger = NEW_LEDGER;
    const happened = (event: SaveEvent): void => {
      ledger = afterEvent(ledger, event);
      const next = saveStateOf(ledger);
      if (JSON.stringify(next) !== JSON.stringify(save.get())) save.set(next);
    };
    const keeper = new ChangeKeeper(this.doc, options.keptAs, options.kept);
    let frozen = false;
    const toTray = (unsent: readonly UnsentWords[]): void => {
      const { kept, trayAs = options.keptAs } = options;
      if (unsent.length > 0) kept.setTray(trayAs, [...kept.tray(trayAs), ...unsent.map(({ words }) => words)]);
    };
    save.subscribe(() => follow(save.get(), keeper, frozen ? (options.onFrozen ?? toTray) : toTray));
    // Before the provider's own listener, so that a change is counted before it is sent.
    this.doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin === this.#provider || origin === RESTORED) return;
      keeper.touched(transaction);
      happened({ type: 'made' });
      keeper.unconfirmed();
    });
    // What is restored may have to wait for the text that it belongs to, and then tells nobody of itself.
    if (options.writes && keeper.restore(RESTORED)) happened({ type: 'made' });
    this.#leaving = (event) => {
      const { state } = save.get();
      if ((state === 'saving' || state === 'offline') && saveUnsaved(save.get()) > 0 && !keeper.writeDown())
        event.preventDefault();
    };
    window.addEventListener('beforeunload', this.#leaving);
    const Socket = watchedSocket(WebSocket, {
      writes: options.writes,
      onSent: () => happened({ type: 'sent' }),
      onNothingLacking: () => happened({ type: 'nothing-lacking' }),
    });
    const provider = new WebsocketProvider(options.url, options.name, this.doc, {
      connect: false,
      disableBc: true,
      WebSocketPolyfill: Socket,
    });
    this.#provider = provider;
    this.awareness = provider.awareness;
    provider.messageHandlers[MESSAGE.ack] = (_encoder: unknown, decoder: decoding.Decoder) =>
      happened({ type: 'acked', count: readAck(decoder) });
    provider.messageHandlers[MESSAGE.entries] = (_encoder: unknown, decoder: decoding.Decoder) =>
      options.onEntries?.(readEntries(decoder));
    provider.on('status', ({ status }) => {
      if (status !== 'connected') return;
      happened({ type: 'opened' });
      options.onOpen?.();
    });
    provider.on('sync', (synced) => {
      if (!synced) return;
      happened({ type: 'synced' });
      loaded.set(true);
    });
    provider.on('connection-close', () => happened({ type: 'closed' }));
    provider.on('closed', ({ code }) => {
      frozen = code === CLOSE.frozen;
      happened({ type: 'refused', why: whyClosed(code) });
    });
    provider.connect();
  }

  /** Leaves the room. What is unsaved then waits in this browser until the room is entered again. */
  close(): void {
    window.removeEventListener('beforeunload', this.#leaving);
    this.#provider.destroy();
    this.doc.destroy();
  }
}

/** Origin of the changes that an earlier page left unconfirmed. */
const RESTORED = 'kept';

function follow(save: SaveState, keeper: ChangeKeeper, hand: (unsent: readonly UnsentWords[]) => void): void {
  if (save.state === 'saved') keeper.confirmed();
  else if (save.state === 'refused' && save.unsaved > 0) keeper.refused(hand);
}

function saveUnsaved(save: SaveState): number {
  return 'unsaved' in save ? save.unsaved : 0;
}

/** A sentence for each final close code. */
function whyClosed(code: number): string {
  switch (code) {
    case CLOSE.signIn:
      return 'Your session has ended. Sign in again to go on.';
    case CLOSE.forbidden:
      return 'This room is not open to your seat for writing.';
    case CLOSE.unknown:
      return 'This text is not there, or is no longer.';
    case CLOSE.foreignClient:
      return 'The server did not recognise these changes as made at this seat. Reload the page to go on.';
    case CLOSE.frozen:
      return 'This revision has been issued. Work goes on in the next one.';
    case CLOSE.gone:
      return 'This preparation has been tabled or discarded.';
    case CLOSE.tooLarge:
      return 'The last change was too large to be taken in one piece. Reload the page, then make it in smaller pieces.';
    default:
      return 'The text could not take the last change. Copy what you need from this page, then reload it.';
  }
}

/** The address for sockets that belongs to a page's own. */
export function socketUrl(origin: string, path: string): string {
  return `${origin.replace(/^http/, 'ws')}${path}`;
}
