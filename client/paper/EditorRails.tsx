import { useEffect, useMemo, useRef } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { directionOf, type Direction } from '../../shared/text/direction.ts';
import { groupOf, isLaidOut, LAID_OUT } from '../editor/clause-groups.ts';
import type { DrawnClause, Rail } from '../state/drawn-text.ts';
import { clauseElement } from './places.ts';

const DEEPEST = 8;
/** Pixels by which a rail begins and ends within its clauses; less where they are as low as a row of a table. */
const MARGIN = 14;

interface LongRail extends Pick<Rail, 'proposal' | 'role' | 'lane'> {
  /** That of the clause in which it opens: it stands on that side of the words. */
  readonly direction: Direction;
  readonly from: ClauseId;
  readonly to: ClauseId;
}

/** The rails beside the live editor, which draws its clauses itself: one line for each bracket that is longer than a clause. */
export function EditorRails({ drawn }: { readonly drawn: readonly DrawnClause[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const rails = useMemo(() => longRails(drawn), [drawn]);
  useEffect(() => {
    const column = frame.current;
    const text = column?.parentElement ?? null;
    if (column === null || text === null) return;
    const observer = new ResizeObserver(() => place(column, text, rails));
    observer.observe(text);
    let due = 0;
    // Once for all that come into view together.
    const onLaidOut = (): void => {
      cancelAnimationFrame(due);
      due = requestAnimationFrame(() => place(column, text, rails));
    };
    text.addEventListener(LAID_OUT, onLaidOut);
    place(column, text, rails);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(due);
      text.removeEventListener(LAID_OUT, onLaidOut);
    };
  }, [rails]);
  return (
    <div className="editor-rails" ref={frame} aria-hidden="true">
      {rails.map((rail) => (
        <span
          key={`${rail.role}${rail.proposal}${rail.from}`}
          className={`rail ${rail.role} starts ends`}
          dir={rail.direction}
          style={{ '--lane': Math.min(rail.lane, DEEPEST) }}
          data-proposal={rail.proposal}
        />
      ))}
    </div>
  );
}

/** Each bracket that goes over a clause's end, from the clause in which it opens to that in which it closes. */
function longRails(drawn: readonly DrawnClause[]): LongRail[] {
  const open = new Map<string, LongRail>();
  const done: LongRail[] = [];
  for (const { clause, rails } of drawn) {
    for (const { proposal, role, lane, starts, ends } of rails) {
      const key = `${role}${proposal}`;
      const rail: LongRail = {
        proposal,
        role,
        lane,
        direction: open.get(key)?.direction ?? directionOf(plainText(clause)),
        from: starts ? clause.id : (open.get(key)?.from ?? clause.id),
        to: clause.id,
      };
      open.set(key, rail);
      if (!ends) continue;
      open.delete(key);
      done.push(rail);
    }
  }
  return [...done, ...open.values()];
}

function place(column: HTMLElement, text: HTMLElement, rails: readonly LongRail[]): void {
  const origin = text.getBoundingClientRect().top;
  const spans = rails.map((rail) => ({
    top: (shownIn(text, rail.from)?.getBoundingClientRect().top ?? origin) - origin,
    bottom: (shownIn(text, rail.to)?.getBoundingClientRect().bottom ?? origin) - origin,
  }));
  for (const [index, { top, bottom }] of spans.entries()) {
    const element = column.children[index];
    if (!(element instanceof HTMLElement)) continue;
    const short = Math.min(MARGIN, (bottom - top) / 8);
    element.style.insetBlockStart = `${top + short}px`;
    element.style.blockSize = `${Math.max(0, bottom - top - 2 * short)}px`;
  }
}

/** A clause's element; where it is not laid out, and so out of view, the box that it will stand in. */
function shownIn(text: HTMLElement, id: ClauseId): HTMLElement | null {
  const clause = clauseElement(text, id);
  return clause === null || isLaidOut(clause) ? clause : (groupOf(clause) ?? clause);
}
