import { performance } from 'node:perf_hooks';
import type { Store } from '../store/store.ts';
import type { Meter } from './meter.ts';

const MILLISECONDS = 1_000;

/** A store whose transactions, updates and entries are counted. */
export function meteredStore(store: Store, meter: Meter): Store {
  let depth = 0;
  const timed = <T>(work: () => T): T => {
    const begun = performance.now();
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
      if (depth === 0) meter.commitSeconds.observe((performance.now() - begun) / MILLISECONDS);
    }
  };
  return {
    ...store,
    transaction: (work) => timed(() => store.transaction(work)),
    drafts: {
      ...store.drafts,
      append: (id, what) => {
        timed(() => store.drafts.append(id, what));
        meter.updates.add(what.updates.length, { room: 'text' });
        meter.entries.add(what.entries.length);
        meter.batchUpdates.observe(what.updates.length);
      },
    },
    preparations: {
      ...store.preparations,
      append: (id, updates, claims) => {
        timed(() => store.preparations.append(id, updates, claims));
        meter.updates.add(updates.length, { room: 'preparation' });
        meter.batchUpdates.observe(updates.length);
      },
    },
  };
}
