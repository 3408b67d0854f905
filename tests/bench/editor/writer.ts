import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { RawSocket } from '../server/load/socket.ts';
import { dialectOf } from '../server/load/wire.ts';
import type { Target } from '../server/target.ts';
import type { Spot } from './editor-window.ts';

const dialect = dialectOf('travaux');
const JOIN_MS = 20_000;

/** Somebody who types elsewhere, without a browser: what they type reaches the page that is measured over the server. */
export class Writer {
  private readonly socket: RawSocket;
  private readonly doc: Y.Doc;

  private constructor(socket: RawSocket, doc: Y.Doc) {
    this.socket = socket;
    this.doc = doc;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== SERVER) socket.send(dialect.update('', update));
    });
  }

  /** Joins a text at a server, with the cookie of a session where it asks for one. */
  static async join(origin: string, room: string, cookie: string): Promise<Writer> {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = randomInt(1, 2 ** 32 - 1);
    const target: Target = { ...NO_TARGET, origin, port: Number(new URL(origin).port) };
    let hasText = false;
    let closed: number | null = null;
    const socket = await RawSocket.open(dialect.address(target, room, cookie), {
      onMessage: (bytes, from) => {
        const heard = dialect.read(bytes);
        if (heard.type === 'asks') from.send(dialect.nothingNew(''));
        if (heard.type === 'text' || heard.type === 'update') Y.applyUpdate(doc, heard.bytes.slice(), SERVER);
        hasText ||= heard.type === 'text';
      },
      onClose: (code) => {
        closed = code;
      },
    });
    for (const message of dialect.greeting('', '')) socket.send(message);
    for (const end = performance.now() + JOIN_MS; !hasText; await sleep(5))
      if (performance.now() > end || closed !== null) throw new Error(`no text from ${origin}; closed: ${closed ?? 'no'}`);
    return new Writer(socket, doc);
  }

  /** Types one letter. */
  type({ clause, offset }: Spot, letter: string): void {
    const element = this.doc.getXmlFragment('text').get(clause);
    const text = element instanceof Y.XmlElement ? element.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error(`clause ${clause} has no words`);
    text.insert(offset, letter);
  }

  leave(): void {
    this.socket.destroy();
    this.doc.destroy();
  }
}

const SERVER = 'server';
const NO_TARGET = { server: 'travaux', pid: 0, rooms: {}, writers: [], readers: [], seeds: {} } as const;
