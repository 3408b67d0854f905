import { useMemo, useState } from 'react';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import { matrixOf } from '../../shared/projection/matrix.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { FigureDialog } from './FigureDialog.tsx';
import { MatrixGrid } from './MatrixGrid.tsx';
import { MARKS } from './matrix-marks.ts';

export interface FigureProps {
  readonly draft: DraftId;
  readonly onGo: (proposal: ProposalId) => void;
  readonly onClose: () => void;
}

/** What every participant says on every open point, the nearest to consensus first. */
export function MatrixDialog({ draft, onGo, onClose }: FigureProps) {
  const { snapshot } = useDraftDesk();
  const { clauses, state, registry } = snapshot;
  const matrix = useMemo(() => matrixOf({ clauses, state, registry }), [clauses, state, registry]);
  const articles = useMemo(() => [...new Set(snapshot.points.map(({ clause }) => clause))], [snapshot.points]);
  const named = useMemo(() => {
    const of = new Map(matrix.points.map(({ point, article }) => [point.clause, article]));
    return [...new Set(articles.map((clause) => of.get(clause) ?? ''))];
  }, [matrix, articles]);
  const [article, setArticle] = useState('*');
  const points = article === '*' ? matrix.points : matrix.points.filter((row) => row.article === article);
  return (
    <FigureDialog
      title="Positions"
      onClose={onClose}
      head={
        <>
          <label>
            Points in{' '}
            <select value={article} onChange={(event) => setArticle(event.target.value)}>
              <option value="*">the whole text</option>
              {named.map((one) => (
                <option key={one} value={one}>
                  {one === '' ? 'what is before the first heading' : one}
                </option>
              ))}
            </select>
          </label>
          <span className="muted">
            {points.length === 1 ? 'One open point' : `${points.length} open points`}, the nearest to consensus first
          </span>
        </>
      }
      files={
        <>
          <a className="act" href={`/api/drafts/${draft}/export?format=matrix`} download>
            For print
          </a>
          <a className="act" href={`/api/drafts/${draft}/export?format=matrix-csv`} download>
            For a spreadsheet
          </a>
        </>
      }
    >
      {points.length === 0 ? (
        <p className="empty">Nothing is open {article === '*' ? 'in this text' : 'here'}.</p>
      ) : (
        <MatrixGrid key={article} points={points} participants={matrix.participants} onGo={onGo} />
      )}
      {points.length > 0 && matrix.participants.length === 0 && (
        <p className="empty">
          {matrix.unnamed.length === 0
            ? 'Nobody has brought or said anything on these points yet: each who does gets a column.'
            : 'Nobody who has brought or said anything on these points is named to you, so there are no columns.'}
        </p>
      )}
      <Legend />
      {matrix.unnamed.length > 0 && (
        <p className="muted small">
          Who is not named to you counts in favour and among the objections, and has no column. Objections are between two numbers
          where it is not told whether those who are for several alternatives are the same.
        </p>
      )}
    </FigureDialog>
  );
}

function Legend() {
  return (
    <ul className="matrix-legend" aria-label="Legend">
      {MARKS.map(({ mark, word, says }) => (
        <li key={word}>
          <span className={`matrix-mark says-${says}`} aria-hidden="true">
            {mark}
          </span>{' '}
          {word}
        </li>
      ))}
      <li>
        <span className="matrix-mark" aria-hidden="true">
          <sup>G</sup>
        </span>{' '}
        the word of a group it speaks for
      </li>
    </ul>
  );
}
