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

/** How long the screens round the text wait for more typing before they follow it. */
const TEXT_DELAY = 120;

export interface DraftModelOptions {
  readonly doc: Doc;
  readonly entries: Readable<readonly Entry[]>;
  readonly registry: Registry;
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
  #snapshot: DraftSnapshot | null = null;
  #waiting = false;
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
    if (this.#waiting) return;
    this.#waiting = true;
    const later = this.#options.later ?? ((run, milliseconds) => setTimeout(run, milliseconds));
    later(() => {
      this.#waiting = false;
      this.#tell();
    }, TEXT_DELAY);
  }

  #tell(): void {
    if (this.#closed) return;
    this.#snapshot = null;
    for (const listener of [...this.#listeners]) listener();
  }

  #take(): DraftSnapshot {
    const entries = this.#options.entries.get();
    for (const entry of entries.slice(this.#state.last)) this.#state = evolve(this.#state, entry);
    const { registry } = this.#options;
    const state = this.#state;
    const clauses = this.#reader.clauses();
    return draftSnapshot({ clauses, entries, state, registry, draw: () => this.#drawing.draw(clauses, state, registry) });
  }
}
