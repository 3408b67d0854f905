import type { Matter } from '../../shared/record/matter.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

/** Puts what is marked or picked out into the running order. `matters`: the order with it; null where there is nothing to put. */
export function IntoOrder({ matters }: { readonly matters: readonly Matter[] | null }) {
  const { act } = useDraftDesk();
  if (matters === null) return null;
  return (
    <button type="button" className="act" aria-keyshortcuts="i" onClick={() => act({ type: 'set-running-order', matters })}>
      Into the running order <kbd aria-hidden="true">i</kbd>
    </button>
  );
}
