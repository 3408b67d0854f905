import { useEffect, useState, type RefObject } from 'react';

/** Which of many equal rows and columns are in view, a few beyond the edges among them. */
export interface Window {
  readonly rows: readonly [from: number, to: number];
  readonly columns: readonly [from: number, to: number];
}

/** The sizes of a grid whose cells are all alike, in pixels, and how many there are. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly rowHeight: number;
  readonly columnWidth: number;
  /** Of what sticks at the top and at the start. */
  readonly headHeight: number;
  readonly headWidth: number;
}

const BEYOND = 4;

/** Follows a scrolling element: only what is in view need be drawn. */
export function useWindow(frame: RefObject<HTMLElement | null>, size: GridSize): Window {
  const [box, setBox] = useState({ top: 0, start: 0, height: 800, width: 1200 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void =>
      setBox((before) => {
        const now = {
          top: element.scrollTop,
          start: Math.abs(element.scrollLeft),
          height: element.clientHeight,
          width: element.clientWidth,
        };
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame]);
  return windowOf(size, box);
}

/** The rows and columns that a box shows of a grid. */
export function windowOf(
  size: GridSize,
  box: { readonly top: number; readonly start: number; readonly height: number; readonly width: number },
): Window {
  const span = (at: number, length: number, each: number, count: number): readonly [number, number] => [
    Math.max(0, Math.min(count, Math.floor(at / each) - BEYOND)),
    Math.min(count, Math.ceil((at + length) / each) + BEYOND),
  ];
  return {
    rows: span(box.top, box.height - size.headHeight, size.rowHeight, size.rows),
    columns: span(box.start, box.width - size.headWidth, size.columnWidth, size.columns),
  };
}
