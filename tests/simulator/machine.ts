import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Clock } from '../../server/clock.ts';
import { newSalt } from '../../server/ids.ts';
import { Random } from './random.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
  cancelled: boolean;
}

/**
 * The machine the server runs on, as far as it is not deterministic: time, timers, the end of a turn of the event loop, and the system's
 * source of randomness. While it is installed nothing in the process sees the real ones; a run is synchronous from end to end.
 */
export class Machine {
  private milliseconds = Date.UTC(2026, 6, 1, 9);
  private immediates: (() => void)[] = [];
  private timers: Timer[] = [];
  readonly clock: Clock = { now: () => this.milliseconds };
  private readonly random: Random;
  /** Bytes that were drawn at random. */
  private drawn = 0;

  constructor(seed: number) {
    this.random = new Random(seed ^ 0x5bd1e995);
  }

  /** Puts this machine in place of the real one. Returns what takes it away again. */
  install(): () => void {
    const real = {
      setTimeout: globalThis.setTimeout,
      clearTimeout: globalThis.clearTimeout,
      setImmediate: globalThis.setImmediate,
      randomBytes: crypto.randomBytes,
      randomInt: crypto.randomInt,
    };
    globalThis.setTimeout = ((run: () => void, wait = 0) => this.later(run, wait)) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: { readonly timer: Timer } | undefined) => {
      if (timer !== undefined) timer.timer.cancelled = true;
    }) as unknown as typeof clearTimeout;
    globalThis.setImmediate = ((run: () => void) => void this.immediates.push(run)) as unknown as typeof setImmediate;
    crypto.randomBytes = ((size: number) => {
      this.drawn += size;
      return Buffer.from(Array.from({ length: size }, () => this.random.below(256)));
    }) as typeof crypto.randomBytes;
    crypto.randomInt = ((from: number, to: number) => from + this.random.below(to - from)) as typeof crypto.randomInt;
    syncBuiltinESMExports();
    this.useUpSalts();
    return () => {
      Object.assign(globalThis, {
        setTimeout: real.setTimeout,
        clearTimeout: real.clearTimeout,
        setImmediate: real.setImmediate,
      });
      Object.assign(crypto, { randomBytes: real.randomBytes, randomInt: real.randomInt });
      syncBuiltinESMExports();
    };
  }

  get hasImmediates(): boolean {
    return this.immediates.length > 0;
  }

  /** The end of a turn of the event loop: where the server commits what it queued. */
  endTurn(): void {
    for (const run of this.immediates.splice(0)) run();
  }

  /** Lets time pass; timers go off in order, each in a turn of its own. `stop` is asked after each. */
  pass(milliseconds: number, stop: () => boolean): void {
    const until = this.milliseconds + milliseconds;
    for (;;) {
      const due = this.timers.filter((timer) => !timer.cancelled && timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== due && !timer.cancelled);
      this.milliseconds = Math.max(this.milliseconds, due.at);
      due.run();
      this.endTurn();
      if (stop()) return;
    }
    this.milliseconds = until;
  }

  /** The process is gone, and with it all that it meant to do. */
  forgetAll(): void {
    this.immediates = [];
    this.timers = [];
  }

  /** Salts are drawn many at a time: those that are left of another run would make this one another. */
  private useUpSalts(): void {
    const { drawn } = this;
    while (this.drawn === drawn) newSalt();
  }

  private later(run: () => void, wait: number): { readonly timer: Timer; unref(): void } {
    const timer = { at: this.milliseconds + wait, run, cancelled: false };
    this.timers.push(timer);
    return { timer, unref: () => undefined };
  }
}
