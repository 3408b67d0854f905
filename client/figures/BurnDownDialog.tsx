import { useMemo, useState } from 'react';
import { burnDown, type BurnDownDay } from '../../shared/projection/burn-down.ts';
import { dayOf } from '../chrome/age.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { FigureDialog } from './FigureDialog.tsx';
import type { FigureProps } from './MatrixDialog.tsx';
import { StepChart } from './StepChart.tsx';

/** How many brackets were open on each day, and what became of them. */
export function BurnDownDialog({ draft, onClose }: Pick<FigureProps, 'draft' | 'onClose'>) {
  const { snapshot } = useDraftDesk();
  const { entries, clauses } = snapshot;
  const told = useMemo(() => burnDown(entries, clauses), [entries, clauses]);
  const [article, setArticle] = useState('*');
  const days = article === '*' ? told.all : (told.articles.find((one) => one.article === article)?.days ?? []);
  return (
    <FigureDialog
      title="Open brackets by day"
      onClose={onClose}
      head={
        <label>
          Brackets in{' '}
          <select value={article} onChange={(event) => setArticle(event.target.value)}>
            <option value="*">the whole text</option>
            {told.articles.map((one) => (
              <option key={one.article} value={one.article}>
                {one.article === '' ? 'no article, or no longer in the text' : one.article}
              </option>
            ))}
          </select>
        </label>
      }
      files={
        <a className="act" href={`/api/drafts/${draft}/export?format=burn-down-csv`} download>
          For a spreadsheet
        </a>
      }
    >
      {days.length === 0 ? (
        <p className="empty">No bracket has been opened in this text.</p>
      ) : (
        <>
          <StepChart days={days} />
          <div className="wide-table">
            <Days days={days} />
          </div>
        </>
      )}
    </FigureDialog>
  );
}

function Days({ days }: { readonly days: readonly BurnDownDay[] }) {
  return (
    <table className="figure-table">
      <caption className="unseen">Brackets inherited, opened, closed and reopened, day by day</caption>
      <thead>
        <tr>
          {['Day (UTC)', 'Inherited', 'Opened', 'Closed', 'Reopened', 'Left the text', 'Came back', 'Open at the end'].map(
            (head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row">{dayOf(day.day)}</th>
            {[day.inherited, day.opened, day.closed, day.reopened, day.vanished, day.returned].map((count, index) => (
              <td key={index}>{count === 0 ? <span className="muted">–</span> : count}</td>
            ))}
            <td>
              <strong>{day.open}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
