import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { roomOf, type Target } from '../target.ts';
import { Deliveries } from './deliveries.ts';
import { randomFrom } from './random.ts';
import { RawSocket } from './socket.ts';
import { spotsIn, Typist, type Spot } from './typing.ts';
import { dialectOf, type Dialect } from './wire.ts';

/** A connection of the crowd: one that types, or one that only listens. */
interface Member {
  readonly listener: number;
  readonly keepsText: boolean;
  socket: RawSocket | null;
  acked: number;
  hasText: boolean;
  /** The text as it came, where it is kept. */
  text: Uint8Array | null;
}

interface Writer {
  readonly member: Member;
  readonly typist: Typist;
  readonly number: number;
}

/** How typing went, as far as the load generator itself is concerned. */
export interface Typed {
  readonly updates: number;
  /** Longest time for which the generator itself did not get to send, in milliseconds: what it measures may be late by that much. */
  readonly worstLagMs: number;
}

const JOIN_MS = 30_000;
const MOST_SPOTS = 600;
const TOGETHER = 10;
const NO_BYTES = new Uint8Array();

/** Those who are connected to one text at one server: some type, all listen. */
export class Crowd {
  readonly deliveries = new Deliveries();
  readonly writers: Writer[] = [];
  /** Codes of connections that the server ended. */
  readonly closed: number[] = [];
  private readonly target: Target;
  private readonly room: string;
  private readonly clauses: number;
  private readonly dialect: Dialect;
  private readonly members: Member[] = [];
  private readonly random: () => number;

  constructor(target: Target, clauses: number, seed: number) {
    this.target = target;
    this.clauses = clauses;
    this.room = roomOf(target, clauses);
    this.dialect = dialectOf(target.server);
    this.random = randomFrom(seed);
  }

  /** Whether a text comes to those who join. */
  get hasText(): boolean {
    return this.dialect.hasText;
  }

  /** Lets writers in, each with a client id of its own. */
  async addWriters(count: number): Promise<void> {
    const spots = await this.findSpots();
    for (let at = 0; at < count; at += 1) {
      const member = await this.join(this.target.writers, false);
      const client = randomInt(1, 2 ** 32 - 1);
      const typist = new Typist(client, spotsOf(spots, at, count));
      this.writers.push({ member, typist, number: this.deliveries.addWriter(client, member.listener) });
    }
    await sleep(50);
    // What the handshake acknowledged is no update of ours.
    for (const { member } of this.writers) if (this.target.server === 'hocuspocus') member.acked = 0;
  }

  /** Lets observers in, ten at a time, and waits until each has the text. */
  async addObservers(count: number): Promise<void> {
    for (let left = count; left > 0; left -= TOGETHER) {
      const group = Array.from({ length: Math.min(left, TOGETHER) }, () => this.join(this.target.readers, false));
      await Promise.all(group);
    }
  }

  /** The text as the server has it now. */
  async fetchText(): Promise<Y.Doc> {
    const doc = new Y.Doc({ gc: false });
    if (!this.dialect.hasText) {
      Y.applyUpdate(doc, readFileSync(this.target.seeds[this.clauses] ?? ''));
      return doc;
    }
    const member = await this.join(this.target.readers, true);
    member.socket?.destroy();
    this.members.splice(this.members.indexOf(member), 1);
    Y.applyUpdate(doc, member.text ?? NO_BYTES);
    return doc;
  }

  /**
   * Types for a while at a rate (updates a second, of all writers together); the moments are drawn by chance, as people type. Ends
   * sooner once `most` updates are sent.
   */
  async type(rate: number, ms: number, most = Number.POSITIVE_INFINITY): Promise<Typed> {
    const start = performance.now();
    let due = start;
    let updates = 0;
    let last = start;
    let worstLagMs = 0;
    for (let now = start; now < start + ms && updates < most; now = performance.now()) {
      worstLagMs = Math.max(worstLagMs, now - last);
      last = now;
      for (; due <= now && updates < most; due += (-Math.log(1 - this.random()) * 1000) / rate) {
        this.typeOne(this.writers[updates % this.writers.length]);
        updates += 1;
      }
      await sleep(1);
    }
    return { updates, worstLagMs };
  }

  /** Waits until everything typed has arrived everywhere, at most so long. Returns how many deliveries are missing then. */
  async settle(mostMs: number): Promise<number> {
    const end = performance.now() + mostMs;
    while (this.missing() > 0 && performance.now() < end) await sleep(5);
    return this.missing();
  }

  /** Deliveries still to come. */
  missing(): number {
    return this.deliveries.missing();
  }

  get listeners(): number {
    return this.members.length;
  }

  leave(): void {
    for (const { socket } of this.members) socket?.destroy();
  }

  private typeOne(writer: Writer | undefined): void {
    if (writer === undefined) return;
    const message = this.dialect.update(this.room, writer.typist.next());
    this.deliveries.sent(writer.number);
    writer.member.socket?.send(message);
  }

  private async findSpots(): Promise<Spot[]> {
    const doc = await this.fetchText();
    const spots = spotsIn(doc, MOST_SPOTS, this.random);
    doc.destroy();
    return spots;
  }

  private async join(credentials: readonly string[], keepsText: boolean): Promise<Member> {
    const credential = credentials[this.members.length % credentials.length] ?? '';
    const listener = keepsText ? -1 : this.deliveries.addListener();
    const member: Member = { listener, keepsText, socket: null, acked: 0, text: null, hasText: false };
    this.members.push(member);
    member.socket = await RawSocket.open(this.dialect.address(this.target, this.room, credential), {
      onMessage: (bytes, socket) => this.hear(member, socket, bytes),
      onClose: (code) => void this.closed.push(code),
    });
    for (const message of this.dialect.greeting(this.room, credential)) member.socket.send(message);
    const end = performance.now() + JOIN_MS;
    while (this.dialect.hasText && !member.hasText) {
      if (performance.now() > end || this.closed.length > 0)
        throw new Error(`${this.target.server} gave no text; closed: ${this.closed.join(' ')}`);
      await sleep(1);
    }
    return member;
  }

  private hear(member: Member, socket: RawSocket, bytes: Buffer): void {
    if (member.hasText || !this.dialect.hasText) {
      this.deliveries.arrived(member.listener, bytes, () => this.otherwise(member, socket, bytes));
      return;
    }
    const heard = this.dialect.read(bytes);
    if (heard.type === 'asks') socket.send(this.dialect.nothingNew(this.room));
    if (heard.type !== 'text') return;
    member.hasText = true;
    if (member.keepsText) member.text = heard.bytes.slice();
  }

  private otherwise(member: Member, socket: RawSocket, bytes: Buffer): Uint8Array | null {
    const heard = this.dialect.read(bytes);
    if (heard.type === 'asks') socket.send(this.dialect.nothingNew(this.room));
    if (heard.type === 'acked') member.acked = heard.by === 'count' ? heard.count : member.acked + heard.count;
    return heard.type === 'update' ? heard.bytes : null;
  }
}

/** Each writer has clauses of its own. */
function spotsOf(spots: readonly Spot[], writer: number, writers: number): Spot[] {
  const own = spots.filter((_, index) => index % writers === writer);
  return own.length > 0 ? own : [...spots];
}
