import type { ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Point } from '../../shared/projection/points.ts';
import { ClauseView } from '../paper/ClauseView.tsx';
import { PointsHeard } from '../paper/PointsHeard.tsx';
import { TextInFlow } from '../paper/TextInFlow.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { DrawnClause } from '../state/drawn-text.ts';

export interface MarkedTextProps {
  readonly snapshot: DraftSnapshot;
  readonly drawn: readonly DrawnClause[];
  /** What is open in what is drawn. */
  readonly points: readonly Point[];
  readonly attributions: boolean;
  /** Clauses with a mark in the margin, and what the mark says to those who hear the text. */
  readonly marked: ReadonlySet<ClauseId>;
  readonly says: string;
  readonly onGo: (clause: ClauseId) => void;
}

/** A read-only text of which some clauses are marked. */
export function MarkedText({ snapshot, drawn, points, attributions, marked, says, onGo }: MarkedTextProps) {
  const { numbers, headings, statusOf } = snapshot;
  const drawOne = (one: DrawnClause): ReactNode => {
    const { id } = one.clause;
    const isMarked = marked.has(id);
    return (
      <div key={id} className={isMarked ? 'marked-clause' : undefined}>
        {isMarked && <span className="unseen">{says}: </span>}
        <ClauseView
          drawn={one}
          number={numbers.get(id) ?? ''}
          heading={headings.get(id)}
          status={statusOf.get(id)}
          attributions={attributions}
          selected={false}
          reachable={one === drawn[0]}
        />
      </div>
    );
  };
  return (
    <PointsHeard points={points}>
      <TextInFlow snapshot={snapshot} rows={drawn} draw={drawOne} onGo={onGo} />
    </PointsHeard>
  );
}
