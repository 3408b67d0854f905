import { useMemo } from 'react';
import type { Readable } from '../state/readable.ts';
import { afterRest } from '../sync/after-rest.ts';
import { saveWords, type SaveState } from '../sync/save-state.ts';
import { useReadable } from './useReadable.ts';
import { useSelected } from './useSelected.ts';

export interface SaveBadgeProps {
  readonly save: Readable<SaveState>;
  /** Whether entries of the record are lacking. */
  readonly behind: Readable<boolean>;
  readonly writes: boolean;
}

/** The save state, which says what is so. While somebody types it says that it is saving, and does not flicker with each key. */
export function SaveBadge({ save, behind, writes }: SaveBadgeProps) {
  const calm = useMemo(() => afterRest(save), [save]);
  const isBehind = useReadable(behind);
  const kind = useSelected(calm, ({ state }) => (state === 'saved' && isBehind ? 'behind' : state));
  const words = useSelected(calm, (state) => saveWords(state, { writes, behind: isBehind }));
  return (
    <output className={`save ${kind}`} aria-label="Save state">
      <span className="save-mark" aria-hidden="true" />
      {words}
    </output>
  );
}
