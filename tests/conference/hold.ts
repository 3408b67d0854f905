import { schemaFaults } from '../formats/archive-schema.ts';
import { travaux } from '../operations/command.ts';
import { temporaryFolder } from '../server/harness.ts';
import { Conference } from './conference.ts';
import { faultsOf } from './oracles.ts';
import type { Options } from './options.ts';
import { report } from './report.ts';
import { exercisedRules } from './rules.ts';

/** A conference that was held: what is wrong with it, and what is to be told of it. */
export interface Held {
  readonly faults: readonly string[];
  readonly report: string;
}

/** Holds a conference from its first day to the adoption, and looks at all that is left of it. */
export async function hold(options: Options): Promise<Held> {
  const folder = temporaryFolder();
  try {
    const conference = new Conference(folder.path, options);
    const left = await conference.run().finally(() => conference.house.close());
    const verified = await travaux('verify', '--data', folder.path);
    const { ledger } = conference.house;
    const untried = ledger.untried(new Set(left.entries.map(({ event }) => event.type)));
    const rules = exercisedRules({ entries: left.entries, ledger });
    return {
      faults: [
        ...(verified.code === 0 ? [] : [`verify ended with ${verified.code}: ${verified.out}${verified.err}`]),
        ...faultsOf(left),
        ...schemaFaults(left.entries).slice(0, 10),
        ...untried.map((what) => `was not tried: ${what}`),
        ...rules.faults,
      ],
      report: `${report(conference, left)}\n${rules.count} rules of SPEC were exercised`,
    };
  } finally {
    folder.forget();
  }
}
