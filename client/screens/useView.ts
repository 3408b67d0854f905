import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useSearchParams } from 'wouter';
import type { DraftId } from '../../shared/base/ids.ts';
import { KeptPlace } from '../paper/kept-place.ts';
import { leaveAt, leftAt } from '../paper/left-place.ts';
import { isSentTo } from './useArrival.ts';
import { viewOf, type View } from './views.ts';

/** How the text is shown, as the address says. What somebody reads stays where it is when that changes, and is gone back to. */
export interface Viewing {
  readonly view: View;
  readonly setView: (view: View) => void;
  /** Compares two moments (`now`, `revision-2`, `entry-40`). */
  readonly compare: (from: string, to: string) => void;
}

export function useView(draft: DraftId, text: RefObject<HTMLElement | null>): Viewing {
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search.get('view'));
  const place = useRef<KeptPlace>(null);
  const shown = useRef(view);
  const [left] = useState(() => (isSentTo(search) ? null : leftAt(draft)));
  useLayoutEffect(() => {
    if (text.current === null) return undefined;
    const kept = new KeptPlace(text.current, left);
    place.current = kept;
    const endKeeping = kept.keep();
    if (left !== null) kept.hold();
    const leave = (): void => {
      const read = kept.note();
      if (read !== null) leaveAt(draft, read);
    };
    // The browser knows the pixels at which the page was left, and not what stood there.
    history.scrollRestoration = 'manual';
    window.addEventListener('pagehide', leave);
    return () => {
      leave();
      endKeeping();
      history.scrollRestoration = 'auto';
      window.removeEventListener('pagehide', leave);
    };
  }, [draft, text, left]);
  useLayoutEffect(() => {
    if (shown.current === view) return undefined;
    shown.current = view;
    return place.current?.hold();
  }, [view]);
  const show = (next: Record<string, string>): void => {
    place.current?.note();
    setSearch(next, { replace: true });
  };
  return {
    view,
    setView: (next) => show(next === 'negotiating' ? {} : { view: next }),
    compare: (from, to) => show({ view: 'compare', from, to }),
  };
}
