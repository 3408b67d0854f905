import { useState, type ReactNode } from 'react';
import type { Command } from '../../shared/record/command.ts';
import { UnnamedNote } from '../lens/UnnamedNote.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { GivingForm } from './GivingForm.tsx';

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
  return (
    <GivingForm className="procedure-form" act={act} command={words.trim() === '' ? null : command(words)} onClose={onClose}>
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
    </GivingForm>
  );
}
