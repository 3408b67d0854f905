import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DraftId } from '../../shared/base/ids.ts';
import type { ImportReport } from '../../shared/protocol/api.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useServices } from '../chrome/Services.tsx';
import { ImportFindings } from './ImportFindings.tsx';

export interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onImported: () => void;
  readonly onOpen: (draft: DraftId) => void;
}

interface Source {
  readonly fileName: string;
  readonly text: string;
}

/** Brings a text in: from a file or pasted. What was found in it is reported before it is opened. */
export function ImportDialog({ onClose, onImported, onOpen }: ImportDialogProps) {
  const { api } = useServices();
  const [source, setSource] = useState<Source>({ fileName: '', text: '' });
  const [title, setTitle] = useState('');
  const [state, setState] = useState<'choosing' | 'importing' | ImportReport>('choosing');
  const [reason, setReason] = useState<string | null>(null);

  async function run(): Promise<void> {
    setState('importing');
    setReason(null);
    const named = title.trim();
    const answer = await api.importDraft({ fileName: source.fileName === '' ? 'pasted text' : source.fileName, source: source.text, ...(named === '' ? {} : { title: named }) });
    if (answer.ok) {
      setState(answer.value);
      onImported();
    } else {
      setReason(answer.refusal.reason);
      setState('choosing');
    }
  }

  async function take(file: File | undefined): Promise<void> {
    if (file !== undefined) setSource({ fileName: file.name, text: await file.text() });
  }

  const busy = state === 'importing';
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal wide">
        <Dialog className="dialog">
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
              <p className="muted">Plain text or Markdown. Brackets, nested brackets and attributions are read as they are written; what cannot be read with certainty stays text and is reported.</p>
              <label className="field">
                File
                <input type="file" accept=".txt,.md,text/plain,text/markdown" disabled={busy} onChange={(event) => void take(event.target.files?.[0])} />
              </label>
              <label className="field">
                Or paste it here
                <textarea rows={10} disabled={busy} value={source.text} onChange={(event) => setSource({ ...source, text: event.target.value })} />
              </label>
              <label className="field">
                Title (where empty, the text’s own)
                <input type="text" maxLength={500} disabled={busy} value={title} onChange={(event) => setTitle(event.target.value)} />
              </label>
              {reason !== null && <Notice tone="refused">{reason}</Notice>}
              {busy && (
                <p role="status">
                  <progress aria-label="Import" /> Reading {sizeOf(source.text)} and matching its brackets …
                </p>
              )}
              <div className="row end">
                <button type="button" className="act" disabled={busy} onClick={onClose}>
                  Cancel
                </button>
                <button type="button" className="main-act" disabled={busy || source.text.trim() === ''} onClick={() => void run()}>
                  Import
                </button>
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function sizeOf(text: string): string {
  return `${text.length.toLocaleString('en-GB')} characters`;
}
