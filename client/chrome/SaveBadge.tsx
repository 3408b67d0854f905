import type { Readable } from '../state/readable.ts';
import { saveWords, type SaveState } from '../sync/save-state.ts';
import { useReadable } from './useReadable.ts';

/** The save state, which says what is so. */
export function SaveBadge({ save, writes }: { readonly save: Readable<SaveState>; readonly writes: boolean }) {
  const state = useReadable(save);
  return (
    <output className={`save ${state.state}`} aria-label="Save state">
      <span className="save-mark" aria-hidden="true" />
      {saveWords(state, writes)}
    </output>
  );
}
