import type { ReactNode } from 'react';
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
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={closesBeside && !busy}
      isKeyboardDismissDisabled={busy}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`modal as-${breadth}`}>
        <Dialog className="dialog">{children}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}
