import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { proposalId, type DraftId } from '../../shared/base/ids.ts';
import { MESSAGE, readAck } from '../../shared/protocol/frame.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { markKey } from '../../shared/text/marks.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Waiting } from './until.ts';

/** One change a client made: a token that it typed or struck, or a bracket that it opened. */
export interface Change {
  readonly type: 'typed' | 'struck' | 'bracketed';
  readonly token: string;
}

const STEP_2 = 1;
const UPDATE = 2;
/** Length of an update that holds nothing. */
const EMPTY_UPDATE = 2;
const TOKEN = / (k\d+x\d+)(?= |$)/g;

/**
 * A real y-websocket client that keeps account of what it was promised. Its words are tokens, each unique, so that each can be looked for
 * in a text without a look into Yjs. It says nothing new on a connection before it has answered what the server asked: what was made
 * offline is in that answer, and an update before it would leave a gap.
 */
export class Client {
  readonly number: number;
  readonly doc = new Y.Doc({ gc: false });
  readonly provider: WebsocketProvider;
  readonly changes: Change[] = [];
  /** So many of the changes are durable: the server has said so. */
  durable = 0;
  /** Close code of a refusal that y-websocket takes for final. */
  refused: { readonly code: number; readonly reason: string } | null = null;
  connections = 0;
  private readonly random: Random;
  private readonly writes: boolean;
  private tokens = 0;
  /** For each message that is to be acknowledged on this connection: how many changes it and those before it cover. */
  private covered: number[] = [];
  private hasAnswered = false;
  private readonly onAck: () => void;

  constructor(
    person: Person,
    draft: DraftId,
    options: { number: number; random: Random; waiting: Waiting; writes: boolean; onAck?: () => void },
  ) {
    this.number = options.number;
    this.random = options.random;
    this.writes = options.writes;
    this.onAck = options.onAck ?? ((): void => undefined);
    const { notify } = options.waiting;
    this.provider = new WebsocketProvider(`${person.url.replace('http', 'ws')}/sync/text`, draft, this.doc, {
      WebSocketPolyfill: person.socketClass((bytes) => this.sending(bytes)),
      disableBc: true,
      resyncInterval: -1,
      maxBackoffTime: 400,
      connect: false,
    });
    this.provider.messageHandlers[MESSAGE.ack] = (_encoder: unknown, decoder: decoding.Decoder) => {
      this.acknowledge(readAck(decoder));
      notify();
    };
    this.provider.messageHandlers[MESSAGE.entries] = notify;
    this.provider.on('status', ({ status }) => {
      this.covered = [];
      this.hasAnswered = false;
      if (status === 'connected') this.connections += 1;
      notify();
    });
    this.provider.on('closed', (event) => {
      this.refused = event;
      notify();
    });
    this.provider.on('sync', notify);
    this.doc.on('update', notify);
    this.provider.connect();
  }

  get isConnected(): boolean {
    return this.provider.wsconnected;
  }

  /** Whether it has the text and everything it did is durable. */
  get isSettled(): boolean {
    return this.provider.synced && this.durable === this.changes.length;
  }

  digest(): string {
    return textDigest(readText(this.doc));
  }

  /** Makes one change: types a token, strikes one of its own, or puts a bracket round a word. Connected or not. */
  act(): void {
    const nodes = textOf(this.doc)
      .toArray()
      .flatMap((element) => (element instanceof Y.XmlElement ? element.toArray() : []))
      .filter((node) => node instanceof Y.XmlText);
    if (nodes.length === 0) return;
    const node = this.random.pick(nodes);
    const words = wordsOf(node);
    const own = [...words.matchAll(TOKEN)].filter(([, token]) => token?.startsWith(`k${this.number}x`));
    const kind = this.random.next();
    if (own.length > 0 && kind < 0.45) this.strike(node, this.random.pick(own));
    else if (kind < 0.9) this.type(node, words);
    else this.bracket(node, words);
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }

  private type(node: Y.XmlText, words: string): void {
    const token = `k${this.number}x${(this.tokens += 1)}`;
    // Before a space or at the end, so that no token is ever split.
    const gaps = [...words.matchAll(/ |$/g)].map((match) => match.index);
    this.change({ type: 'typed', token }, () => node.insert(this.random.pick(gaps), ` ${token}`));
  }

  private strike(node: Y.XmlText, match: RegExpExecArray): void {
    this.change({ type: 'struck', token: match[1] ?? '' }, () => node.delete(match.index, match[0].length));
  }

  private bracket(node: Y.XmlText, words: string): void {
    const found = [...words.matchAll(/[^ ]+/g)];
    if (found.length === 0) return;
    const { index, 0: word } = this.random.pick(found);
    const proposal = proposalId(`p-k${this.number}x${(this.tokens += 1)}`);
    const key = markKey(this.random.chance(0.5) ? 'deletion' : 'insertion', proposal);
    this.change({ type: 'bracketed', token: proposal }, () => node.format(index, word.length, { [key]: { proposal } }));
  }

  private change(change: Change, work: () => void): void {
    // Before the provider sends it, so that the message that brings it is known to cover it.
    this.changes.push(change);
    this.doc.transact(work);
  }

  private sending(bytes: Uint8Array): boolean {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return true;
    const step = decoding.readVarUint(decoder);
    if (step !== STEP_2 && step !== UPDATE) return true;
    if (step === UPDATE && (!this.hasAnswered || !this.writes)) return false;
    this.hasAnswered = true;
    if (decoding.readVarUint8Array(decoder).length > EMPTY_UPDATE) this.covered.push(this.changes.length);
    // The server asked for what it lacks, and it lacks nothing.
    else this.durable = this.changes.length;
    return true;
  }

  private acknowledge(count: number): void {
    if (count > this.covered.length) throw new Error(`the server acknowledges ${count} of ${this.covered.length} messages`);
    this.durable = Math.max(this.durable, this.covered[count - 1] ?? 0);
    this.onAck();
  }
}

/** Everything that a text says, as one string, clause by clause. */
function wordsOf(node: Y.XmlText): string {
  return (node.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
}

/** The tokens that stand in a document. */
export function tokensIn(doc: Y.Doc): Set<string> {
  const tokens = new Set<string>();
  for (const clause of readText(doc)) {
    for (const [, token] of clause.runs
      .map((run) => run.text)
      .join('')
      .matchAll(TOKEN))
      if (token !== undefined) tokens.add(token);
  }
  return tokens;
}
