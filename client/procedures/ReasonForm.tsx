import { useState, type ReactNode } from 'react';
import type { Command } from '../../shared/record/command.ts';
import { Notice } from '../chrome/Notice.tsx';
import { UnnamedNote } from '../lens/UnnamedNote.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from './useGiving.ts';

export interface ReasonFormProps {
  /** What the words are. */
  readonly label: string;
  readonly act: string;
  /** The command with these words; null where something else is still wanting. */
  readonly command: (words: string) => Command | null;
  readonly onClose: (done: boolean) => void;
  readonly children?: ReactNode;
}

/** An act that goes into the record with words of whoever does it. */
export function ReasonForm({ label, act, command, onClose, children }: ReasonFormProps) {
  const [words, setWords] = useState('');
  const { snapshot } = useDraftDesk();
  const { busy, reason, give, putAway } = useGiving();
  const ready = words.trim() === '' ? null : command(words);
  return (
    <form
      className="procedure-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready !== null && !busy) void give(ready).then((done) => done && onClose(true));
      }}
    >
      {children}
      <label className="field">
        {label}
        <input
          type="text"
          maxLength={20_000}
          value={words}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
          autoFocus
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose(false);
          }}
        />
      </label>
      <UnnamedNote lens={snapshot.state.lens} />
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <div className="row end">
        <button type="button" className="act" onClick={() => onClose(false)}>
          Cancel
        </button>
        <button type="submit" className="main-act" disabled={busy || ready === null}>
          {act}
        </button>
      </div>
    </form>
  );
}
