import * as Y from 'yjs';
import type { Store } from '../../server/store/store.ts';
import type { RoomId } from './client.ts';

/** What the disk holds of one room, read back without the server's own loading: each update of the log applied to a plain document. */
export class Durable {
  readonly doc = new Y.Doc({ gc: false });
  private readonly room: RoomId;
  private readonly disk: Store;
  private count = 0;
  private last = 0;

  constructor(room: RoomId, disk: Store) {
    this.room = room;
    this.disk = disk;
    this.doc.getXmlFragment('text');
  }

  /** Takes in what was committed since. */
  refresh(): this {
    const updates =
      this.room.kind === 'text'
        ? this.disk.drafts.updates(this.room.id, this.last, this.room.revision)
        : this.disk.preparations.updates(this.room.id).slice(this.count);
    for (const { bytes } of updates) Y.applyUpdate(this.doc, bytes);
    this.count += updates.length;
    this.last = updates.at(-1)?.number ?? this.last;
    return this;
  }

  /** Whether everything of an update is here: its structs and its deletions. */
  holds(update: Uint8Array): boolean {
    const { structs, ds } = Y.decodeUpdate(update);
    if (structs.some(({ id, length }) => id.clock + length > Y.getState(this.doc.store, id.client))) return false;
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) if (!this.hasDeleted(client, clock, len)) return false;
    }
    return true;
  }

  private hasDeleted(client: number, clock: number, length: number): boolean {
    if (length === 0) return true;
    if (clock + length > Y.getState(this.doc.store, client)) return false;
    const structs = this.doc.store.clients.get(client) ?? [];
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
      const struct = structs[at]!;
      if (struct.id.clock >= clock + length) return true;
      if (!struct.deleted) return false;
    }
    return true;
  }
}
