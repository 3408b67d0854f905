import { useState } from 'react';
import { Heading } from 'react-aria-components';
import { DialogFrame } from '../chrome/DialogFrame.tsx';
import { useLocation } from 'wouter';
import type { DraftId } from '../../shared/base/ids.ts';
import { Notice } from '../chrome/Notice.tsx';
import { BroughtFindings } from './BroughtFindings.tsx';
import { FileQuestions } from './FileQuestions.tsx';
import { useBringing, type BringingActs } from './useBringing.ts';

const TITLES = {
  file: 'Bring amendments from Word',
  questions: 'What in this file is yours?',
  brought: 'What the file brought',
} as const;

/** A Word file comes home as a delegation's amendments: the file, what only a person can say of it, what was found, and then the composer. */
export function BringDialog({ draft, onClose }: { readonly draft: DraftId; readonly onClose: () => void }) {
  const acts = useBringing(draft);
  const { bringing, busy, reason } = acts;
  return (
    <DialogFrame busy={busy} closesBeside={false} onClose={onClose}>
      <Heading slot="title">{TITLES[bringing.step]}</Heading>
      {bringing.step === 'file' && <FileStep key="file" acts={acts} onClose={onClose} />}
      {bringing.step === 'questions' && <QuestionsStep key="questions" acts={acts} onClose={onClose} />}
      {bringing.step === 'brought' && <BroughtStep key="brought" acts={acts} onClose={onClose} />}
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
      {busy && (
        <output>
          <progress aria-label="Reading" /> {bringing.step === 'file' ? 'Reading the file …' : 'Bringing the amendments in …'}
        </output>
      )}
    </DialogFrame>
  );
}

interface StepProps {
  readonly acts: BringingActs;
  readonly onClose: () => void;
}

function FileStep({ acts, onClose }: StepProps) {
  const [file, setFile] = useState<File | null>(null);
  const { busy } = acts;
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && !busy) acts.look(file);
      }}
    >
      <p className="muted">
        A Word file (.docx) that your capital has amended: best the negotiating text as it was saved here, with changes tracked.
        They become a private preparation of your delegation, to be looked over and tabled. Nobody else sees it until then.
      </p>
      <label className="field">
        File
        <input
          type="file"
          // The first thing to be done here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          accept=".docx"
          disabled={busy}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </label>
      <div className="row end">
        <button type="button" className="act" disabled={busy} onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="main-act" disabled={busy || file === null}>
          Read the file
        </button>
      </div>
    </form>
  );
}

function QuestionsStep({ acts, onClose }: StepProps) {
  const { bringing, choices, busy } = acts;
  if (bringing.step !== 'questions' || choices === null) return null;
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) acts.bring();
      }}
    >
      <FileQuestions questions={bringing.report.questions} choices={choices} busy={busy} onChoose={acts.choose} />
      <div className="row end">
        <button type="button" className="act" disabled={busy} onClick={onClose}>
          Cancel
        </button>
        <button
          type="submit"
          className="main-act"
          // Enter goes on where nothing has to be answered otherwise.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          disabled={busy}
        >
          Bring them in
        </button>
      </div>
    </form>
  );
}

function BroughtStep({ acts, onClose }: StepProps) {
  const [, go] = useLocation();
  const { bringing, busy } = acts;
  if (bringing.step !== 'brought') return null;
  const { preparation } = bringing.report;
  return (
    <div className="dialog-form">
      <BroughtFindings report={bringing.report} />
      <div className="row end">
        <button type="button" className="act" disabled={busy} onClick={acts.again}>
          Answer otherwise
        </button>
        {preparation === null ? (
          <button type="button" className="main-act" disabled={busy} onClick={onClose}>
            Close
          </button>
        ) : (
          <button
            type="button"
            className="main-act"
            // What was brought is to be looked over next.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            disabled={busy}
            onClick={() => go(`/preparations/${preparation}`)}
          >
            Look it over
          </button>
        )}
      </div>
    </div>
  );
}
