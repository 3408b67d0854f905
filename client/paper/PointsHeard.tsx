import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import type { BracketRole } from '../../shared/projection/drawing.ts';
import { heardPlace, heardPlaces } from '../../shared/projection/heard.ts';
import type { Point } from '../../shared/projection/points.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { outcomeWords } from '../../shared/projection/register.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import { pointAt, type PointCursor } from '../points/point-cursor.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

type Heard = ReadonlyMap<ProposalId, string>;

const HeardPlaces = createContext<Heard>(new Map());

/** Brackets in it are heard with which of these points they are in. */
export function PointsHeard({ points, children }: { readonly points: readonly Point[]; readonly children: ReactNode }) {
  const now = useMemo(() => heardPlaces(points), [points]);
  // The same while it says the same, so that typing has no bracket drawn anew.
  const [held, setHeld] = useState(now);
  if (held !== now && !sameHeard(held, now)) setHeld(now);
  return <HeardPlaces value={held}>{children}</HeardPlaces>;
}

function sameHeard(a: Heard, b: Heard): boolean {
  return a.size === b.size && [...a].every(([id, place]) => b.get(id) === place);
}

/** What is heard where a bracket opens: " open bracket, 2 of 7, 2 alternatives, proposed by Norway: ". */
export function OpenHeard({
  proposal,
  role,
  tag,
}: {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
  readonly tag: string;
}): ReactNode {
  return ` ${openWords({ role, tag, place: useContext(HeardPlaces).get(proposal) })}: `;
}

function openWords({
  role,
  tag,
  place,
}: {
  readonly role: BracketRole;
  readonly tag: string;
  readonly place: string | undefined;
}) {
  return [
    'open bracket',
    ...(place === undefined ? [] : [place]),
    ...(role === 'deletion' ? ['proposed to be taken out'] : []),
    ...(tag === '' ? [] : [`proposed by ${tag}`]),
  ].join(', ');
}

/** Tells those who hear the page at which point they have come, by key or with the caret, and what became of it where it is decided there. */
export function PointReached({ snapshot, cursor }: { readonly snapshot: DraftSnapshot; readonly cursor: PointCursor | null }) {
  return <output className="unseen">{reachedWords(snapshot, cursor)}</output>;
}

function reachedWords(snapshot: DraftSnapshot, cursor: PointCursor | null): string {
  const { points, state, registry, holding } = snapshot;
  const point = pointAt(points, cursor);
  const proposal = cursor === null ? undefined : state.proposals.get(cursor.proposal);
  if (proposal === undefined) return '';
  if (point === null) {
    const called = (id: ProposalId): string => `“${quotation(holding.get(id) ?? [], id)}”`;
    return proposal.status.state === 'open' ? '' : `no longer open: ${outcomeWords(proposal, snapshot, called)}`;
  }
  const tag = tagOf(withMerged(state.proposals, proposal), registry);
  return openWords({ role: 'insertion', tag, place: heardPlace(point, points.indexOf(point), points.length) });
}
