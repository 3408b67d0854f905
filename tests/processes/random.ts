import { mulberry32 } from '../random/mulberry32.ts';

/** Choices that are the same ones for the same seed. */
export class Random {
  private readonly numbers: () => number;

  constructor(seed: number) {
    this.numbers = mulberry32(seed);
  }

  /** A number from 0 up to 1. */
  next(): number {
    return this.numbers() / 2 ** 32;
  }

  /** A whole number from 0 up to `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list. Throws RangeError where it is empty. */
  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new RangeError('nothing to choose from');
    return one;
  }
}
