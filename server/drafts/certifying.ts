import type { DraftId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { certificate } from '../../shared/projection/certificate.ts';
import { replay } from '../../shared/record/evolve.ts';
import { textAtEntry } from '../rooms/text-at.ts';
import type { Seen } from './seen-text.ts';
import type { Store } from '../store/store.ts';

/** The certificate of the silence that an entry of a draft began, as somebody may see it; null where none did. */
export function certify(
  store: Store,
  id: DraftId,
  silence: number,
  { registry, seen }: { readonly registry: Registry; readonly seen: Seen },
): string | null {
  const entries = seen(store.drafts.entries(id, 0));
  if (entries[silence - 1]?.event.type !== 'SilenceBegan') return null;
  const circulated = textAtEntry(store, id, silence);
  return circulated === null ? null : certificate(silence, { entries, state: replay(entries), registry, circulated });
}
