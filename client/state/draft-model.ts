import type { Doc } from 'yjs';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { evolve } from '../../shared/record/evolve.ts';
import type { Entry } from '../../shared/record/event.ts';
import { EMPTY_STATE, type RecordState } from '../../shared/record/state.ts';
import { ClauseReader } from './clause-reader.ts';
import { draftSnapshot, type DraftSnapshot } from './draft-snapshot.ts';
import { DrawnText } from './drawn-text.ts';
import type { Readable } from './readable.ts';

/**
 * How long the screens wait for more typing before they follow it, in milliseconds, and how often they do so where it goes on. Where the
 * text shows itself, in an editor, they wait for a rest.
 */
const CLOSELY = { delay: 120, most: 1 };
const AT_REST = { delay: 300, most: 6 };

export interface DraftModelOptions {
  readonly doc: Doc;
  readonly entries: Readable<readonly Entry[]>;
  readonly registry: Registry;
  /** Whether the text is shown by an editor, so that only what stands beside it follows from here. */
  readonly hasEditor?: boolean;
  /** Runs a function after some milliseconds; tests run it when they like. */
  readonly later?: (run: () => void, milliseconds: number) => void;
}

/**
 * A draft as it changes. A change of the record is told at once, changes of the text after a short while, many as one:
 * the editor shows typing by itself, and what stands beside it may follow a little later.
 */
export class DraftModel implements Readable<DraftSnapshot> {
  readonly #options: DraftModelOptions;
  readonly #reader: ClauseReader;
  readonly #drawing = new DrawnText();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #state: RecordState = EMPTY_STATE;
  #first: Entry | undefined;
  #snapshot: DraftSnapshot | null = null;
  #waiting = 0;
  #changedMeanwhile = false;
  #closed = false;

  constructor(options: DraftModelOptions) {
    this.#options = options;
    this.#reader = new ClauseReader(options.doc, () => this.#textChanged());
    this.#stop = options.entries.subscribe(() => this.#tell());
  }

  readonly get = (): DraftSnapshot => {
    this.#snapshot ??= this.#take();
    return this.#snapshot;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The text and record as they are at this moment, also where the listeners have yet to be told. */
  now(): DraftSnapshot {
    const held = this.get();
    return held.clauses === this.#reader.clauses() && held.entries === this.#options.entries.get() ? held : this.#take();
  }

  /** Resolves once the record knows a proposal: its bracket is typed first, and the server derives the entry from the text. */
  known(proposal: ProposalId): Promise<void> {
    return new Promise((resolve) => {
      if (this.get().state.proposals.has(proposal)) {
        resolve();
        return;
      }
      const stop = this.subscribe(() => {
        if (!this.get().state.proposals.has(proposal)) return;
        stop();
        resolve();
      });
    });
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#reader.close();
  }

  #textChanged(): void {
    // The text has just come in: whoever waits for it is to see it at once.
    if (this.#snapshot !== null && this.#snapshot.clauses.length === 0) {
      this.#tell();
      return;
    }
    this.#changedMeanwhile = true;
    if (this.#waiting === 0) this.#wait();
  }

  #wait(): void {
    const { delay, most } = this.#options.hasEditor === true ? AT_REST : CLOSELY;
    this.#waiting += 1;
    this.#changedMeanwhile = false;
    const later = this.#options.later ?? ((run, milliseconds) => setTimeout(run, milliseconds));
    later(() => {
      if (this.#changedMeanwhile && this.#waiting < most) return this.#wait();
      this.#waiting = 0;
      return this.#tell();
    }, delay);
  }

  #tell(): void {
    if (this.#closed) return;
    this.#snapshot = null;
    for (const listener of [...this.#listeners]) listener();
  }

  #take(): DraftSnapshot {
    const entries = this.#options.entries.get();
    // Another first entry: the whole record is seen in another way.
    if (entries[0] !== this.#first) this.#state = EMPTY_STATE;
    this.#first = entries[0];
    for (const entry of entries.slice(this.#state.last)) this.#state = evolve(this.#state, entry);
    const { registry } = this.#options;
    const state = this.#state;
    const clauses = this.#reader.clauses();
    return draftSnapshot({ clauses, entries, state, registry, draw: () => this.#drawing.draw(clauses, state, registry) });
  }
}
