import { useState } from 'react';
import { Heading } from 'react-aria-components';
import type { DraftId } from '../../shared/base/ids.ts';
import type { ImportReport, ImportRequest, WordImportRequest } from '../../shared/protocol/api.ts';
import { DialogFrame } from '../chrome/DialogFrame.tsx';
import { useServices } from '../chrome/Services.tsx';
import { ImportFindings } from './ImportFindings.tsx';
import { ImportForm } from './ImportForm.tsx';

export interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onImported: () => void;
  readonly onOpen: (draft: DraftId) => void;
}

/** Brings a text in. What was found in it is reported before it is opened. */
export function ImportDialog({ onClose, onImported, onOpen }: ImportDialogProps) {
  const { api } = useServices();
  const [state, setState] = useState<'choosing' | 'importing' | ImportReport>('choosing');
  const [reason, setReason] = useState<string | null>(null);

  async function run(request: ImportRequest | WordImportRequest): Promise<void> {
    setState('importing');
    setReason(null);
    const answer = await ('file' in request ? api.importWord(request) : api.importDraft(request));
    if (answer.ok) {
      setState(answer.value);
      onImported();
    } else {
      setReason(answer.refusal.reason);
      setState('choosing');
    }
  }

  const busy = state === 'importing';
  return (
    <DialogFrame busy={busy} onClose={onClose}>
      {typeof state === 'object' ? (
        <>
          <Heading slot="title">Imported: {state.title}</Heading>
          <ImportFindings report={state} />
          <div className="row end">
            <button type="button" className="act" onClick={onClose}>
              Stay on the desk
            </button>
            <button type="button" className="main-act" onClick={() => onOpen(state.draft)}>
              Open the draft
            </button>
          </div>
        </>
      ) : (
        <>
          <Heading slot="title">Import a text</Heading>
          <ImportForm busy={busy} reason={reason} onImport={(request) => void run(request)} onCancel={onClose} />
        </>
      )}
    </DialogFrame>
  );
}
