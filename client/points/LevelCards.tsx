import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Point } from '../../shared/projection/points.ts';
import { bracketElement } from '../paper/places.ts';
import { useTopClause } from '../paper/useTopClause.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { level, wantedPlaces } from './level.ts';
import { pointAt, type PointCursor } from './point-cursor.ts';
import { PointCard } from './PointCard.tsx';

/** Up to so many points, all have their cards; beyond, those near what is in view. */
const ALL_OF = 40;
const BEFORE = 10;
const AFTER = 26;
const GAP = 8;

export interface LevelCardsProps {
  readonly text: RefObject<HTMLElement | null>;
  readonly cursor: PointCursor | null;
  /** Puts away the current one's card, which is held up at the foot of the window; null where it stands among the others. */
  readonly onPutAway: (() => void) | null;
}

/** The cards of the open points, level with their text. */
export function LevelCards({ text, cursor, onPutAway }: LevelCardsProps) {
  const { snapshot } = useDraftDesk();
  const { points, numbers } = snapshot;
  const column = useRef<HTMLDivElement>(null);
  const top = useTopClause(text);
  const current = pointAt(points, cursor);
  const shown = windowOf(points, snapshot.placeOf, top, current);
  const [tick, setTick] = useState(0);
  const ids = shown.map((point) => point.id).join();
  useEffect(() => {
    const observer = new ResizeObserver(() => setTick((count) => count + 1));
    if (text.current !== null) observer.observe(text.current);
    const head = column.current?.parentElement?.querySelector('.points-head');
    if (head != null) observer.observe(head);
    if (column.current !== null) for (const card of column.current.children) observer.observe(card);
    return () => observer.disconnect();
  }, [text, ids]);
  useLayoutEffect(() => {
    if (column.current !== null && text.current !== null) place(column.current, text.current, shown, current);
  }, [shown, current, tick, text]);
  return (
    <div className="level-cards" ref={column}>
      {shown.map((point) => (
        <PointCard
          key={point.id}
          point={point}
          number={numbers.get(point.clause) ?? ''}
          place={points.indexOf(point) + 1}
          of={points.length}
          chosen={point === current ? (cursor?.proposal ?? null) : null}
          onPutAway={onPutAway}
        />
      ))}
    </div>
  );
}

function windowOf(
  points: readonly Point[],
  placeOf: ReadonlyMap<ClauseId, number>,
  top: ClauseId | null,
  current: Point | null,
): readonly Point[] {
  if (points.length <= ALL_OF) return points;
  const from = top === null ? 0 : (placeOf.get(top) ?? 0);
  const first = points.findIndex((point) => (placeOf.get(point.clause) ?? 0) >= from);
  const start = Math.max(0, (first === -1 ? points.length : first) - BEFORE);
  const window = points.slice(start, start + BEFORE + AFTER);
  // The chosen one stays within reach of the keyboard, wherever the text has been scrolled to.
  return current === null || window.includes(current)
    ? window
    : points.indexOf(current) < start
      ? [current, ...window]
      : [...window, current];
}

/** How far down the column its head reaches at the top of the page, where nothing can be scrolled from under it. */
function headOf(column: HTMLElement): number {
  const head = column.parentElement?.querySelector<HTMLElement>('.points-head');
  // It may begin over where the column does.
  return head == null ? 0 : (head.parentElement?.offsetTop ?? 0) + head.offsetHeight;
}

function place(column: HTMLElement, text: HTMLElement, shown: readonly Point[], current: Point | null): void {
  const origin = column.getBoundingClientRect().top;
  const cards = [...column.children].filter((child) => child instanceof HTMLElement);
  const found = shown.map((point) => bracketElement(text, point)?.getBoundingClientRect().top ?? null);
  const standings = wantedPlaces(found.map((top) => (top === null ? null : top - origin))).map((wanted, index) => ({
    wanted,
    height: cards[index]?.offsetHeight ?? 0,
  }));
  const chosen = current === null ? -1 : shown.indexOf(current);
  const inView = standings.findIndex((card) => card.wanted >= -origin);
  const anchor = chosen !== -1 ? chosen : inView === -1 ? standings.length - 1 : inView;
  const tops = level(standings, Math.max(0, anchor), GAP);
  let free = headOf(column);
  for (const [index, card] of cards.entries()) {
    const top = Math.max(free, Math.round(tops[index] ?? 0));
    card.style.insetBlockStart = `${top}px`;
    free = top + card.offsetHeight + GAP;
  }
}
