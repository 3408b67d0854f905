import { timer } from '../sync/timer.ts';

/** A value that changes, and that can be watched without any framework. */
export interface Readable<T> {
  /** The same identity until the next change. */
  readonly get: () => T;
  /** Calls the listener after each change; gives back what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A readable value that its owner sets. */
export class Cell<T> implements Readable<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listeners hear of it only where the value is another one. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Resolves with the next change, or after so many milliseconds without one. */
export function nextChange(readable: Readable<unknown>, within: number | null = null): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      cancel();
      resolve();
    };
    const stop = readable.subscribe(done);
    const cancel = within === null ? () => undefined : timer(done, within);
  });
}
