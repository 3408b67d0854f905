import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { useTopClause } from '../paper/useTopClause.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { Outline } from './Outline.tsx';

export interface OutlineColumnProps {
  readonly text: RefObject<HTMLElement | null>;
  readonly shown: boolean;
  readonly isDrawn: boolean;
  readonly onGo: (clause: ClauseId) => void;
}

/** The outline beside the text. */
export function OutlineColumn({ text, shown, isDrawn, onGo }: OutlineColumnProps) {
  const nav = useRef<HTMLElement>(null);
  return (
    <nav className="outline-column" id="outline" aria-label="Outline" hidden={!shown} ref={nav}>
      {isDrawn && <FollowedOutline text={text} nav={nav} onGo={onGo} />}
    </nav>
  );
}

/** Marks where the reader is. */
function FollowedOutline({
  text,
  nav,
  onGo,
}: Pick<OutlineColumnProps, 'text' | 'onGo'> & { readonly nav: RefObject<HTMLElement | null> }) {
  const { snapshot } = useDraftDesk();
  const top = useTopClause(text);
  const [went, setWent] = useState<ClauseId | null>(null);
  const under = useMemo(() => {
    const place = top === null ? -1 : (snapshot.placeOf.get(top) ?? -1);
    return snapshot.clauses.slice(0, place + 1).findLast((clause) => isHeading(clause.kind))?.id ?? null;
  }, [top, snapshot]);
  // Near the end of a text a heading cannot come to the top: where somebody went is where they are, until they move on.
  useEffect(() => {
    if (went === null) return undefined;
    const moveOn = (event: Event): void => {
      const within = event.target instanceof Node && nav.current?.contains(event.target) === true;
      // A key goes on from where the focus still is.
      if (!within || event.type === 'keydown') setWent(null);
    };
    for (const kind of MOVING_ON) window.addEventListener(kind, moveOn, { passive: true });
    return () => {
      for (const kind of MOVING_ON) window.removeEventListener(kind, moveOn);
    };
  }, [went, nav]);
  return (
    <Outline
      items={snapshot.outline}
      current={went ?? under}
      onGo={(clause) => {
        setWent(clause);
        onGo(clause);
      }}
    />
  );
}

const MOVING_ON = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
