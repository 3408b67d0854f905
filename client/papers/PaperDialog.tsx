import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DraftId } from '../../shared/base/ids.ts';
import { whyNoPaper } from '../../shared/manuscript/file-format.ts';
import { Notice } from '../chrome/Notice.tsx';
import { PaperFindings } from './PaperFindings.tsx';
import { PaperFields } from './PaperFields.tsx';
import { PaperKinds } from './PaperKinds.tsx';
import { fetchPaper, save, type PaperChoice } from './fetching-paper.ts';

const USUAL: PaperChoice = {
  paper: 'negotiating',
  format: 'docx',
  symbol: '',
  distribution: 'Limited',
  language: 'English',
  tags: false,
  lens: null,
};

/** A paper of the draft as a file: which, in what format, and what stands over it. */
export function PaperDialog({ draft, onClose }: { readonly draft: DraftId; readonly onClose: () => void }) {
  const [choice, setChoice] = useState(USUAL);
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const choose = (part: Partial<PaperChoice>): void => setChoice({ ...choice, ...part });
  async function fetchIt(): Promise<void> {
    setBusy(true);
    setReason(null);
    const file = await fetchPaper(draft, choice);
    setBusy(false);
    if (!file.ok) return setReason(file.refusal);
    save(file.value);
    onClose();
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal wide">
        <Dialog className="dialog">
          <Heading slot="title">Save a paper</Heading>
          <form
            className="paper-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy) void fetchIt();
            }}
          >
            <PaperKinds
              paper={choice.paper}
              busy={busy}
              onChoose={(paper) =>
                choose({ paper, ...(whyNoPaper(paper, choice.format) === null ? {} : { format: USUAL.format }) })
              }
            />
            <PaperFields choice={choice} busy={busy} onChoose={choose} />
            {(choice.paper === 'negotiating' || choice.paper === 'clean') && (
              <PaperFindings draft={draft} clean={choice.paper === 'clean'} busy={busy} />
            )}
            {reason !== null && <Notice tone="refused">{reason}</Notice>}
            {busy && (
              <output>
                <progress aria-label="Writing" /> Writing the file …
              </output>
            )}
            <div className="row end">
              <button type="button" className="act" disabled={busy} onClick={onClose}>
                Cancel
              </button>
              <button type="submit" className="main-act" disabled={busy}>
                Save
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
