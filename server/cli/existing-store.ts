import { openStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain } from './output.ts';

/** Does something with a store that must be there already; makes nothing where it is not. */
export function withStore(folder: string, work: (store: Store) => ExitStatus): ExitStatus {
  const opened = openStore(folder, { create: false });
  if (!opened.ok) {
    complain(opened.refusal.reason);
    return 2;
  }
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}
