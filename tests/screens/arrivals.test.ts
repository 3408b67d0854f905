import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Arrivals, arrivalsOf } from '../../client/sync/arrivals.ts';

/** Somebody at a text, who composes letters now and then, and hears of the others over a connection that keeps the order. */
class Writer {
  readonly doc = new Y.Doc({ gc: false });
  readonly arrivals: Arrivals;
  /** What others sent, and has not come yet. */
  readonly inbox: Uint8Array[] = [];
  readonly #waits: boolean;
  #composed = '';

  constructor(client: number, others: () => readonly Writer[], waits: boolean) {
    this.#waits = waits;
    this.doc.clientID = client;
    this.arrivals = new Arrivals(() => () => undefined);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') for (const other of others()) if (other !== this) other.inbox.push(update);
    });
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  /** Takes in the next of what others sent. */
  hear(): void {
    const update = this.inbox.shift();
    if (update !== undefined) this.arrivals.bring(() => Y.applyUpdate(this.doc, update, 'network'));
  }

  compose(letter: string): void {
    this.#composed += letter;
    if (this.#waits) this.arrivals.hold(() => this.#write());
    else this.#write();
  }

  strike(at: number): void {
    const { length } = this.text;
    if (length > 0) this.text.delete(at % length, 1);
  }

  #write(): void {
    this.text.insert(this.text.length, this.#composed);
    this.#composed = '';
  }
}

const ACT = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('compose', 'end', 'strike', 'hear', 'hear', 'hear'),
  at: fc.nat(40),
});

describe('what waits', () => {
  test('[B13] and comes in later is what it would have been at once: everybody reads the same, and not a letter is missing', () => {
    fc.assert(
      fc.property(fc.array(ACT, { maxLength: 120 }), fc.boolean(), (acts, waits) => {
        const writers: Writer[] = [1, 2, 3].map((client) => new Writer(client, () => writers, waits));
        let typed = 0;
        for (const [step, { who, what, at }] of acts.entries()) {
          const writer = writers[who] as Writer;
          if (what === 'compose') writer.compose(String.fromCodePoint(0x4e00 + step));
          typed += what === 'compose' ? 1 : 0;
          if (what === 'end') writer.arrivals.release();
          if (what === 'hear') writer.hear();
          if (what === 'strike') writer.strike(at);
        }
        for (const writer of writers) writer.arrivals.release();
        for (const writer of writers) while (writer.inbox.length > 0) writer.hear();
        const texts = writers.map(({ text }) => text.toJSON());
        expect(new Set(texts).size).toBe(1);
        const struck = new Set(writers.flatMap(({ doc }) => deletedIn(doc)));
        expect(Array.from(texts[0] ?? '').length).toBe(typed - struck.size);
      }),
      { numRuns: 300 },
    );
  });

  test('[B13] comes in behind what was composed, in its order, and what comes from then on at once', () => {
    const arrivals = new Arrivals(() => () => undefined);
    const seen: string[] = [];
    const see = (what: string) => (): number => seen.push(what);
    arrivals.bring(see('before'));
    arrivals.hold(see('first letter'));
    arrivals.bring(see('one'));
    arrivals.hold(see('letters'));
    arrivals.bring(see('two'));
    arrivals.bring(() => arrivals.bring(see('three')));
    expect(seen).toEqual(['before']);
    arrivals.release();
    arrivals.release();
    arrivals.bring(see('after'));
    expect(seen).toEqual(['before', 'letters', 'one', 'two', 'three', 'after']);
  });

  test('[B13] waits no longer where a composition stands still, and not while letter follows on letter', () => {
    const due: (() => void)[] = [];
    const cancelled = new Set<() => void>();
    const arrivals = new Arrivals((run) => {
      due.push(run);
      return () => void cancelled.add(run);
    });
    const seen: string[] = [];
    arrivals.hold(() => seen.push('letters'));
    arrivals.hold(() => seen.push('letters'));
    arrivals.bring(() => seen.push('one'));
    expect(due.map((run) => cancelled.has(run))).toEqual([true, false]);
    due.at(-1)?.();
    expect(seen).toEqual(['letters', 'one']);
    expect(arrivals.areHeld.get()).toBe(false);
  });

  test('[B13] one that cannot be taken in hinders none behind it, and is told of', async () => {
    const told = new Promise((resolve) => process.once('uncaughtException', resolve));
    const arrivals = new Arrivals(() => () => undefined);
    const seen: string[] = [];
    arrivals.hold(() => undefined);
    const fault = new Error('cannot be read');
    arrivals.bring(() => {
      throw fault;
    });
    arrivals.bring(() => seen.push('two'));
    arrivals.release();
    expect(seen).toEqual(['two']);
    expect(await told).toBe(fault);
  });

  test('[B13] a document has one place where it waits', () => {
    const doc = new Y.Doc();
    expect(arrivalsOf(doc)).toBe(arrivalsOf(doc));
    expect(arrivalsOf(new Y.Doc())).not.toBe(arrivalsOf(doc));
  });
});

/** The ids of the letters that are struck. */
function deletedIn(doc: Y.Doc): string[] {
  const found: string[] = [];
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(doc.store).clients)
    for (const { clock, len } of ranges) for (let at = 0; at < len; at += 1) found.push(`${client}:${clock + at}`);
  return found;
}
