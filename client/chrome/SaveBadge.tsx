import { useMemo } from 'react';
import type { Readable } from '../state/readable.ts';
import { afterRest } from '../sync/after-rest.ts';
import { saveWords, type SaveState } from '../sync/save-state.ts';
import { useSelected } from './useSelected.ts';

/** The save state, which says what is so. While somebody types it says that it is saving, and does not flicker with each key. */
export function SaveBadge({ save, writes }: { readonly save: Readable<SaveState>; readonly writes: boolean }) {
  const calm = useMemo(() => afterRest(save), [save]);
  const kind = useSelected(calm, ({ state }) => state);
  const words = useSelected(calm, (state) => saveWords(state, writes));
  return (
    <output className={`save ${kind}`} aria-label="Save state">
      <span className="save-mark" aria-hidden="true" />
      {words}
    </output>
  );
}
