import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { covers } from './in-sight.ts';
import { useKeyDown } from './useKeyDown.ts';

export interface HeldUpProps {
  /** What it is called while it is held up. */
  readonly label: string;
  readonly className: string;
  /** Puts it away; null where it stands beside the text, or follows it. */
  readonly onPutAway: (() => void) | null;
  readonly children: ReactNode;
}

/** What stands beside the text; in a window too narrow for that, where it was asked for, along its foot until it is put away. */
export function HeldUp({ label, className, onPutAway, children }: HeldUpProps) {
  const frame = useRef<HTMLDivElement>(null);
  useHeldUp(frame, onPutAway);
  return (
    <div className={`${className}${onPutAway === null ? '' : ' as-sheet'}`} tabIndex={-1} ref={frame}>
      {onPutAway !== null && (
        <div className="held-head">
          <span>{label}</span>
          <PutAway onPutAway={onPutAway} />
        </div>
      )}
      {children}
    </div>
  );
}

/** Says of an element held up along the foot of the window that it covers the text there, and hears the Escape that puts it away. */
export function useHeldUp(element: RefObject<HTMLElement | null>, onPutAway: (() => void) | null): void {
  const isHeldUp = onPutAway !== null;
  useLayoutEffect(() => (isHeldUp ? covers(element.current) : undefined), [isHeldUp, element]);
  useKeyDown(element, ({ key }) => {
    if (key !== 'Escape' || onPutAway === null) return false;
    onPutAway();
    return true;
  });
}

export function PutAway({ onPutAway }: { readonly onPutAway: () => void }) {
  return (
    <button type="button" className="quiet put-away" onClick={onPutAway}>
      Close <kbd aria-hidden="true">Esc</kbd>
    </button>
  );
}
