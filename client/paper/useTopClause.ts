import { useEffect, useState, type RefObject } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { topClause } from './places.ts';

/** The clause at the top of what is in view, followed while the page scrolls. */
export function useTopClause(text: RefObject<HTMLElement | null>): ClauseId | null {
  const [top, setTop] = useState<ClauseId | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      // Under an open menu no clause is hit: the text stands where it stood.
      const found = text.current === null ? null : topClause(text.current);
      if (found !== null) setTop(found);
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    soon();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
    };
  }, [text]);
  return top;
}
