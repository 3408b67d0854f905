import type { Json } from '../../shared/base/canonical.ts';
import type { Entry, SealedEntry } from '../../shared/record/event.ts';
import { mapIdentities } from '../../shared/record/seal.ts';

/** The sealed copy of an entry that is shown without names: it verifies in the chain as the entry itself does. */
export function sealedFrom(entry: Entry): SealedEntry {
  const { previousHash, hash, commitments = [], salt: _salt, ...body } = entry;
  let next = 0;
  const sealed = mapIdentities(body as unknown as Json, () => ({ sealed: commitments[next++] ?? '' }));
  return { number: entry.number, sealed, previousHash, hash };
}
