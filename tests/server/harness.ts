import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import { WebSocket } from 'ws';
import { draftId, preparationId, type DraftId } from '../../shared/base/ids.ts';
import type { Desk, Done, DraftInfo, ImportReport, PreparationInfo, Refused } from '../../shared/protocol/api.ts';
import { MESSAGE, readAck, readEntries } from '../../shared/protocol/frame.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { stderrLog } from '../../server/log.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../server/main.ts';
import { PATIENCE } from '../setup/patience.ts';

/** A fresh folder for one test; removed by `forget`. */
export function temporaryFolder(): { readonly path: string; forget(): void } {
  const path = mkdtempSync(join(tmpdir(), 'travaux-'));
  return { path, forget: () => rmSync(path, { recursive: true, force: true }) };
}

const ANY = { perSecond: Infinity, burst: Infinity };
/** Tests act faster than people do; those that are about how fast one may act say so themselves. */
const UNHURRIED = { requests: ANY, acts: ANY, documents: ANY, readings: ANY, questions: ANY, tablings: ANY };

/** A server on a folder, with a real store and real sockets. */
export async function serve(folder: string, options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const started = await startServer({
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    sample: false,
    clientFolder: null,
    coalesceMs: 3_600_000,
    idleMs: 3_600_000,
    clock: SYSTEM_CLOCK,
    log: stderrLog('silent'),
    ...options,
    limits: { ...UNHURRIED, ...options.limits },
  });
  if (!started.ok) throw new Error(started.refusal);
  return started.value;
}

/** What is being waited for: an event at any client may bring it about. */
const waiting = new Set<() => void>();

function happened(): void {
  for (const check of [...waiting]) check();
}

/** An answer of the server. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Somebody who is signed in. */
export class Person {
  readonly url: string;
  readonly cookie: string;

  constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
  }

  async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (isJson(response) ? JSON.parse(text) : text) as T };
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.ask('GET', path);
  }

  async import(source: string, fileName = 'draft.md'): Promise<ImportReport> {
    return (await this.ask<ImportReport>('POST', '/api/drafts', { fileName, source })).body;
  }

  desk(): Promise<Answer<Desk>> {
    return this.get('/api/desk');
  }

  command(draft: DraftId, command: Command): Promise<Answer<Done & Refused>> {
    return this.ask('POST', `/api/drafts/${draft}/commands`, command);
  }

  prepare(draft: DraftId, clauses: readonly Clause[], insertAfter = false): Promise<Answer<PreparationInfo>> {
    return this.ask('POST', `/api/drafts/${draft}/preparations`, { clauses: clauses.map((clause) => clause.id), insertAfter });
  }

  /** Opens a draft as the client does: its client id over HTTP, its text over the socket. */
  async open(draft: DraftId): Promise<Client> {
    const info = (await this.get<DraftInfo>(`/api/drafts/${draft}`)).body;
    const client = new Client(this, `text/${draft}`, info.clientId);
    client.entries.push(...info.entries);
    await client.until(() => client.provider.synced, 'the text');
    return client;
  }

  async openPreparation(info: Pick<PreparationInfo, 'id' | 'clientId'>): Promise<Client> {
    const client = new Client(this, `preparation/${info.id}`, info.clientId);
    await client.until(() => client.provider.synced, 'the preparation');
    return client;
  }

  /** A client id of one's own for a preparation, as the second seat of a delegation gets it. */
  async preparation(id: string): Promise<Answer<PreparationInfo>> {
    return this.get(`/api/preparations/${preparationId(id)}`);
  }

  socketClass(headers: Record<string, string> = {}): typeof globalThis.WebSocket {
    const all = { cookie: this.cookie, origin: this.url, ...headers };
    return class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: all });
      }
    } as unknown as typeof globalThis.WebSocket;
  }
}

