import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useSearchParams } from 'wouter';
import { KeptPlace } from '../paper/kept-place.ts';
import { viewOf, type View } from './views.ts';

/** How the text is shown, as the address says. What somebody reads stays where it is when that changes. */
export interface Viewing {
  readonly view: View;
  readonly setView: (view: View) => void;
  /** Compares two moments (`now`, `revision-2`, `entry-40`). */
  readonly compare: (from: string, to: string) => void;
}

export function useView(text: RefObject<HTMLElement | null>): Viewing {
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search.get('view'));
  const place = useRef<KeptPlace>(null);
  const shown = useRef(view);
  useLayoutEffect(() => {
    if (text.current !== null) place.current = new KeptPlace(text.current);
  }, [text]);
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
