import { memo, type ReactNode } from 'react';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { StatusTag } from '../ladder/StatusTag.tsx';
import type { HeadingLevel } from '../state/draft-snapshot.ts';
import type { DrawnClause, Rail } from '../state/drawn-text.ts';
import { drawnRow } from './Brackets.tsx';
import { ClauseDirection, Name } from './Words.tsx';

export interface ClauseViewProps {
  readonly drawn: DrawnClause;
  readonly number: string;
  readonly heading: HeadingLevel | undefined;
  /** How far it is agreed; absent where it is open. */
  readonly status?: ClauseStatus | undefined;
  readonly attributions: boolean;
  readonly selected: boolean;
  /** The one clause that Tab reaches; arrow keys reach the others. */
  readonly reachable: boolean;
}

/** One clause as the projection has it. Drawn again only where it changed. */
export const ClauseView = memo(function ClauseView({
  drawn,
  number,
  heading,
  status,
  attributions,
  selected,
  reachable,
}: ClauseViewProps) {
  const row = drawnRow(drawn, attributions);
  const inGutter = number !== '';
  return (
    <ClauseFrame
      clause={{ ...drawn.clause, runs: drawn.parts.flatMap((part) => (part.type === 'words' ? part.run : [])) }}
      heading={heading}
      status={status}
      selected={selected}
      reachable={reachable}
      rails={drawn.rails}
      gutter={inGutter ? [...row.before, <Name key="number" name={number} />] : null}
    >
      {inGutter ? row.after : [...row.before, ...row.after]}
    </ClauseFrame>
  );
});

export interface ClauseFrameProps {
  /** With the words that are read of it: by these it runs its way. */
  readonly clause: Pick<Clause, 'id' | 'kind' | 'level' | 'runs'>;
  /** Its level where it is a heading. */
  readonly heading: HeadingLevel | undefined;
  /** How far it is agreed; absent where it is open. */
  readonly status?: ClauseStatus | undefined;
  readonly gutter: ReactNode;
  readonly children: ReactNode;
  readonly rails?: readonly Rail[];
  readonly selected?: boolean;
  readonly reachable?: boolean;
}

const DEEPEST = 8;
/** Characters to a line, and lines at most, for the height that a clause is given while it is not laid out. */
const LINE = 66;
const MOST_LINES = 12;

/** A clause's place on the paper: rails and number in the margin, its words in the column. */
export function ClauseFrame({
  clause,
  heading,
  status,
  gutter,
  children,
  rails = [],
  selected = false,
  reachable = false,
}: ClauseFrameProps) {
  const depth =
    clause.kind === 'paragraph' || clause.kind === 'subparagraph' || clause.kind === 'text' || clause.kind === 'option'
      ? Math.min(clause.level, DEEPEST)
      : 0;
  const lines = Math.min(MOST_LINES, Math.ceil(clause.runs.reduce((sum, run) => sum + run.text.length, 0) / LINE));
  const Words = heading === undefined ? 'p' : (`h${heading}` as const);
  const direction = directionOf(plainText(clause));
  return (
    <div
      className={`clause kind-${clause.kind}${selected ? ' selected' : ''}`}
      style={{ '--depth': depth, '--lines': lines }}
      data-clause={clause.id}
      dir={direction}
      data-rung-colour={status?.rung.colour}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one clause is in the order of Tab, and the arrow keys go on from it
      tabIndex={reachable ? 0 : -1}
    >
      {rails.length > 0 && (
        <span className="rails" aria-hidden="true">
          {rails.map((rail) => (
            <span
              key={`${rail.role}${rail.proposal}`}
              className={`rail ${rail.role}${rail.starts ? ' starts' : ''}${rail.ends ? ' ends' : ''}`}
              style={{ '--lane': Math.min(rail.lane, DEEPEST) }}
              data-proposal={rail.proposal}
            />
          ))}
        </span>
      )}
      <span className="gutter">{gutter}</span>
      <Words className="words">
        {selected && <span className="unseen">Selected. </span>}
        <ClauseDirection value={direction}>{children}</ClauseDirection>
        {status !== undefined && <StatusTag status={status} />}
      </Words>
    </div>
  );
}
