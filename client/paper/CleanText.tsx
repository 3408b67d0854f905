import { memo, useMemo, type ReactNode } from 'react';
import {
  bringingOrder,
  cleanFootnotes,
  cleanPassages,
  notesLeftOut,
  standsClean,
  type CleanPassage,
} from '../../shared/projection/clean.ts';
import { notesOfNothing } from '../../shared/projection/footnotes.ts';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftSnapshot, HeadingLevel } from '../state/draft-snapshot.ts';
import { FallenList } from '../readings/FallenList.tsx';
import { Styled } from './Brackets.tsx';
import { ClauseFrame } from './ClauseView.tsx';
import { NotedWords } from './Footnotes.tsx';
import { TextInFlow } from './TextInFlow.tsx';
import { Name } from './Words.tsx';

/** The text as it stands if nothing more is agreed, with a word on what that leaves out. */
export function CleanText({ snapshot, onGo }: { readonly snapshot: DraftSnapshot; readonly onGo: (clause: ClauseId) => void }) {
  const rows = useCleanRows(snapshot);
  const drawRow = (row: CleanRow): ReactNode => (
    <CleanClause
      key={row.clause.id}
      clause={row.clause}
      number={snapshot.numbers.get(row.clause.id) ?? ''}
      heading={snapshot.headings.get(row.clause.id)}
      status={snapshot.statusOf.get(row.clause.id)}
      passages={row.passages}
    />
  );
  const open = snapshot.points.length;
  const notes = useNotesLeftOut(snapshot);
  const footnotes = useMemo(
    () => cleanFootnotes(snapshot.beside.footnotes, snapshot.clauses, outcomesOf(snapshot.state)),
    [snapshot],
  );
  const unreferred = useMemo(
    () => notesOfNothing(snapshot.clauses, snapshot.beside.footnotes, outcomesOf(snapshot.state)).length,
    [snapshot],
  );
  return (
    <>
      <div className="banner" role="note">
        {open === 0 ? (
          'Nothing is open in this text. It is clean, which does not by itself mean that it is agreed.'
        ) : (
          <>
            <strong>{open === 1 ? 'One point is still open' : `${open} points are still open`}.</strong> What is proposed and not
            accepted is not in this text; what is proposed to be taken out still is: so it would read if all open brackets fell.
            The absence of brackets is not agreement.
            <FallenList snapshot={snapshot} onGo={onGo} />
          </>
        )}
        {notes > 0 && ` ${notes === 1 ? 'One note in braces is' : `${notes} notes in braces are`} left out.`}
        {unreferred > 0 &&
          ` ${unreferred === 1 ? 'One footnote to which nothing refers is' : `${unreferred} footnotes to which nothing refers are`} left out.`}
      </div>
      <TextInFlow snapshot={snapshot} rows={rows} draw={drawRow} footnotes={footnotes} onGo={onGo} />
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
    <ClauseFrame
      clause={{ ...clause, runs: passages.map(({ text, run }) => ({ ...run, text })) }}
      heading={heading}
      status={status}
      gutter={<Name name={number} />}
    >
      {passages.map((passage, index) => (
        <Styled key={index} run={passage.run}>
          <NotedWords words={passage.text} />
        </Styled>
      ))}
    </ClauseFrame>
  );
});

interface CleanRow {
  readonly clause: Clause;
  readonly passages: readonly CleanPassage[];
}

/** The clauses that have a clean word, or none at all by intent. */
function useCleanRows(snapshot: DraftSnapshot): readonly CleanRow[] {
  const { clauses, state } = snapshot;
  return useMemo(() => {
    const outcomeOf = outcomesOf(state);
    return standsClean(clauses, outcomeOf).map((clause) => ({
      clause,
      passages: cleanPassages(clause, outcomeOf, bringingOrder(state)),
    }));
  }, [clauses, state]);
}

function useNotesLeftOut({ clauses, state }: DraftSnapshot): number {
  return useMemo(() => {
    const outcomeOf = outcomesOf(state);
    return clauses.flatMap((clause) => notesLeftOut(clause, outcomeOf)).length;
  }, [clauses, state]);
}
