import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Role } from '../../shared/participants/participant.ts';
import { keysOf } from './keys.ts';

/** Every key, under `?`. */
export function HelpDialog({ role, onClose }: { readonly role: Role; readonly onClose: () => void }) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">Keys</Heading>
          <div className="key-groups">
            {keysOf(role).map((group) => (
              <section key={group.title}>
                <h3>{group.title}</h3>
                <dl>
                  {group.keys.map((key) => (
                    <div key={key.keys}>
                      <dt>
                        <kbd>{key.keys}</kbd>
                      </dt>
                      <dd>{key.does}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <p className="row end">
            <button type="button" className="main-act" onClick={onClose}>
              Close
            </button>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
