import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { holdingOf } from '../../shared/projection/article.ts';
import { outline, type OutlineItem } from '../../shared/projection/outline.ts';
import { inapplicable, type Inapplicable } from '../../shared/record/applicability.ts';
import { numbersOf, type Numbers } from '../../shared/projection/numbers.ts';
import { placeholdersOf, type Placeholder } from '../../shared/projection/placeholders.ts';
import { pointsDrawn, type Point } from '../../shared/projection/points.ts';
import { rivalsAmong, type Rivals } from '../../shared/projection/rivals.ts';
import { statuses, type ClauseStatus } from '../../shared/projection/status.ts';
import { isServersOwn, type Proposal } from '../../shared/proposals/proposal.ts';
import type { Entry } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import type { DrawnClause } from './drawn-text.ts';

/** A draft at one moment: text and record, and what follows from them, each worked out when first asked for. */
export interface DraftSnapshot extends Consequences {
  readonly clauses: readonly Clause[];
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly registry: Registry;
}

/** What follows from a text and its record. */
interface Consequences {
  readonly byId: ReadonlyMap<ClauseId, Clause>;
  /** Place of each clause in the text. */
  readonly placeOf: ReadonlyMap<ClauseId, number>;
  readonly numbers: ReadonlyMap<ClauseId, string>;
  /** Numbers with what stands in the place of clauses that are gone, and the footnotes. */
  readonly beside: Numbers;
  /** What is still to be filled in. */
  readonly placeholders: readonly Placeholder[];
  readonly points: readonly Point[];
  readonly outline: readonly OutlineItem[];
  /** How far each clause is agreed; those not in it are open. */
  readonly statusOf: ReadonlyMap<ClauseId, ClauseStatus>;
  readonly drawn: readonly DrawnClause[];
  readonly drawnOf: ReadonlyMap<ClauseId, DrawnClause>;
  /** Level of each heading below that of the page, without gaps: a title is 2. */
  readonly headings: ReadonlyMap<ClauseId, HeadingLevel>;
  /** The point in which each open proposal is. */
  readonly pointOf: ReadonlyMap<ProposalId, Point>;
  /** With which others each open proposal cannot stand together. */
  readonly rivals: Rivals;
  /** The clauses that hold characters of each proposal, in order. */
  readonly holding: ReadonlyMap<ProposalId, readonly Clause[]>;
  /** Open proposals that can no longer apply, and why. */
  readonly cannot: ReadonlyMap<ProposalId, Inapplicable>;
  /** Open proposals that are not before the meeting: the parked first, by the day on which they come back. */
  readonly aside: readonly Proposal[];
  /** Proposals no longer open, the latest decision first. */
  readonly decided: readonly Proposal[];
}

/** What a snapshot is made of. `draw` may reuse what it drew before. */
export interface SnapshotSources {
  readonly clauses: readonly Clause[];
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly registry: Registry;
  draw(): readonly DrawnClause[];
}

export function draftSnapshot(sources: SnapshotSources): DraftSnapshot {
  const { clauses, entries, state, registry } = sources;
  const made: Consequences = whenAsked<Consequences>({
    byId: () => new Map(clauses.map((clause) => [clause.id, clause])),
    placeOf: () => new Map(clauses.map((clause, index) => [clause.id, index])),
    numbers: () => made.beside.of,
    beside: () => numbersOf(clauses, state),
    placeholders: () => placeholdersOf(clauses, state),
    points: () => pointsDrawn(made.drawn, state),
    outline: () => outline(clauses, made.points, outcomesOf(state), made.statusOf),
    statusOf: () => statuses(clauses, state),
    drawn: () => sources.draw(),
    drawnOf: () => new Map(made.drawn.map((one) => [one.clause.id, one])),
    headings: () => headingLevels(clauses),
    pointOf: () => new Map(made.points.flatMap((point) => point.proposals.map((id) => [id, point] as const))),
    rivals: () => rivalsAmong(made.points, state),
    holding: () => holdingOf(clauses),
    cannot: () => inapplicable(clauses, state),
    aside: () => setAside(state),
    decided: () => decidedIn(state),
  });
  return Object.assign(made, { clauses, entries, state, registry });
}

/** What was decided, the latest first; what the server put in for somebody else's words is no point of its own. */
function decidedIn(state: RecordState): DraftSnapshot['decided'] {
  return [...state.proposals.values()]
    .filter((proposal) => proposal.status.state !== 'open' && proposal.origin !== 'amendment' && !isServersOwn(proposal))
    .toSorted((a, b) => decidedAt(b) - decidedAt(a));
}

export type HeadingLevel = 2 | 3 | 4;

function headingLevels(clauses: readonly Clause[]): ReadonlyMap<ClauseId, HeadingLevel> {
  const levels = new Map<ClauseId, HeadingLevel>();
  let underTitle = false;
  let underPart = false;
  for (const { id, kind } of clauses) {
    if (!isHeading(kind)) continue;
    if (kind === 'title') underTitle = true;
    if (kind === 'part') underPart = true;
    const part = underTitle ? 3 : 2;
    levels.set(id, kind === 'title' ? 2 : kind === 'part' || !underPart ? part : underTitle ? 4 : 3);
  }
  return levels;
}

function setAside(state: RecordState): Proposal[] {
  const comesBack = ({ whereabouts }: Proposal): string => (whereabouts?.state === 'parked' ? whereabouts.returns : '9999');
  return [...state.proposals.values()]
    .filter(({ status, whereabouts }) => status.state === 'open' && whereabouts !== null)
    .toSorted((a, b) => comesBack(a).localeCompare(comesBack(b)) || (a.whereabouts?.entry ?? 0) - (b.whereabouts?.entry ?? 0));
}

/** A rival stands behind the acceptance by which it fell, since reopening that gives both back. */
function decidedAt({ status, order }: Proposal): number {
  if (status.state === 'open') return 0;
  return status.state === 'fell' || status.state === 'replaced' ? status.because - 1 / (2 + order) : status.entry;
}

/** An object of which each part is made when it is first asked for, and then kept. */
function whenAsked<Whole extends object>(makers: { readonly [Part in keyof Whole]: () => Whole[Part] }): Whole {
  const whole = {};
  for (const [part, make] of Object.entries<() => unknown>(makers))
    Object.defineProperty(whole, part, {
      enumerable: true,
      configurable: true,
      get(): unknown {
        const value = make();
        Object.defineProperty(whole, part, { enumerable: true, value });
        return value;
      },
    });
  return whole as Whole;
}
