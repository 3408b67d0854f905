import type { ReactNode } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { BracketRole, Part } from '../../shared/projection/drawing.ts';
import { repairedParts } from '../../shared/projection/repair.ts';
import { withoutSlots, type Run } from '../../shared/text/clause.ts';
import { isLongTag, type BracketWords, type DrawnClause } from '../state/drawn-text.ts';
import { NotedWords } from './Footnotes.tsx';
import { OpenHeard } from './PointsHeard.tsx';

/** The row of a clause, divided at its number: what stands before that goes into the gutter. */
export interface DrawnRow {
  readonly before: ReactNode[];
  readonly after: ReactNode[];
}

/** Draws the parts of a clause. `attributions` false: no tags. */
export function drawnRow(drawn: DrawnClause, attributions: boolean): DrawnRow {
  const row: DrawnRow = { before: [], after: [] };
  const parts = repairedParts(drawn);
  const stack: ProposalId[] = [];
  // Said once a clause: behind the last of a proposal's brackets in it.
  const lastClose = new Map(parts.flatMap((part, index) => (part.type === 'close' ? [[part.proposal, index] as const] : [])));
  let into = row.before;
  for (const [index, part] of parts.entries()) {
    if (part.type === 'number') into = row.after;
    else if (part.type === 'open') {
      stack.push(part.proposal);
      into.push(<Glyph key={index} edge={part} opens said={drawn.said.get(part.proposal)} />);
    } else if (part.type === 'close') {
      const at = stack.lastIndexOf(part.proposal);
      if (at !== -1) stack.splice(at, 1);
      into.push(<Glyph key={index} edge={part} opens={false} said={drawn.said.get(part.proposal)} />);
      const tag = drawn.said.get(part.proposal)?.tag ?? '';
      if (attributions && tag !== '' && lastClose.get(part.proposal) === index)
        into.push(<Tag key={`${index}t`} proposal={part.proposal} role={part.role} words={tag} />);
    } else if (part.type === 'words') into.push(<Words key={index} part={part} inner={stack.at(-1)} said={drawn.said} />);
  }
  return row;
}

function Glyph({
  edge,
  opens,
  said,
}: {
  readonly edge: { readonly proposal: ProposalId; readonly role: BracketRole };
  readonly opens: boolean;
  readonly said: BracketWords | undefined;
}) {
  return (
    <>
      <span className={`glyph ${edge.role}${opens ? ' open' : ' close'}`} data-proposal={edge.proposal} aria-hidden="true">
        {opens ? '[' : ']'}
      </span>
      <span className="unseen">{opens ? <OpenHeard {...edge} tag={said?.tag ?? ''} /> : ' close bracket '}</span>
    </>
  );
}

function Tag({ proposal, role, words }: { readonly proposal: ProposalId; readonly role: BracketRole; readonly words: string }) {
  return (
    <span className={`tag ${role}${isLongTag(words) ? ' is-long' : ''}`} data-proposal={proposal} aria-hidden="true">
      {words}
    </span>
  );
}

function Words({
  part,
  inner,
  said,
}: {
  readonly part: Extract<Part, { type: 'words' }>;
  readonly inner: ProposalId | undefined;
  readonly said: ReadonlyMap<ProposalId, BracketWords>;
}) {
  const { run } = part;
  const text = withoutSlots(run.text);
  if (part.standing === 'settled')
    return (
      <Styled run={run}>
        <NotedWords words={text} />
      </Styled>
    );
  const added = run.insertions.some((id) => said.get(id)?.inherited === false);
  // The label of an option is its own to bring in and to take out: nobody wants it out by itself.
  const struck = run.deletions.some((id) => !run.insertions.includes(id));
  const ids = [...run.insertions, ...run.deletions].filter((id) => said.has(id));
  return (
    <span
      className={`in-brackets${added && !struck ? ' added' : ''}${struck ? ' struck' : ''}`}
      data-in={ids.join(' ')}
      data-inner={inner}
    >
      <Styled run={run}>
        <NotedWords words={text} />
      </Styled>
    </span>
  );
}

/** Words in their own weight and slant. */
export function Styled({ run, children }: { readonly run: Pick<Run, 'bold' | 'italic' | 'link'>; readonly children: ReactNode }) {
  let styled = children;
  if (run.italic) styled = <em>{styled}</em>;
  if (run.bold) styled = <strong>{styled}</strong>;
  if (run.link !== undefined)
    styled = (
      <span className="link" title={run.link}>
        {styled}
      </span>
    );
  return styled;
}
