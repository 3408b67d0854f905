import { dirname } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { whyProcessBroken } from '../drafts/verifying-process.ts';
import type { BrokenDraft } from '../drafts/broken-draft.ts';
import { verifyEveryDraft, type VerifiedDraft } from '../drafts/verifying.ts';
import { openStoreFile } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';

/** What is wrong with a file that was to be a sound store. */
export type Unsound =
  | { readonly kind: 'file'; readonly why: string }
  /** A draft in it does not verify, or is not what it was to be. */
  | { readonly kind: 'draft'; readonly broken: BrokenDraft };

/**
 * Checks a store file that nobody has open, page by page and link by link: SQLite's integrity check, both chains and the text of every
 * draft, and whatever `also` looks for. Leaves nothing beside it. Throws where the disk does not let it be looked at.
 */
export function checkStoreFile(
  file: string,
  also: (store: Store) => BrokenDraft | null = () => null,
): Result<readonly VerifiedDraft[], Unsound> {
  const opened = openStoreFile(file, dirname(file));
  if (!opened.ok && opened.refusal.code === 'unreachable') throw new Error(opened.refusal.reason);
  if (!opened.ok) return refuse({ kind: 'file', why: opened.refusal.reason });
  const store = opened.value;
  try {
    const damage = store.damage();
    if (damage !== null) return refuse({ kind: 'file', why: `The file is damaged: ${damage}.` });
    if (store.process.name() === null) return refuse({ kind: 'file', why: 'There is no process in it.' });
    const process = whyProcessBroken(store);
    if (process !== null) return refuse({ kind: 'file', why: `The process in it does not verify: ${process}.` });
    const { drafts, broken } = verifyEveryDraft(store);
    const first = broken ?? also(store);
    return first === null ? ok(drafts) : refuse({ kind: 'draft', broken: first });
  } finally {
    store.close();
  }
}

/** What is unsound, in a sentence. */
export function unsoundness(unsound: Unsound): string {
  if (unsound.kind === 'file') return unsound.why;
  const { draft, kind, number, why } = unsound.broken;
  return `${draft}: ${kind} ${number}: ${why}.`;
}
