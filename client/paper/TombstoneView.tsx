import type { Tombstone } from '../../shared/projection/tombstones.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { ClauseFrame } from './ClauseView.tsx';

export interface TombstoneViewProps {
  readonly clause: Clause;
  readonly tombstone: Tombstone;
  readonly snapshot: DraftSnapshot;
}

/** What stands in the place of a clause that is gone: "Deleted and merged into article 30." */
export function TombstoneView({ clause, tombstone, snapshot }: TombstoneViewProps) {
  const { kind } = clause;
  const words = <span className="tombstone">{tombstone.words}</span>;
  return (
    <ClauseFrame
      clause={{ ...clause, runs: [] }}
      heading={isHeading(kind) ? snapshot.headings.get(clause.id) : undefined}
      gutter={isHeading(kind) ? null : tombstone.number}
    >
      {isHeading(kind) ? (
        <>
          {tombstone.number} {words}
        </>
      ) : (
        words
      )}
    </ClauseFrame>
  );
}
