import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components';
import { DialogFrame } from '../chrome/DialogFrame.tsx';

export interface FigureDialogProps {
  readonly title: string;
  /** What narrows it down, and what is said of it. */
  readonly head: ReactNode;
  /** Files to be had of it. */
  readonly files?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** Something about the whole draft, in figures, over the page. */
export function FigureDialog({ title, head, files, children, onClose }: FigureDialogProps) {
  return (
    <DialogFrame breadth="figure" onClose={onClose}>
      <div className="figure">
        <div className="figure-head">
          <Heading slot="title">{title}</Heading>
          {head}
          <span className="figure-acts">
            {files}
            <button type="button" className="main-act" onClick={onClose}>
              Close
            </button>
          </span>
        </div>
        {children}
      </div>
    </DialogFrame>
  );
}
