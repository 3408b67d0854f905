import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import * as Y from 'yjs';
import { asUpdate } from './corpus.ts';
import { inStore } from './keeping.ts';
import { Deliveries } from './load/deliveries.ts';
import { Histogram } from './load/histogram.ts';
import { randomFrom } from './load/random.ts';
import { RawSocket } from './load/socket.ts';
import { spotsIn, Typist } from './load/typing.ts';
import { dialectOf } from './load/wire.ts';
import { median, medianRatio } from './statistics.ts';
import { remarksOf } from './table.ts';
import { SERVERS } from './target.ts';

function textOf(clauses: number): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, asUpdate(clauses));
  return doc;
}

function lengthOf(doc: Y.Doc): number {
  const words = doc
    .getXmlFragment('text')
    .toArray()
    .map((element) => (element instanceof Y.XmlElement ? element.get(0) : null));
  return words.reduce((sum, one) => sum + (one instanceof Y.XmlText ? one.length : 0), 0);
}

describe('the load of the server bench', () => {
  test('types what Yjs takes in without anything left waiting', () => {
    const doc = textOf(20);
    const length = lengthOf(doc);
    const typist = new Typist(77, spotsIn(doc, 5, randomFrom(1)));
    for (let typed = 0; typed < 400; typed += 1) Y.applyUpdate(doc, typist.next());
    expect(Y.getState(doc.store, 77)).toBe(400);
    expect(doc.store.pendingStructs).toBeNull();
    expect(lengthOf(doc)).toBe(length + 400);
  });

  test('finds updates again where a server has merged them, and counts what was passed over', () => {
    const typist = new Typist(77, spotsIn(textOf(3), 3, randomFrom(1)));
    const updates = Array.from({ length: 4 }, () => typist.next());
    const deliveries = new Deliveries();
    const [writer, other] = [deliveries.addListener(), deliveries.addListener()];
    const number = deliveries.addWriter(77, writer);
    deliveries.begin();
    for (const _ of updates) deliveries.sent(number);
    expect(deliveries.missing()).toBe(4);
    const merged = Buffer.from(Y.mergeUpdates(updates.slice(0, 2)));
    deliveries.arrived(other, merged, () => merged);
    deliveries.arrived(other, merged, () => merged);
    expect([deliveries.delivered, deliveries.missing()]).toEqual([2, 2]);
    deliveries.arrived(writer, merged, () => merged);
    expect(deliveries.delivered).toBe(2);
    const last = Buffer.from(updates[3] ?? []);
    deliveries.arrived(other, last, () => last);
    expect([deliveries.delivered, deliveries.missing(), deliveries.latencies.count]).toEqual([3, 1, 3]);
  });

  test('reads frames of every length, however they are cut', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    await once(server, 'listening');
    const lengths = [0, 1, 125, 126, 65_535, 65_536, 900_000, 3];
    server.on('connection', (socket: WebSocket) => {
      for (const length of lengths) socket.send(Buffer.alloc(length, length % 251));
      socket.on('message', (bytes: Buffer) => socket.close(4000 + bytes.length));
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const heard: number[] = [];
    const code = await new Promise<number>((resolve, reject) => {
      const onMessage = (bytes: Buffer, socket: RawSocket): void => {
        expect(bytes.every((byte) => byte === bytes.length % 251)).toBe(true);
        if (heard.push(bytes.length) === lengths.length) socket.send(new Uint8Array(200));
      };
      RawSocket.open({ port, path: '/', headers: {} }, { onMessage, onClose: resolve }).catch(reject);
    });
    expect(heard).toEqual(lengths);
    expect(code).toBe(4200);
  });

  test('says to each server what it understands', () => {
    for (const server of SERVERS) {
      const dialect = dialectOf(server);
      expect(dialect.read(dialect.update('text-200', new Uint8Array([1, 2, 3])))).toEqual({
        type: 'update',
        bytes: new Uint8Array([1, 2, 3]),
      });
      expect(dialect.read(dialect.nothingNew('text-200')).type).toBe('text');
    }
  });
});

describe('the least of keeping', () => {
  test('records and applies each update, and passes over what is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'travaux-bench-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, 'seed');
    writeFileSync(seed, asUpdate(3));
    const keep = inStore(join(folder, 'store'), new Map([['text-3', seed]]));
    const typist = new Typist(77, spotsIn(textOf(3), 3, randomFrom(1)));
    const { update, nothingNew } = dialectOf('least');
    keep('text-3', nothingNew('text-3'));
    keep('text-3', update('text-3', typist.next()));
    const skipped = typist.next();
    expect(() => keep('text-3', update('text-3', typist.next()))).toThrow('rests on what never came');
    expect(() => keep('text-3', update('text-3', skipped))).not.toThrow();
  });
});

describe('the figures of the server bench', () => {
  test('are quantiles to one per cent', () => {
    const histogram = new Histogram();
    for (let ms = 1; ms <= 1000; ms += 1) histogram.add(ms);
    expect(histogram.quantile(0.5) / 500).toBeCloseTo(1, 1);
    expect(Math.abs(histogram.quantile(0.99) / 990 - 1)).toBeLessThan(0.01);
    expect(new Histogram().quantile(0.5)).toBeNaN();
  });

  test('are medians, of ratios within a round', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN]);
    expect(medianRatio([2, 30, 4], [1, 10, Number.NaN])).toBe(2.5);
  });

  test('tell below the table what keeping alone takes, where it was measured', () => {
    const delivery = { slowest: 0, updates: 1, notDelivered: 0, cpuPerJoin: null, worstLagMs: 0, closed: [] };
    const room = (p50: number, p99: number, cpuPerDelivery: number) => ({
      delivery: { ...delivery, p50, p99, cpuPerDelivery },
      peak: null,
    });
    const none = { travaux: [], hocuspocus: [], relay: [], durable: [], least: [] };
    const results = { room: none, size: {}, large: none, crash: none, failures: [] };
    const measured = {
      ...none,
      relay: [room(2, 4, 5), room(1, 1, 1)],
      durable: [room(2.5, 5, 5.5), null],
      least: [null, room(1.5, 2, 1.4)],
    };
    expect(remarksOf({ ...results, room: measured })).toEqual([
      'A relay that has each frame on the disk before it passes it on: p50 1.25, p99 1.25, CPU 1.10 × relay.',
      'A relay that records each update in a store, with a chain of hashes, and applies it before it passes it on: p50 1.50, p99 2, CPU 1.40 × relay.',
    ]);
    expect(remarksOf(results)).toEqual([]);
  });
});
