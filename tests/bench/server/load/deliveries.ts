import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { Histogram } from './histogram.ts';

/** Characters of one writer that arrived with one message: `[writer, first clock, clock after the last]`. */
type Range = readonly [writer: number, from: number, to: number];

/** A delivery later than this counts as slow. */
const SLOW_MS = 100;
const MOST_KNOWN = 4096;
const TOLD_BY = 48;

/**
 * When each character was sent, and when it reached each connection. An update is known by its first struct's client and clock; what a
 * server merged into one frame is found by decoding it once, not once a connection.
 */
export class Deliveries {
  /** Latency of what was sent since `begin`. */
  latencies = new Histogram();
  /** Deliveries since `begin`, of updates whenever sent. */
  delivered = 0;
  /** When the last delivery slower than `SLOW_MS` arrived, on `performance.now()`; 0 for never. */
  lastSlowAt = 0;
  private readonly writers = new Map<number, number>();
  private readonly sentAt: number[][] = [];
  private readonly own: number[] = [];
  private readonly next: Int32Array[] = [];
  private readonly known = new Map<string, { readonly frame: Buffer; readonly ranges: readonly Range[] }>();
  private since = 0;
  /** Characters that were passed over: what came after them has arrived. */
  private skipped = 0;

  /** A connection that hears everything. Returns its number. */
  addListener(): number {
    return this.next.push(new Int32Array(64)) - 1;
  }

  /** A client id that types, and the listener that need not hear it. Returns its number; at most 64. */
  addWriter(client: number, own: number): number {
    this.writers.set(client, this.sentAt.length);
    this.own.push(own);
    return this.sentAt.push([]) - 1;
  }

  /** Counts from here on. What was sent before still counts as delivered, but not its latency. */
  begin(): void {
    this.latencies = new Histogram();
    this.delivered = 0;
    this.lastSlowAt = 0;
    this.since = performance.now();
  }

  sent(writer: number): void {
    this.sentAt[writer]?.push(performance.now());
  }

  /** Notes what a frame brings a connection; `updateOf` finds the update in a frame not seen before, null where there is none. */
  arrived(listener: number, frame: Buffer, updateOf: () => Uint8Array | null): void {
    const next = this.next[listener];
    if (next === undefined) return;
    const now = performance.now();
    for (const [writer, from, to] of this.rangesOf(frame, updateOf)) {
      // An echo is no delivery.
      if (this.own[writer] === listener) continue;
      const sent = this.sentAt[writer] ?? [];
      const expected = next[writer] ?? 0;
      if (from > expected) this.skipped += from - expected;
      for (let clock = Math.max(from, expected); clock < to; clock += 1) this.note(now, sent[clock] ?? now);
      if (to > expected) next[writer] = to;
    }
  }

  /** How many characters of a writer some other connection has seen. */
  seen(writer: number): number {
    return this.next.reduce((most, next) => Math.max(most, next[writer] ?? 0), 0);
  }

  /** Deliveries that are still to come, where every listener but the writer itself gets all. */
  missing(): number {
    let missing = this.skipped;
    for (const [writer, sent] of this.sentAt.entries()) {
      for (const [listener, next] of this.next.entries()) {
        if (this.own[writer] !== listener) missing += Math.max(0, sent.length - (next[writer] ?? 0));
      }
    }
    return missing;
  }

  private note(now: number, sentAt: number): void {
    this.delivered += 1;
    const ms = now - sentAt;
    if (sentAt >= this.since) this.latencies.add(ms);
    if (ms > SLOW_MS) this.lastSlowAt = now;
  }

  private rangesOf(frame: Buffer, updateOf: () => Uint8Array | null): readonly Range[] {
    const key = `${frame.length} ${frame.toString('latin1', 0, Math.min(frame.length, TOLD_BY))}`;
    const found = this.known.get(key);
    if (found?.frame.equals(frame) === true) return found.ranges;
    const bytes = updateOf();
    if (bytes === null) return [];
    const ranges = this.decode(bytes);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, { frame: Buffer.from(frame), ranges });
    return ranges;
  }

  private decode(bytes: Uint8Array): Range[] {
    const ranges: Range[] = [];
    for (const { id, length } of Y.decodeUpdate(bytes).structs) {
      const writer = this.writers.get(id.client);
      if (writer !== undefined) ranges.push([writer, id.clock, id.clock + length]);
    }
    return ranges;
  }
}
