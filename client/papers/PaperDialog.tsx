import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { whyNoPaper } from '../../shared/manuscript/file-format.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
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

const NOW: Moment = { at: 'now' };

export interface PaperDialogProps {
  readonly draft: DraftId;
  /** Of which text, and how that is called; absent: of the present one. */
  readonly of?: { readonly moment: Moment; readonly name: string };
  readonly onClose: () => void;
}

/** A paper of the draft as a file: which, in what format, and what stands over it. */
export function PaperDialog({ draft, of, onClose }: PaperDialogProps) {
  const [choice, setChoice] = useState(USUAL);
  const { moment } = of ?? { moment: NOW };
  const { state, begin, cancel } = usePaper({ draft, moment }, onClose);
  const busy = state.is === 'coming';
  const choose = (part: Partial<PaperChoice>): void => setChoice({ ...choice, ...part });
  return (
    <FormDialog
      title={of === undefined ? 'Save a paper' : `Save a paper of ${of.name}`}
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
      {moment.at === 'now' && (choice.paper === 'negotiating' || choice.paper === 'clean') && (
        <PaperFindings clean={choice.paper === 'clean'} />
      )}
    </FormDialog>
  );
}
