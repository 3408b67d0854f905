import { mulberry32 } from '../random/mulberry32.ts';

/** A seeded source of randomness: the same seed gives the same run, on every machine. */
export class Random {
  private readonly numbers: () => number;

  constructor(seed: number) {
    this.numbers = mulberry32(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b));
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    return this.numbers() / 2 ** 32;
  }

  /** A whole number from 0 to `end`, `end` excluded; 0 where `end` is less than 1. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list, or undefined where it is empty. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  /** One of several, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return choices.at(-1)![1];
  }
}
