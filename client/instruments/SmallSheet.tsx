import { useRef, type ReactNode } from 'react';
import { Sheet } from '../chrome/Sheet.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';

export interface SmallSheetProps {
  readonly title: string;
  readonly lead: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet of one form, which Escape closes. */
export function SmallSheet({ onClose, children, ...head }: SmallSheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  useKeyDown(sheet, (event) => {
    if (event.key !== 'Escape') return false;
    onClose();
    return true;
  });
  return (
    <Sheet {...head} busy={false} ref={sheet}>
      {children}
    </Sheet>
  );
}
