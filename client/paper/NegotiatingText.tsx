import { useMemo, type ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { DrawnClause } from '../state/drawn-text.ts';
import { isSelected, type Selection } from './selection.ts';
import { ClauseView } from './ClauseView.tsx';
import { PointsHeard } from './PointsHeard.tsx';
import { TextInFlow } from './TextInFlow.tsx';

export interface NegotiatingTextProps {
  readonly snapshot: DraftSnapshot;
  readonly attributions: boolean;
  readonly selection: Selection | null;
  /** What stands under the last selected clause: the acts on it. */
  readonly acts: ReactNode;
  /** To a footnote, and back. Absent where one follows somebody else. */
  readonly onGo?: (clause: ClauseId) => void;
}

/** The bracketed text, read-only: with what stands in the place of clauses that are gone, and the footnotes at its foot. */
export function NegotiatingText({ snapshot, attributions, selection, acts, onGo = nowhere }: NegotiatingTextProps) {
  const { drawn, numbers, headings, placeOf, statusOf, points } = snapshot;
  const range = useMemo(() => rangeOf(selection, placeOf), [selection, placeOf]);
  const focus = selection?.focus ?? drawn[0]?.clause.id;
  const drawOne = (one: DrawnClause): ReactNode => {
    const { id } = one.clause;
    return [
      <ClauseView
        key={id}
        drawn={one}
        number={numbers.get(id) ?? ''}
        heading={headings.get(id)}
        status={statusOf.get(id)}
        attributions={attributions}
        selected={range !== null && isSelected(range, placeOf.get(id) ?? -1)}
        reachable={id === focus}
      />,
      id === range?.last && acts !== null ? (
        <div key="acts" className="clause-acts-place">
          {acts}
        </div>
      ) : null,
    ];
  };
  return (
    <PointsHeard points={points}>
      <TextInFlow snapshot={snapshot} rows={drawn} draw={drawOne} onGo={onGo} />
    </PointsHeard>
  );
}

function nowhere(): void {}

function rangeOf(
  selection: Selection | null,
  placeOf: ReadonlyMap<ClauseId, number>,
): { readonly from: number; readonly to: number; readonly last: ClauseId } | null {
  if (selection === null || !selection.acting) return null;
  const anchor = placeOf.get(selection.anchor) ?? -1;
  const focus = placeOf.get(selection.focus) ?? -1;
  if (anchor === -1 || focus === -1) return null;
  return {
    from: Math.min(anchor, focus),
    to: Math.max(anchor, focus),
    last: focus >= anchor ? selection.focus : selection.anchor,
  };
}
