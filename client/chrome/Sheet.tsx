import { useId, useLayoutEffect, type ReactNode, type RefObject } from 'react';
import { covers } from './in-sight.ts';

export interface SheetProps {
  readonly title: string;
  readonly lead: string;
  /** Whether its act is on the way. Nothing in it can be changed then, and keys wait for the page (`useDraftKeys`). */
  readonly busy: boolean;
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly children: ReactNode;
}

/** Something that is being done to the text, along the foot of the page. Not modal: the text stays in sight. */
export function Sheet({ title, lead, busy, ref, children }: SheetProps) {
  const id = useId();
  useLayoutEffect(() => covers(ref.current), [ref]);
  return (
    <dialog className="sheet" open aria-labelledby={id} aria-busy={busy} inert={busy} ref={ref}>
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        <p className="muted">{lead}</p>
      </div>
      {children}
    </dialog>
  );
}

export interface SheetEndProps {
  readonly act: string;
  readonly busy: boolean;
  readonly ready: boolean;
  /** Whether the act is what the sheet begins with. */
  readonly first?: boolean;
  /** What is still wanting. */
  readonly children?: ReactNode;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** The ways out of a sheet. */
export function SheetEnd({ act, busy, ready, first = false, children, onAct, onClose }: SheetEndProps) {
  return (
    <div className="row end">
      {children}
      <button type="button" className="act" onClick={onClose}>
        Cancel <kbd aria-hidden="true">Esc</kbd>
      </button>
      <button type="button" className="main-act" data-first={first ? true : undefined} disabled={busy || !ready} onClick={onAct}>
        {busy ? 'Recording …' : act} <kbd aria-hidden="true">Ctrl+Enter</kbd>
      </button>
    </div>
  );
}
