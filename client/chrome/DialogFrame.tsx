import { useEffectEvent, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';

/** How wide a dialog is: a form, words in columns, or something that tells of a whole draft. */
type Breadth = 'form' | 'columns' | 'figure' | 'table';

export interface DialogFrameProps {
  readonly breadth?: Breadth;
  /** Whether it stays open, whatever is pressed, since something is under way. */
  readonly busy?: boolean;
  /** Whether a click beside it closes it: not where more than a choice would be lost. */
  readonly closesBeside?: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** What every dialog over the page stands in. The title is a heading with the slot `title`. */
export function DialogFrame({ breadth = 'form', busy = false, closesBeside = true, children, onClose }: DialogFrameProps) {
  const dialog = useRef<HTMLElement>(null);
  useEscapeFromNowhere(dialog, () => {
    if (!busy) onClose();
  });
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={closesBeside && !busy}
      isKeyboardDismissDisabled={busy}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`modal as-${breadth}`}>
        <Dialog ref={dialog} className="dialog">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Escape closes the uppermost dialog also where nothing has the focus: what had it may have gone with what was done. */
function useEscapeFromNowhere(dialog: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.target !== document.body) return;
    if ([...document.querySelectorAll('.dialog')].at(-1) !== dialog.current) return;
    event.preventDefault();
    onEscape();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
