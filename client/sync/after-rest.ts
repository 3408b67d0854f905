import type { Readable } from '../state/readable.ts';
import type { SaveState } from './save-state.ts';
import { timer } from './timer.ts';

/** How long everything must have been saved before that is said, in milliseconds: longer than from key to key. */
const REST = 400;

/**
 * A save state as it is told: whatever is amiss or under way at once, that all is saved once it has been so for a while. So it never says
 * more than is so, and does not change twice with each key of somebody who types.
 */
export function afterRest(
  save: Readable<SaveState>,
  later: (run: () => void, milliseconds: number) => () => void = timer,
): Readable<SaveState> {
  let told = save.get();
  return {
    get: () => told,
    subscribe(listener) {
      let cancel: (() => void) | null = null;
      const tell = (): void => {
        cancel = null;
        told = save.get();
        listener();
      };
      const changed = (): void => {
        cancel?.();
        if (save.get().state === 'saved' && told.state === 'saving') cancel = later(tell, REST);
        else tell();
      };
      const stop = save.subscribe(changed);
      // What has changed between the making of this and the first listener.
      if (told !== save.get()) told = save.get();
      return () => {
        cancel?.();
        stop();
      };
    },
  };
}
