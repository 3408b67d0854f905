import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { stepIn, type CellPlace } from './grid-keys.ts';
import type { GridSize } from './useWindow.ts';

/** Which cell of a grid Tab reaches, and the keys that go from cell to cell. Row and column 0 are the heads. */
export interface GridFocus {
  readonly at: CellPlace;
  /** The `tabIndex` of a cell. */
  readonly tab: (row: number, column: number) => 0 | -1;
  readonly press: (event: KeyboardEvent) => void;
}

export function useGridFocus(frame: RefObject<HTMLElement | null>, size: GridSize, onEnter: (row: number) => void): GridFocus {
  const [held, setAt] = useState<CellPlace>({ row: 1, column: 0 });
  // What was decided meanwhile may have been the last line.
  const at = { row: Math.min(held.row, size.rows), column: Math.min(held.column, size.columns) };
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    reveal(frame.current, at, size);
    frame.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });
  return {
    at,
    tab: (row, column) => (at.row === row && at.column === column ? 0 : -1),
    press: (event) => {
      const inView = (frame.current?.clientHeight ?? 0) - size.headHeight;
      const page = Math.max(1, Math.floor(inView / size.rowHeight) - 1);
      const next = stepIn(at, event, { rows: size.rows + 1, columns: size.columns + 1, page });
      if (next === null) {
        if (event.key === 'Enter' && at.row > 0) onEnter(at.row - 1);
        return;
      }
      event.preventDefault();
      moved.current = true;
      setAt(next);
    },
  };
}

/** Scrolls so that a cell is in view, clear of the heads. */
function reveal(frame: HTMLElement | null, { row, column }: CellPlace, size: GridSize): void {
  if (frame === null) return;
  if (row > 0) {
    const top = (row - 1) * size.rowHeight;
    const height = frame.clientHeight - size.headHeight - size.rowHeight;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top > frame.scrollTop + height) frame.scrollTop = top - height;
  }
  if (column === 0) return;
  const start = (column - 1) * size.columnWidth;
  const width = frame.clientWidth - size.headWidth - size.columnWidth;
  const onward = getComputedStyle(frame).direction === 'rtl' ? -1 : 1;
  const from = frame.scrollLeft * onward;
  if (start < from) frame.scrollLeft = start * onward;
  else if (start > from + width) frame.scrollLeft = (start - width) * onward;
}