/** Signs a seat in with the link that the server gave for it. */
export async function signIn(server: RunningServer, seat: string): Promise<Person> {
  const link = server.links.find((one) => one.seat.id === seat)?.link ?? '';
  const response = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: link.split('#')[1] }),
  });
  if (response.status !== 200) throw new Error(`sign-in of ${seat}: ${response.status}`);
  return new Person(server.url, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
}

/** A real y-websocket client in a room. */
export class Client {
  readonly doc = new Y.Doc({ gc: false });
  readonly provider: WebsocketProvider;
  readonly entries: Entry[] = [];
  acknowledged = 0;
  closed: { readonly code: number; readonly reason: string } | null = null;

  constructor(person: Person, room: string, clientId: number) {
    this.doc.clientID = clientId;
    this.provider = new WebsocketProvider(`${person.url.replace('http', 'ws')}/sync`, room, this.doc, {
      WebSocketPolyfill: person.socketClass(),
      disableBc: true,
      resyncInterval: -1,
      connect: false,
    });
    this.hear(MESSAGE.ack, (decoder) => (this.acknowledged = readAck(decoder)));
    this.hear(MESSAGE.entries, (decoder) => this.entries.push(...readEntries(decoder)));
    // Other messages of ours say nothing to a test that does not ask for them.
    for (const type of Object.values(MESSAGE)) this.provider.messageHandlers[type] ??= () => undefined;
    this.provider.on('closed', (event) => {
      this.closed = event;
      happened();
    });
    this.provider.on('sync', happened);
    this.provider.on('status', happened);
    this.doc.on('update', happened);
    this.provider.awareness.on('change', happened);
    this.provider.connect();
  }

  /** Reads the messages of a kind, each of which may be what is waited for. */
  hear(kind: number, read: (decoder: decoding.Decoder) => void): void {
    this.provider.messageHandlers[kind] = (_encoder: unknown, decoder: decoding.Decoder) => {
      read(decoder);
      happened();
    };
  }

  get awareness(): Awareness {
    return this.provider.awareness;
  }

  clauses(): Clause[] {
    return readText(this.doc);
  }

  words(): string[] {
    return this.clauses().map(plainText);
  }

  clauseWith(words: string): Clause {
    const found = this.clauses().find((clause) => plainText(clause).includes(words));
    if (found === undefined) throw new Error(`no clause with ${words}`);
    return found;
  }

  /** The text node that holds these words, and where in it they begin. */
  place(words: string): { readonly node: Y.XmlText; readonly at: number } {
    for (const element of textOf(this.doc).toArray()) {
      if (!(element instanceof Y.XmlElement)) continue;
      for (const node of element.toArray()) {
        if (!(node instanceof Y.XmlText)) continue;
        const at = (node.toDelta() as { insert: string }[])
          .map((piece) => piece.insert)
          .join('')
          .indexOf(words);
        if (at !== -1) return { node, at };
      }
    }
    throw new Error(`no words ${words}`);
  }

  typeAfter(words: string, text: string): void {
    const { node, at } = this.place(words);
    node.insert(at + words.length, text);
  }

  strike(words: string): void {
    const { node, at } = this.place(words);
    node.delete(at, words.length);
  }

  /** Waits for something that an event will bring about. */
  until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`waited in vain for ${what}`));
      }, PATIENCE);
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(giveUp);
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  }

  untilEntry(type: Entry['event']['type'], count = 1): Promise<void> {
    return this.until(() => this.entries.filter((entry) => entry.event.type === type).length >= count, `${count} ${type}`);
  }

  eventTypes(): string[] {
    return this.entries.map((entry) => entry.event.type);
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** Whether two clients hold the same text, marks included. */
export function sameText(a: Client, b: Client): boolean {
  return JSON.stringify(a.clauses()) === JSON.stringify(b.clauses());
}

/** The id of the only draft. */
export async function onlyDraft(person: Person): Promise<DraftId> {
  return draftId((await person.desk()).body.drafts[0]?.id ?? '');
}

function isJson(response: Response): boolean {
  return (response.headers.get('content-type') ?? '').startsWith('application/json');
}
