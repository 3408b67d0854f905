import { useMemo, type RefObject } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { useTopClause } from '../paper/useTopClause.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { Outline } from './Outline.tsx';

export interface OutlineColumnProps {
  readonly text: RefObject<HTMLElement | null>;
  readonly shown: boolean;
  readonly onGo: (clause: ClauseId) => void;
}

/** The outline beside the text, which marks where the reader is. */
export function OutlineColumn({ text, shown, onGo }: OutlineColumnProps) {
  const { snapshot } = useDraftDesk();
  const top = useTopClause(text);
  const current = useMemo(() => {
    const place = top === null ? -1 : (snapshot.placeOf.get(top) ?? -1);
    return snapshot.clauses.slice(0, place + 1).findLast((clause) => isHeading(clause.kind))?.id ?? null;
  }, [top, snapshot]);
  return (
    <nav className="outline-column" id="outline" aria-label="Outline" hidden={!shown}>
      <Outline items={snapshot.outline} current={current} onGo={onGo} />
    </nav>
  );
}
