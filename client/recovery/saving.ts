import type { Readable } from '../state/readable.ts';
import type { SaveState } from '../sync/save-state.ts';

/** Calls back when what was just typed is saved. Where the connection ends for good before, it never does: the words stay in the tray. */
export function onceSaved(save: Readable<SaveState>, onSaved: () => void): void {
  const isOver = (): boolean => {
    const { state } = save.get();
    if (state === 'saved') onSaved();
    return state === 'saved' || state === 'refused';
  };
  if (isOver()) return;
  const stop = save.subscribe(() => {
    if (isOver()) stop();
  });
}
