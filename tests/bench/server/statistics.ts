/** The middle of some numbers; of an even number of them, the mean of the two in the middle. NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** The median of the ratios within each round: what disturbed a round disturbed both. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.flatMap((number, round) => (under[round] === undefined ? [] : [number / under[round]])));
}
