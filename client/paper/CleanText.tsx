import { memo, useMemo } from 'react';
import { cleanPassages, type CleanPassage } from '../../shared/projection/clean.ts';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftSnapshot, HeadingLevel } from '../state/draft-snapshot.ts';
import { Styled } from './Brackets.tsx';
import { ClauseFrame } from './ClauseView.tsx';

/** The text as it stands if nothing more is agreed, with a word on what that leaves out. */
export function CleanText({ snapshot }: { readonly snapshot: DraftSnapshot }) {
  const rows = useCleanRows(snapshot);
  const open = snapshot.points.length;
  return (
    <>
      <p className="banner" role="note">
        {open === 0 ? (
          'Nothing is open in this text. It is clean, which does not by itself mean that it is agreed.'
        ) : (
          <>
            <strong>{open === 1 ? 'One point is still open' : `${open} points are still open`}.</strong> What is proposed and not
            accepted is not in this text; what is proposed to be taken out still is. The absence of brackets is not agreement.
          </>
        )}
      </p>
      {rows.map((row) => (
        <CleanClause
          key={row.clause.id}
          clause={row.clause}
          number={snapshot.numbers.get(row.clause.id) ?? ''}
          heading={snapshot.headings.get(row.clause.id)}
          status={snapshot.statusOf.get(row.clause.id)}
          passages={row.passages}
        />
      ))}
    </>
  );
}

const CleanClause = memo(function CleanClause({
  clause,
  number,
  heading,
  status,
  passages,
}: {
  readonly clause: Clause;
  readonly number: string;
  readonly heading: HeadingLevel | undefined;
  readonly status: ClauseStatus | undefined;
  readonly passages: readonly CleanPassage[];
}) {
  return (
    <ClauseFrame clause={clause} heading={heading} status={status} gutter={number}>
      {passages.map((passage, index) => (
        <Styled key={index} run={passage.run}>
          {passage.text}
        </Styled>
      ))}
    </ClauseFrame>
  );
});

/** The clauses that have a clean word, or none at all by intent. */
function useCleanRows(snapshot: DraftSnapshot): { readonly clause: Clause; readonly passages: readonly CleanPassage[] }[] {
  const { clauses, state } = snapshot;
  return useMemo(() => {
    const outcomeOf = outcomesOf(state);
    return clauses
      .map((clause) => ({ clause, passages: cleanPassages(clause, outcomeOf, (id) => state.proposals.get(id)?.order ?? 0) }))
      .filter((row) => row.passages.length > 0 || row.clause.runs.length === 0);
  }, [clauses, state]);
}
