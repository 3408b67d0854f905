import { memo, useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import { standingClauses } from '../../shared/projection/drawing.ts';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftSnapshot, HeadingLevel } from '../state/draft-snapshot.ts';
import { Styled } from './Brackets.tsx';
import { ClauseFrame } from './ClauseView.tsx';
import { InTables } from './InTables.tsx';
import { Name, Words } from './Words.tsx';
import { sourcedPassages, SOURCES, type SourcedPassage } from './provenance.ts';

/** Every passage tinted by where it came from. A click on a clause, or Enter, tells its story. */
export function ProvenanceText({ snapshot, told }: { readonly snapshot: DraftSnapshot; readonly told: ClauseId | null }) {
  const standing = useMemo(() => {
    return standingClauses(snapshot.clauses, outcomesOf(snapshot.state));
  }, [snapshot.clauses, snapshot.state]);
  const reachable = told ?? standing[0]?.id;
  return (
    <>
      <dl className="legend" aria-label="Legend">
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
      <InTables
        rows={standing.map((clause) => ({
          key: clause.id,
          cell: clause.cell,
          drawn: (
            <ProvenanceClause
              key={clause.id}
              clause={clause}
              number={snapshot.numbers.get(clause.id) ?? ''}
              heading={snapshot.headings.get(clause.id)}
              status={snapshot.statusOf.get(clause.id)}
              state={snapshot.state}
              registry={snapshot.registry}
              told={clause.id === told}
              reachable={clause.id === reachable}
            />
          ),
        }))}
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
        <Passage key={index} passage={passage} registry={registry} />
      ))}
    </ClauseFrame>
  );
});

function Passage({ passage, registry }: { readonly passage: SourcedPassage; readonly registry: Registry }) {
  const words = (
    <Styled run={passage.run}>
      <Words words={passage.text} />
    </Styled>
  );
  return (
    <span
      className={`passage from-${passage.source}${passage.open ? ' still-open' : ''}${passage.contested ? ' struck' : ''}`}
      title={titleOf(passage, registry)}
    >
      {words}
    </span>
  );
}

function titleOf({ proposal, open }: SourcedPassage, registry: Registry): string {
  if (proposal === null) return open ? 'The text as imported; proposed to be taken out' : 'The text as imported';
  const who = proposal.proposer === null ? 'proposer not recorded' : proposersOf(proposal, registry);
  return `${who} · record ${proposal.entry}${open ? ' · still open' : ''}`;
}
