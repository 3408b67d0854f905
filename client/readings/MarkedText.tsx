import type { ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { ClauseView } from '../paper/ClauseView.tsx';
import { InTables } from '../paper/InTables.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { DrawnClause } from '../state/drawn-text.ts';

export interface MarkedTextProps {
  readonly snapshot: DraftSnapshot;
  readonly drawn: readonly DrawnClause[];
  readonly attributions: boolean;
  /** Clauses with a mark in the margin, and what the mark says to those who hear the text. */
  readonly marked: ReadonlySet<ClauseId>;
  readonly says: string;
}

/** A read-only text of which some clauses are marked. */
export function MarkedText({ snapshot, drawn, attributions, marked, says }: MarkedTextProps) {
  const { numbers, headings, statusOf } = snapshot;
  const drawOne = (one: DrawnClause, index: number): ReactNode => {
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
          reachable={index === 0}
        />
      </div>
    );
  };
  return (
    <InTables rows={drawn.map((one, index) => ({ key: one.clause.id, cell: one.clause.cell, drawn: drawOne(one, index) }))} />
  );
}
