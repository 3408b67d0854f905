import { Bucket } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';

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
