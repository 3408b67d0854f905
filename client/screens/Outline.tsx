import type { ClauseId } from '../../shared/base/ids.ts';
import { lowered } from '../../shared/base/phrases.ts';
import type { OutlineItem } from '../../shared/projection/outline.ts';
import { directionOf } from '../../shared/text/direction.ts';

export interface OutlineProps {
  readonly items: readonly OutlineItem[];
  /** The heading under which the reader is. */
  readonly current: ClauseId | null;
  readonly onGo: (clause: ClauseId) => void;
}

/** How many clauses of an article stand on which rung, and of how many. */
function RungCounts({ item: { rungs, clauses } }: { readonly item: OutlineItem }) {
  return (
    <p className="outline-status">
      {rungs.map(({ rung, count }) => (
        <span key={rung.id} data-rung-colour={rung.colour}>
          {count} {lowered(rung.tag)}
        </span>
      ))}
      <span>of {clauses}</span>
    </p>
  );
}

/** The headings, each with its open points as a number and a bar. */
export function Outline({ items, current, onGo }: OutlineProps) {
  const most = Math.max(1, ...items.map((item) => item.open));
  return (
    <ol className="outline">
      {items.map((item) => (
        <li key={item.clause} className={`depth-${item.depth}`}>
          <button type="button" aria-current={item.clause === current ? 'location' : undefined} onClick={() => onGo(item.clause)}>
            <span className="outline-title" dir={directionOf(item.title)}>
              {item.title === '' ? 'Untitled' : item.title}
            </span>
            {item.open > 0 && (
              <span className="outline-open">
                <span className="bar" aria-hidden="true">
                  <span style={{ inlineSize: `${Math.max(6, (100 * item.open) / most)}%` }} />
                </span>
                <span className="count">
                  {item.open}
                  <span className="unseen"> open</span>
                </span>
              </span>
            )}
          </button>
          {item.rungs.length > 0 && <RungCounts item={item} />}
        </li>
      ))}
    </ol>
  );
}
