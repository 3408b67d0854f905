import { useRef, useState, type ReactNode } from 'react';
import type { Command } from '../../shared/record/command.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
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
  /** What is asked for before the words. */
  readonly children?: ReactNode;
  /** What is asked for behind them. */
  readonly after?: ReactNode;
}

/** An act that goes into the record with words of whoever does it. */
export function ReasonForm({ label, act, command, onClose, children, after }: ReasonFormProps) {
  const [words, setWords] = useState('');
  const { snapshot } = useDraftDesk();
  const { busy, reason, give, putAway } = useGiving();
  const form = useRef<HTMLFormElement>(null);
  useKeyDown(form, (event) => {
    if (event.key !== 'Escape') return false;
    onClose(false);
    return true;
  });
  const ready = words.trim() === '' ? null : command(words);
  return (
    <form
      className="procedure-form"
      ref={form}
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
        />
      </label>
      {after}
      <UnnamedNote lens={snapshot.state.lens} />
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <div className="row end">
        <button type="button" className="act" onClick={() => onClose(false)}>
          Cancel <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button type="submit" className="main-act" disabled={busy || ready === null}>
          {act} <kbd aria-hidden="true">Enter</kbd>
        </button>
      </div>
    </form>
  );
}
