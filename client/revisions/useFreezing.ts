import { useEffect, useState } from 'react';
import type { OpenDraft } from '../state/open-draft.ts';
import { isFrozen } from './FrozenBanner.tsx';
import { onceTypingRests } from './last-words.ts';

/**
 * Whether a page takes what is typed. It goes on doing so after its revision was issued for as long as somebody is typing, who has not read of
 * it: the tray has those words. `under the caret`: it was closed to somebody whose caret stood in the text.
 */
export type Freezing = 'open' | 'closed' | 'closed under the caret';

/** `revision`: the one that the record is at. */
export function useFreezing(draft: Pick<OpenDraft, 'revision'>, revision: number): Freezing {
  const [freezing, setFreezing] = useState<Freezing>('open');
  const frozen = isFrozen(draft, revision);
  useEffect(() => {
    if (!frozen) return undefined;
    return onceTypingRests(window, () => setFreezing(isCaretInText() ? 'closed under the caret' : 'closed'));
  }, [frozen]);
  return frozen ? freezing : 'open';
}

function isCaretInText(): boolean {
  return document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable;
}
