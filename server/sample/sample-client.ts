import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Clause, Run } from '../../shared/text/clause.ts';
import { textOf } from '../../shared/text/reading.ts';
import { applyChanges, elementOf } from '../../shared/text/writing.ts';
import type { TextChange } from '../../shared/text/change.ts';
import { Connection } from '../rooms/connection.ts';
import { stateVectorMessage, updateMessage } from '../rooms/messages.ts';
import type { Room } from '../rooms/room.ts';

/** Somebody at the keyboard in a room, without a socket: what they type takes the way of everyone's typing. */
export class SampleClient {
  private readonly doc = new Y.Doc({ gc: false });
  private readonly room: Room;
  private readonly connection: Connection;

  constructor(room: Room, seat: Seat, clientId: number) {
    this.room = room;
    this.doc.clientID = clientId;
    this.connection = new Connection(seat, 'sample', {
      bufferedAmount: 0,
      send: (bytes) => this.hear(bytes),
      close: (code, reason) => {
        throw new Error(`the sample was shown the door: ${code} ${reason}`);
      },
      terminate: () => undefined,
    });
    room.join(this.connection);
    room.receive(this.connection, stateVectorMessage(this.doc));
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === FROM_ROOM) return;
      room.receive(this.connection, updateMessage(bytes));
      if (!room.commit()) throw new Error('the sample could not be kept');
    });
  }

  /** Writes as the server writes: characters with marks, or marks. */
  change(changes: readonly TextChange[]): void {
    applyChanges(this.doc, changes, 'typing');
  }

  /** Puts other words in place of the first that read so. */
  replace(words: string, by: string): void {
    for (const node of this.textNodes()) {
      const at = plain(node).indexOf(words);
      if (at === -1) continue;
      this.doc.transact(() => {
        node.delete(at, words.length);
        if (by !== '') node.insert(at, by);
      }, 'typing');
      return;
    }
    throw new Error(`the sample has no words: ${words}`);
  }

  /** Adds a clause at the end. */
  append(clause: Clause): void {
    textOf(this.doc).push([elementOf(clause)]);
  }

  leave(): void {
    this.room.leave(this.connection);
  }

  private textNodes(): Y.XmlText[] {
    return textOf(this.doc)
      .toArray()
      .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray().filter((child) => child instanceof Y.XmlText) : []));
  }

  private hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const isSync = decoding.readVarUint(decoder) === 0;
    if (!isSync || decoding.readVarUint(decoder) === 0) return;
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), FROM_ROOM);
  }
}

const FROM_ROOM = 'room';

/** A run that only one proposal carries. */
export function inserted(text: string, proposal: Run['insertions'][number]): Run {
  return { text, insertions: [proposal], deletions: [] };
}

function plain(node: Y.XmlText): string {
  return (node.toDelta() as { insert: unknown }[])
    .map((piece) => must(typeof piece.insert === 'string' ? piece.insert : null, 'words'))
    .join('');
}
