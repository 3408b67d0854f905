import type { Counts } from './options.ts';
import type { Power } from './power.ts';

/** What happened in one run, as it happened: how often each thing did, and the lines of its trace. */
export class Chronicle {
  /** The step that the run is at. */
  step = 0;
  readonly counts: Counts = new Map();
  readonly trace: string[] = [];

  readonly count = (what: string, times = 1): void => {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  };

  /** Adds a line to the trace: who did what in this step. */
  say(who: string, what: string): void {
    this.trace.push(`${String(this.step).padStart(4)} ${who.padEnd(12)} ${what}`);
  }

  /** Writes down where the server's process died, if it did. */
  noteCrash({ cutAt, isWritingSnapshot }: Pick<Power, 'cutAt' | 'isWritingSnapshot'>): void {
    if (cutAt === null) return;
    this.count(`crash ${cutAt}`);
    if (isWritingSnapshot) this.count('crash between two pieces of a snapshot');
    this.say('server', `dies ${cutAt}`);
  }
}
