import type { Allowance } from './limits.ts';

/** A token bucket. */
export class Bucket {
  private readonly allowance: Allowance;
  private left: number;
  private at: number;

  constructor(allowance: Allowance, now: number) {
    this.allowance = allowance;
    this.left = allowance.burst;
    this.at = now;
  }

  /** Takes out so much, at a moment in milliseconds; false where there is less. */
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
