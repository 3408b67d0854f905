/** Changes of one client of a document that its server has not confirmed. */
interface Unconfirmed {
  readonly client: number;
  readonly update: Uint8Array<ArrayBuffer>;
}

/** Where changes wait in this browser while the server has not confirmed them, so that a reload or a crash does not lose them. */
export interface KeptChanges {
  /** What is unconfirmed in a room, of this page and of others of this browser. */
  read(room: string): readonly Unconfirmed[];
  /** False where this browser has no room for it. */
  keep(room: string, client: number, update: Uint8Array): boolean;
  drop(room: string, client: number): void;
  /** Words that the server would not take, clause by clause, until the person puts them away. */
  tray(room: string): readonly string[];
  setTray(room: string, words: readonly string[]): void;
}

/** Keeps them in the browser's own storage, apart for each seat: what one has typed is not another's to send. */
export function keptIn(storage: Storage): KeptChanges {
  return {
    read(room) {
      const prefix = changesKey(room, '');
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      return keys
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({ client: Number(key.slice(prefix.length)), update: fromBase64(storage.getItem(key) ?? '') }));
    },
    keep(room, client, update) {
      try {
        storage.setItem(changesKey(room, client), toBase64(update));
        return true;
      } catch {
        // The storage is full or closed to this page: the caller warns before the page is left.
        return false;
      }
    },
    drop: (room, client) => storage.removeItem(changesKey(room, client)),
    tray(room) {
      const words: unknown = JSON.parse(storage.getItem(trayKey(room)) ?? '[]');
      return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
    },
    setTray(room, words) {
      if (words.length === 0) storage.removeItem(trayKey(room));
      else storage.setItem(trayKey(room), JSON.stringify(words));
    },
  };
}

function changesKey(room: string, client: number | ''): string {
  return `travaux.unconfirmed.${room}.${client}`;
}

function trayKey(room: string): string {
  return `travaux.tray.${room}`;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
