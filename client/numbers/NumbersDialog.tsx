import { useState } from 'react';
import type { ClauseId, DraftId } from '../../shared/base/ids.ts';
import { FigureDialog } from '../figures/FigureDialog.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { AlternativesList } from './AlternativesList.tsx';
import { Concordance } from './Concordance.tsx';
import { ReferencesList } from './ReferencesList.tsx';
import { TombstonesList } from './TombstonesList.tsx';

export interface NumbersDialogProps {
  readonly draft: DraftId;
  readonly onGo: (clause: ClauseId) => void;
  readonly onClose: () => void;
}

const PARTS = [
  { name: 'concordance', words: 'Concordance', file: 'concordance-csv' },
  { name: 'references', words: 'References', file: 'references-csv' },
  { name: 'gone', words: 'What is gone', file: null },
  { name: 'alternatives', words: 'Alternatives', file: null },
] as const;

/** The numbers of a draft: what they would become, what refers to what, what stands in the place of clauses that are gone. */
export function NumbersDialog({ draft, onGo, onClose }: NumbersDialogProps) {
  const { snapshot } = useDraftDesk();
  const [part, setPart] = useState<(typeof PARTS)[number]['name']>('concordance');
  const file = PARTS.find(({ name }) => name === part)?.file ?? null;
  const head = (
    <fieldset className="tabs" aria-label="Which part">
      {PARTS.map(({ name, words }) => (
        <button key={name} type="button" aria-pressed={part === name} onClick={() => setPart(name)}>
          {words}
          {name === 'gone' && snapshot.beside.tombstones.size > 0 && (
            <>
              {' '}
              <span className="count">{snapshot.beside.tombstones.size}</span>
            </>
          )}
        </button>
      ))}
    </fieldset>
  );
  const files = (
    <>
      {part === 'concordance' && (
        <a className="act" href={`/api/drafts/${draft}/export?format=concordance`} download>
          For print
        </a>
      )}
      {file !== null && (
        <a className="act" href={`/api/drafts/${draft}/export?format=${file}`} download>
          For a spreadsheet
        </a>
      )}
    </>
  );
  return (
    <FigureDialog title="Numbers" head={head} files={files} onClose={onClose}>
      <div className="numbers">
        {part === 'concordance' && <Concordance onGo={onGo} />}
        {part === 'references' && <ReferencesList onGo={onGo} />}
        {part === 'gone' && <TombstonesList onGo={onGo} />}
        {part === 'alternatives' && <AlternativesList onGo={onGo} />}
      </div>
    </FigureDialog>
  );
}
