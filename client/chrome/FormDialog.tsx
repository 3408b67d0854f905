import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components';
import { DialogFrame, type DialogFrameProps } from './DialogFrame.tsx';
import { Notice } from './Notice.tsx';
import { useFocusAfterwards } from './useFocusAfterwards.ts';

export interface FormDialogProps extends Pick<DialogFrameProps, 'breadth' | 'children' | 'onClose'> {
  readonly title: string;
  /** What its main button says. */
  readonly act: string;
  /** Whether it can be done as the form is filled in. */
  readonly ready?: boolean;
  readonly busy: boolean;
  /** Why it was not done; null where nothing stands against it. */
  readonly reason: string | null;
  /** What became of it where that is no refusal, such as that it was cancelled. */
  readonly note?: string | null;
  /** How far it is, where it takes long. */
  readonly progress?: ReactNode;
  /** Gives it up while it is under way, as Escape then does; null where that cannot be. */
  readonly onStop?: (() => void) | null;
  readonly onAct: () => void;
}

/** A form over the page that does one thing. Why it was not done stays in it, until it is tried again. */
export function FormDialog({
  title,
  act,
  ready = true,
  busy,
  reason,
  note = null,
  progress,
  onStop = null,
  onAct,
  children,
  ...frame
}: FormDialogProps) {
  const leave = (busy ? onStop : null) ?? frame.onClose;
  const main = useFocusAfterwards<HTMLButtonElement>(busy);
  return (
    <DialogFrame {...frame} closesBeside={!busy} busy={busy && onStop === null} onClose={leave}>
      <Heading slot="title">{title}</Heading>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onAct();
        }}
      >
        {children}
        {reason !== null && <Notice tone="refused">{reason}</Notice>}
        {note !== null && <Notice tone="plain">{note}</Notice>}
        {progress}
        <div className="row end">
          <button type="button" className="act" disabled={busy && onStop === null} onClick={leave}>
            Cancel
          </button>
          <button type="submit" className="main-act" disabled={busy || !ready} ref={main}>
            {act}
          </button>
        </div>
      </form>
    </DialogFrame>
  );
}
