import { useState, type ClipboardEvent } from 'react';
import { LONGEST_SHOWN, pastedAside, sourceOf, tooLong, type Source } from '../chrome/chosen-file.ts';
import { Notice } from '../chrome/Notice.tsx';
import type { ImportRequest, WordImportRequest } from '../../shared/protocol/api.ts';

export interface ImportFormProps {
  readonly busy: boolean;
  /** Why the last try failed; null for none. */
  readonly reason: string | null;
  readonly onImport: (request: ImportRequest | WordImportRequest) => void;
  readonly onCancel: () => void;
}

/** A text from a file, or pasted; or a Word file. */
export function ImportForm({ busy, reason, onImport, onCancel }: ImportFormProps) {
  const [source, setSource] = useState(NOTHING);
  const [title, setTitle] = useState('');
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const titled = title.trim() === '' ? {} : { title: title.trim() };
  const { fileName, text, word } = source;
  const why = unreadable ?? tooLong(source) ?? reason;
  const request: ImportRequest | WordImportRequest =
    word === null
      ? { fileName: fileName === '' ? 'pasted text' : fileName, source: text, ...titled }
      : { fileName, file: word, ...titled };
  async function take(file: File | undefined): Promise<void> {
    const taken = file === undefined ? NOTHING : await sourceOf(file);
    setUnreadable(typeof taken === 'string' ? taken : null);
    // What was pasted stays where a file brings nothing.
    setSource((before) => (typeof taken !== 'string' ? taken : before.fileName === '' ? before : NOTHING));
  }
  return (
    <>
      <p className="muted">
        Plain text, Markdown, a Word file (.docx) or Akoma Ntoso that was saved here (.akn). Brackets, nested brackets and
        attributions are read as they are written, tracked changes as proposals of their authors; what cannot be read with
        certainty stays text and is reported.
      </p>
      <label className="field">
        File
        <input
          type="file"
          accept=".txt,.md,.docx,.akn,text/plain,text/markdown"
          disabled={busy}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      <PasteField source={source} busy={busy} onChange={setSource} />
      <label className="field">
        Title (where empty, the text’s own)
        <input type="text" maxLength={500} disabled={busy} value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      {why !== null && <Notice tone="refused">{why}</Notice>}
      {busy && (
        <Working>
          {word === null
            ? `Reading ${text.length.toLocaleString('en-GB')} characters and matching their brackets …`
            : `Reading ${fileName} …`}
        </Working>
      )}
      <div className="row end">
        <button type="button" className="act" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="main-act"
          disabled={busy || tooLong(source) !== null || (word === null && text.trim() === '')}
          onClick={() => onImport(request)}
        >
          Import
        </button>
      </div>
    </>
  );
}

interface PasteFieldProps {
  readonly source: Source;
  readonly busy: boolean;
  readonly onChange: (source: Source) => void;
}

/** The field for a text; one that is too long for it is put aside before the browser lays it out. */
function PasteField({ source, busy, onChange }: PasteFieldProps) {
  const { text, word } = source;
  const isAside = text.length > LONGEST_SHOWN;
  function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const aside = pastedAside(event.currentTarget, event.clipboardData.getData('text/plain'));
    if (aside === null) return;
    event.preventDefault();
    onChange({ ...source, text: aside });
  }
  return (
    <>
      <label className="field">
        Or paste it here
        <textarea
          rows={10}
          disabled={busy || word !== null || isAside}
          value={isAside ? '' : text}
          onPaste={paste}
          onChange={(event) => onChange({ ...source, text: event.target.value })}
        />
      </label>
      {isAside && (
        <div className="row">
          <output>{text.length.toLocaleString('en-GB')} characters, too many to be shown here; they are imported whole.</output>
          <button type="button" className="act" disabled={busy} onClick={() => onChange(NOTHING)}>
            Take them out
          </button>
        </div>
      )}
    </>
  );
}

function Working({ children }: { readonly children: string }) {
  return (
    <output>
      <progress aria-label="Import" /> {children}
    </output>
  );
}

const NOTHING: Source = { fileName: '', text: '', word: null };
