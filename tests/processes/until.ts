import { PATIENCE } from '../setup/patience.ts';

/** Waits for conditions that events bring about: whoever hears an event calls `notify`, and what is waited for is looked at again. */
export class Waiting {
  private readonly checks = new Set<() => void>();
  private scheduled = false;

  /** Something happened. However much does so in one turn of the event loop, it is looked at once. */
  notify = (): void => {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      for (const check of this.checks) check();
    });
  };

  /** Resolves once the condition holds; rejects, saying what was waited for and how it stood, where it does not within the deadline. */
  until(condition: () => boolean, what: string | (() => string), patience = PATIENCE): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.checks.delete(check);
        reject(new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`));
      }, patience);
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.checks.delete(check);
        resolve();
      };
      this.checks.add(check);
      check();
    });
  }
}
