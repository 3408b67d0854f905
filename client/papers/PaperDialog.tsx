import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { whyNoPaper } from '../../shared/manuscript/file-format.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
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
    <FormDialog
      title="Save a paper"
      act="Save"
      busy={busy}
      reason={reason}
      progress={
        busy && (
          <output>
            <progress aria-label="Writing" /> Writing the file …
          </output>
        )
      }
      onAct={() => void fetchIt()}
      onClose={onClose}
    >
      <PaperKinds
        paper={choice.paper}
        busy={busy}
        onChoose={(paper) => choose({ paper, ...(whyNoPaper(paper, choice.format) === null ? {} : { format: USUAL.format }) })}
      />
      <PaperFields choice={choice} busy={busy} onChoose={choose} />
      {(choice.paper === 'negotiating' || choice.paper === 'clean') && <PaperFindings clean={choice.paper === 'clean'} />}
    </FormDialog>
  );
}
