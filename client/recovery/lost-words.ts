import * as Y from 'yjs';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { Run } from '../../shared/text/clause.ts';

/** Words of a person that stand in no text, as a page has them; or what was done in vain to what stands. */
export interface LostWords extends Recovery {
  /** The words by the brackets in which they were typed; absent where that is not known, as of those that the server keeps. */
  readonly runs?: readonly Run[];
  /** The key of the footnote that their paragraph was; absent where it was none, or is not known. */
  readonly note?: string;
  /** What was done in vain, to these words or else to their clause: it stands in the text as it did, and nothing is put back. */
  readonly inVain?: 'struck' | 'bracketed' | 'changed';
  /** How the clause was changed, in a sentence. */
  readonly told?: string;
  /** The paragraph that was put back before them, behind the same clause: they come behind it while it stands. */
  readonly behind?: ClauseId;
  /** That they were put back, where that is not known to be saved yet. */
  readonly putBack?: PutBack;
}

/** As far as a client had written in a text when it had put words back: what holds that much of it holds the words. */
export interface PutBack {
  readonly client: number;
  readonly clock: number;
  /** As far as it had written before; absent where an earlier version noted it. */
  readonly from?: number;
  /** Whether the server keeps the words too, and is to be told once they are not needed. */
  readonly isServers: boolean;
}

/** Whether words that were put back are in this document. */
export function isBackIn(doc: Y.Doc, { putBack }: Pick<LostWords, 'putBack'>): boolean {
  return putBack !== undefined && Y.getState(doc.store, putBack.client) >= putBack.clock;
}

/** The clause behind which words come whose own is gone, of those that stand. */
export function besideOf<T>(
  found: (id: ClauseId) => T | null,
  { behind, beside }: Pick<LostWords, 'behind' | 'beside'>,
): T | null {
  const own = behind === undefined ? null : found(behind);
  return own ?? (beside === null ? null : found(beside));
}
