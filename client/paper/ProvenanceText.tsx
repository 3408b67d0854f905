import { memo, useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { standingClauses } from '../../shared/projection/drawing.ts';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { covers } from '../chrome/in-sight.ts';
import type { DraftSnapshot, HeadingLevel } from '../state/draft-snapshot.ts';
import { Styled } from './Brackets.tsx';
import { ClauseFrame } from './ClauseView.tsx';
import { NotedWords } from './Footnotes.tsx';
import { TextInFlow } from './TextInFlow.tsx';
import { Name } from './Words.tsx';
import { sourcedPassages, SOURCES, sourceWords, type SourcedPassage } from './provenance.ts';

/** Every passage tinted by where it came from. A click on a clause, or Enter, tells its story. */
export function ProvenanceText({
  snapshot,
  told,
  onGo,
}: {
  readonly snapshot: DraftSnapshot;
  readonly told: ClauseId | null;
  readonly onGo: (clause: ClauseId) => void;
}) {
  const { clauses, state } = snapshot;
  const rows = useMemo(() => standingClauses(clauses, outcomesOf(state)).map((clause) => ({ clause })), [clauses, state]);
  const reachable = told ?? rows[0]?.clause.id;
  return (
    <>
      <dl className="legend" aria-label="Legend" ref={covers}>
        {SOURCES.map(({ source, words }) => (
          <div key={source}>
            <dt className={`passage from-${source}`}>Aa</dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt className="passage still-open">[Aa]</dt>
          <dd>still open</dd>
        </div>
      </dl>
      <TextInFlow
        snapshot={snapshot}
        rows={rows}
        onGo={onGo}
        draw={({ clause }) => (
          <ProvenanceClause
            key={clause.id}
            clause={clause}
            number={snapshot.numbers.get(clause.id) ?? ''}
            heading={snapshot.headings.get(clause.id)}
            status={snapshot.statusOf.get(clause.id)}
            state={state}
            registry={snapshot.registry}
            told={clause.id === told}
            reachable={clause.id === reachable}
          />
        )}
      />
    </>
  );
}

interface ProvenanceClauseProps {
  readonly clause: Clause;
  readonly number: string;
  readonly heading: HeadingLevel | undefined;
  readonly status: ClauseStatus | undefined;
  readonly state: RecordState;
  readonly registry: Registry;
  readonly told: boolean;
  readonly reachable: boolean;
}

const ProvenanceClause = memo(function ProvenanceClause({
  clause,
  number,
  heading,
  status,
  state,
  registry,
  told,
  reachable,
}: ProvenanceClauseProps) {
  const passages = sourcedPassages(clause, state);
  return (
    <ClauseFrame
      clause={{ ...clause, runs: passages.map(({ run }) => run) }}
      heading={heading}
      status={status}
      gutter={<Name name={number} />}
      selected={told}
      reachable={reachable}
    >
      {passages.map((passage, index) => (
        <Passage key={index} passage={passage} state={state} registry={registry} />
      ))}
    </ClauseFrame>
  );
});

interface PassageProps {
  readonly passage: SourcedPassage;
  readonly state: RecordState;
  readonly registry: Registry;
}

function Passage({ passage, state, registry }: PassageProps) {
  const words = (
    <Styled run={passage.run}>
      <NotedWords words={passage.text} />
    </Styled>
  );
  return (
    <span
      className={`passage from-${passage.source}${passage.open ? ' still-open' : ''}${passage.contested ? ' struck' : ''}`}
      title={sourceWords(passage, state, registry)}
    >
      {words}
    </span>
  );
}
