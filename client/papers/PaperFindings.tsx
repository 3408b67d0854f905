import { capital, counted, grouped } from '../../shared/base/phrases.ts';
import { useMemo } from 'react';
import { lengthOf, limitWords } from '../../shared/projection/length.ts';
import { paperFindings } from '../../shared/projection/paper-findings.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface PaperFindingsProps {
  /** Whether the paper is of what stands if nothing more is agreed. */
  readonly clean: boolean;
}

/** What to look at in the text before it goes out. Nothing here stands in the way of saving it. */
export function PaperFindings({ clean }: PaperFindingsProps) {
  const { snapshot } = useDraftDesk();
  const { clauses, state } = snapshot;
  const limit = state.lengthLimit;
  const words = useMemo(() => lengthOf(clauses, state)[clean ? 'clean' : 'negotiating'], [clauses, state, clean]);
  const found = useMemo(() => paperFindings({ clauses, state }, { clean, limit }), [clauses, state, clean, limit]);
  return (
    <section className="paper-findings" aria-label="Before it goes out">
      <p className="small">
        {grouped(words)} words. {limitWords(limit)}
      </p>
      {found.length === 0 ? (
        <p className="muted small">
          Looked for references that lead nowhere, for what is still to be filled in and for half brackets: there are none.
        </p>
      ) : (
        <details>
          <summary>{counted(found.length, 'thing')} to look at before it goes out</summary>
          <ul className="small">
            {found.map(({ kind, clause, at, says }, index) => (
              // Two of a kind may stand in one clause.
              <li key={`${kind} ${clause} ${index}`}>
                {at !== '' && <strong>{capital(at)}: </strong>}
                {says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
