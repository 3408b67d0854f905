import { useEffect, useRef, type ReactNode } from 'react';
import type { Command } from '../../shared/record/command.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { useGiving } from './useGiving.ts';

export interface GivingFormProps {
  readonly className: string;
  /** The form's name, where it has one. */
  readonly label?: string;
  /** What its main button says. */
  readonly act: string;
  /** The command as it is filled in; null where something is still wanting. */
  readonly command: Command | null;
  /** What has the focus to begin with, where no field takes it by itself. */
  readonly startsAt?: 'first field' | 'act';
  readonly onClose: (done: boolean) => void;
  readonly children: ReactNode;
}

/** A form within the page that gives one command. Why it was refused stays in it; Escape leaves it. */
export function GivingForm({ className, label, act, command, startsAt, onClose, children }: GivingFormProps) {
  const { busy, reason, give, putAway } = useGiving();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (startsAt === 'first field') form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [startsAt]);
  useKeyDown(form, (event) => {
    if (event.key !== 'Escape') return false;
    onClose(false);
    return true;
  });
  return (
    <form
      className={className}
      aria-label={label}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (command !== null && !busy) void give(command).then((done) => done && onClose(true));
      }}
    >
      {children}
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <div className="row end">
        <button type="button" className="act" onClick={() => onClose(false)}>
          Cancel <kbd aria-hidden="true">Esc</kbd>
        </button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for */}
        <button type="submit" className="main-act" disabled={busy || command === null} autoFocus={startsAt === 'act'}>
          {busy ? 'Recording …' : act} <kbd aria-hidden="true">Enter</kbd>
        </button>
      </div>
    </form>
  );
}
