import { FEATURES, type Feature, type Options, type Run } from './options.ts';
import { simulate } from './simulation.ts';

/** A failing seed with the fewest things going on, and for no more steps than it takes. */
export interface Smallest {
  readonly run: Run;
  readonly without: ReadonlySet<Feature>;
  readonly steps: number;
}

/** Turns off one thing after the other as long as the same rule is still broken, then shortens the run. */
export function smallest(seed: number, options: Options, failing: Run): Smallest {
  let run = failing;
  let without = new Set(options.without);
  const fails = (candidate: Options): Run | null => {
    const again = simulate(seed, candidate);
    return again.failure?.rule === failing.failure?.rule ? again : null;
  };
  for (const feature of FEATURES) {
    const fewer = new Set([...without, feature]);
    const again = fails({ ...options, without: fewer });
    if (again === null) continue;
    run = again;
    without = fewer;
  }
  let steps = Math.min(options.steps, (run.failure?.step ?? options.steps) + 1);
  for (let less = Math.ceil(steps / 2); less >= 1;) {
    const again = steps - less < 1 ? null : fails({ ...options, without, steps: steps - less });
    if (again === null) less = less === 1 ? 0 : Math.ceil(less / 2);
    else {
      run = again;
      steps -= less;
    }
  }
  return { run, without, steps };
}
