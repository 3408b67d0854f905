import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import { build } from 'vite';
import { WebSocketServer, type WebSocket } from 'ws';
import { messageYjsSyncStep2, messageYjsUpdate, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const PATH = '/sync/text/';
const SYNC = 0;

/** The bare editor's page, built as Travaux builds its own, and the texts that it shows, held in memory. */
export class BareServer {
  readonly origin: string;
  private readonly server: Server;
  private readonly sockets: WebSocketServer;

  private constructor(server: Server, sockets: WebSocketServer, port: number) {
    this.server = server;
    this.sockets = sockets;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** Builds the page into a folder and serves it, with a text of these words for each name. */
  static async start(folder: string, texts: Readonly<Record<string, readonly string[]>>): Promise<BareServer> {
    await build({
      configFile: false,
      root: join(import.meta.dirname, 'bare'),
      logLevel: 'error',
      resolve: { dedupe: ['yjs'] },
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
    });
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = path === '/' ? 'index.html' : path.slice(1).replaceAll('..', '');
      try {
        const body = readFileSync(join(folder, file));
        // What is built under a name of its own stays in the browser's cache, as with Travaux.
        const cache = path === '/' ? 'no-cache' : 'public, max-age=31536000, immutable';
        response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain', 'Cache-Control': cache }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    const rooms = new Map(Object.entries(texts).map(([name, words]) => [name, new BareRoom(words)]));
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on('connection', (socket, request) => {
      const room = rooms.get((request.url ?? '').slice(PATH.length).split('?')[0] ?? '');
      if (room === undefined) socket.close();
      else room.join(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return new BareServer(server, sockets, typeof address === 'object' && address !== null ? address.port : 0);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The words of a text, a paragraph each, as y-prosemirror keeps them. */
function bareText(words: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const paragraphs = words.map((one) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(one)]);
    return paragraph;
  });
  doc.getXmlFragment('text').insert(0, paragraphs);
  return doc;
}

/** A text and those who are connected to it. */
class BareRoom {
  private readonly doc: Y.Doc;
  private readonly sockets = new Set<WebSocket>();

  constructor(words: readonly string[]) {
    this.doc = bareText(words);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      const message = framed((encoder) => writeUpdate(encoder, update));
      for (const socket of this.sockets) if (socket !== origin) socket.send(message);
    });
  }

  join(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('message', (bytes: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(bytes));
      if (decoding.readVarUint(decoder) !== SYNC) return;
      let step = -1;
      const answer = framed((encoder) => {
        step = readSyncMessage(decoder, encoder, this.doc, socket);
      });
      if (step !== messageYjsSyncStep2 && step !== messageYjsUpdate) socket.send(answer);
    });
    socket.send(framed((encoder) => writeSyncStep1(encoder, this.doc)));
  }
}

function framed(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
