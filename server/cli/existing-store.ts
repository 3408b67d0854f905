import { draftId, isId, type DraftId } from '../../shared/base/ids.ts';
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

/** As `withStore`, with one draft of it, which must be there as well. */
export function withDraft(folder: string, draft: string, work: (store: Store, id: DraftId) => ExitStatus): ExitStatus {
  return withStore(folder, (store) => {
    const id = isId(draft) ? draftId(draft) : null;
    if (id !== null && store.drafts.find(id) !== null) return work(store, id);
    const known = store.drafts.all().map((one) => one.id);
    complain(`there is no draft ${JSON.stringify(draft)}${known.length === 0 ? '' : `; there is ${known.join(', ')}`}.`);
    return 2;
  });
}
