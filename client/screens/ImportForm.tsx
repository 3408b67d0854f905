import { useState } from 'react';
import { Notice } from '../chrome/Notice.tsx';
import type { ImportRequest } from '../../shared/protocol/api.ts';

export interface ImportFormProps {
  readonly busy: boolean;
  /** Why the last try failed; null for none. */
  readonly reason: string | null;
  readonly onImport: (request: ImportRequest) => void;
  readonly onCancel: () => void;
}

/** A text from a file, or pasted. */
export function ImportForm({ busy, reason, onImport, onCancel }: ImportFormProps) {
  const [source, setSource] = useState({ fileName: '', text: '' });
  const [title, setTitle] = useState('');
  const named = title.trim();
  const request: ImportRequest = {
    fileName: source.fileName === '' ? 'pasted text' : source.fileName,
    source: source.text,
    ...(named === '' ? {} : { title: named }),
  };
  async function take(file: File | undefined): Promise<void> {
    if (file !== undefined) setSource({ fileName: file.name, text: await file.text() });
  }
  return (
    <>
      <p className="muted">
        Plain text or Markdown. Brackets, nested brackets and attributions are read as they are written; what cannot be read with
        certainty stays text and is reported.
      </p>
      <label className="field">
        File
        <input
          type="file"
          accept=".txt,.md,text/plain,text/markdown"
          disabled={busy}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      <label className="field">
        Or paste it here
        <textarea
          rows={10}
          disabled={busy}
          value={source.text}
          onChange={(event) => setSource({ ...source, text: event.target.value })}
        />
      </label>
      <label className="field">
        Title (where empty, the text’s own)
        <input type="text" maxLength={500} disabled={busy} value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
      {busy && (
        <output>
          <progress aria-label="Import" /> Reading {source.text.length.toLocaleString('en-GB')} characters and matching their
          brackets …
        </output>
      )}
      <div className="row end">
        <button type="button" className="act" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="main-act" disabled={busy || source.text.trim() === ''} onClick={() => onImport(request)}>
          Import
        </button>
      </div>
    </>
  );
}
