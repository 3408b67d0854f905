import { useCallback, useState } from 'react';
import { useAtLeast } from '../chrome/useAtLeast.ts';
import type { Selection } from '../paper/selection.ts';
import type { PointCursor } from '../points/point-cursor.ts';
import type { Tab } from './PointsColumn.tsx';
import { BESIDE, hasLists, type View } from './views.ts';

/** What can stand at the foot of a window that has no room for it beside the text: the card of the point gone to, a list, the story of a clause, or what is new. */
type HeldUp = 'card' | 'list' | 'story' | 'news';

/** The point that one is at, the clauses picked out, and what of what stands beside the text is seen. */
export interface Pointing {
  readonly tab: Tab;
  readonly cursor: PointCursor | null;
  readonly selection: Selection | null;
  /** What is held up at the foot of a narrow window, where what stands beside the text elsewhere follows it; null for nothing. */
  readonly heldUp: HeldUp | null;
  readonly setTab: (tab: Tab) => void;
  /** Whether the lists stand beside the text as it is shown now. */
  readonly hasLists: boolean;
  /** Shows a list because somebody asked for it from the text; the text with its brackets, where it is shown in a way that has none beside it. */
  readonly callUp: (tab: Tab) => void;
  readonly setCursor: (cursor: PointCursor | null) => void;
  /** Sets the cursor because somebody asked for that point; the caret alone, which moves with each key, brings no card over the text. */
  readonly goingTo: (cursor: PointCursor | null) => void;
  readonly setSelection: (selection: Selection | null) => void;
  readonly setView: (view: View) => void;
  readonly putAway: () => void;
}

export function usePointing(view: View, show: (view: View) => void): Pointing {
  const [tab, setTab] = useState<Tab>('open');
  const [cursor, setCursor] = useState<PointCursor | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [isWanted, setWanted] = useState(view === 'since');
  const beside = useAtLeast(BESIDE);
  const goingTo = useCallback((next: PointCursor | null): void => {
    setCursor(next);
    setWanted(next !== null);
  }, []);
  const heldUp = beside ? null : standing({ view, tab, cursor, selection, isWanted });
  const showList = (next: Tab, isAskedFor: boolean): void => {
    setTab(next);
    setWanted(isAskedFor && (next !== 'open' || cursor !== null));
  };
  return {
    tab,
    cursor,
    selection,
    heldUp,
    setTab: (next) => showList(next, isWanted),
    hasLists: hasLists(view),
    callUp: (next) => {
      if (!hasLists(view)) show('negotiating');
      showList(next, true);
    },
    setCursor,
    goingTo,
    setSelection,
    setView: (next) => {
      show(next);
      setWanted(next === 'since' || (view !== 'since' && isWanted));
    },
    putAway: () => (heldUp === 'story' ? setSelection(null) : setWanted(false)),
  };
}

interface Asked extends Pick<Pointing, 'tab' | 'cursor' | 'selection'> {
  readonly view: View;
  readonly isWanted: boolean;
}

function standing({ view, tab, cursor, selection, isWanted }: Asked): HeldUp | null {
  if (view === 'provenance') return selection === null ? null : 'story';
  if (!isWanted) return null;
  if (view === 'since') return 'news';
  if (tab !== 'open') return 'list';
  return cursor === null ? null : 'card';
}
