import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { whyNoPaper } from '../../shared/manuscript/file-format.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { PaperFindings } from './PaperFindings.tsx';
import { PaperFields } from './PaperFields.tsx';
import { PaperKinds } from './PaperKinds.tsx';
import type { PaperChoice } from './fetching-paper.ts';
import { PaperProgress } from './PaperProgress.tsx';
import { usePaper } from './usePaper.ts';

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
  const { state, begin, cancel } = usePaper(draft, onClose);
  const busy = state.is === 'coming';
  const choose = (part: Partial<PaperChoice>): void => setChoice({ ...choice, ...part });
  return (
    <FormDialog
      title="Save a paper"
      act="Save"
      busy={busy}
      reason={state.is === 'refused' ? state.reason : null}
      note={state.is === 'cancelled' ? 'Cancelled: the paper is not written any more, and nothing was saved.' : null}
      progress={state.is === 'coming' && <PaperProgress step={state.step} />}
      onStop={cancel}
      onAct={() => void begin(choice)}
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
