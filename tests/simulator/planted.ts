import { expect } from 'vitest';
import { PLAIN, type PlantedFaults } from './options.ts';
import { simulate } from './simulation.ts';

/** A fault must show itself within so many runs. */
export const SEEDS = 120;

/** A fault that the simulator must catch. */
export interface Fault {
  readonly name: string;
  /** Made anew for each run, since some count. */
  readonly plant: () => PlantedFaults;
  /** The rules of which one must be found broken. */
  readonly caught: RegExp;
}

/** The first seed in which a fault is caught, and by which rule. */
export function firstCaught(plant: () => PlantedFaults, caught: RegExp, seeds = SEEDS): string | null {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { failure } = simulate(seed, { ...PLAIN, faults: plant() });
    if (failure === null) continue;
    expect(`${failure.rule}\n${failure.message}`).toMatch(caught);
    return `seed ${seed}: ${failure.rule}`;
  }
  return null;
}
