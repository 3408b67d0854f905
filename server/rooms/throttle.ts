import type { Clock } from '../clock.ts';
import type { Allowance, Limits } from '../limits.ts';

/** How fast one connection sends: a token bucket for messages and one for bytes. */
export class Throttle {
  private readonly clock: Clock;
  private readonly messages: Bucket;
  private readonly bytes: Bucket;

  constructor(limits: Pick<Limits, 'messages' | 'bytes'>, clock: Clock) {
    this.clock = clock;
    const now = clock.now();
    this.messages = new Bucket(limits.messages, now);
    this.bytes = new Bucket(limits.bytes, now);
  }

  /** Counts a message of so many bytes. False where it is one too many. */
  admits(size: number): boolean {
    const now = this.clock.now();
    return this.messages.take(1, now) && this.bytes.take(size, now);
  }
}

class Bucket {
  private readonly allowance: Allowance;
  private left: number;
  private at: number;

  constructor(allowance: Allowance, now: number) {
    this.allowance = allowance;
    this.left = allowance.burst;
    this.at = now;
  }

  take(amount: number, now: number): boolean {
    const { perSecond, burst } = this.allowance;
    // A clock that was set back gives nothing and takes nothing.
    if (now > this.at) this.left = Math.min(burst, this.left + ((now - this.at) / 1_000) * perSecond);
    this.at = now;
    if (this.left < amount) return false;
    this.left -= amount;
    return true;
  }
}
