import { join } from 'node:path';
import { draftId, isId, type DraftId } from '../../shared/base/ids.ts';
import { askFolder } from '../admin/asking.ts';
import { isHindrance } from '../store/hindrance.ts';
import { openStore, openStoreFile, refusalFor } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { ExitStatus } from './exit-status.ts';
import { inPassingFolder } from './leftovers.ts';
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
  } catch (error) {
    if (!isHindrance(error)) throw error;
    complain(refusalFor(error, folder).reason);
    return 2;
  } finally {
    opened.value.close();
  }
}

/** Reads a draft, which must be there, of a store; where a server runs on that, of a copy that the server makes meanwhile. */
export async function readDraft(
  folder: string,
  draft: string,
  work: (store: Store, id: DraftId) => ExitStatus,
): Promise<ExitStatus> {
  const found = (store: Store): ExitStatus => {
    const id = isId(draft) ? draftId(draft) : null;
    if (id !== null && store.drafts.find(id) !== null) return work(store, id);
    complain(noSuchDraft(draft, store.drafts.all()));
    return 2;
  };
  const opened = openStore(folder, { create: false });
  if (opened.ok) {
    try {
      return found(opened.value);
    } finally {
      opened.value.close();
    }
  }
  if (opened.refusal.code !== 'in-use') {
    complain(opened.refusal.reason);
    return 2;
  }
  return inPassingFolder('travaux-export-', (aside) => onCopy(folder, join(aside, 'copy'), found));
}

/** Why there is no such draft, and which there are. */
export function noSuchDraft(draft: string, known: readonly { readonly id: string }[]): string {
  const others = known.length === 0 ? '' : `; there is ${known.map(({ id }) => id).join(', ')}`;
  return `there is no draft ${JSON.stringify(draft)}${others}.`;
}

async function onCopy(folder: string, copy: string, work: (store: Store) => ExitStatus): Promise<ExitStatus> {
  const copied = await askFolder(folder, { ask: 'copy', to: copy });
  const opened = copied.ok ? openStoreFile(copy, folder) : null;
  if (opened?.ok !== true) {
    complain(copied.ok ? (opened?.refusal.reason ?? '') : copied.refusal);
    return 2;
  }
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}
