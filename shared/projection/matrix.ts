import type { ParticipantId, ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { isStandIn } from '../participants/stand-in.ts';
import type { RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { holdingOf, placesIn } from './article.ts';
import { shortName } from './naming.ts';
import { openPoints, type Point } from './points.ts';
import { quotation } from './quotation.ts';
import { areRivals, rivalsAmong } from './rivals.ts';
import { ownVoices, spokenFor, voiceOf, type Voice } from './voices.ts';

/** What every participant says of one alternative. */
export interface MatrixLine {
  readonly proposal: ProposalId;
  readonly words: string;
  /** Of those who say something, or whose group does. */
  readonly cells: ReadonlyMap<ParticipantId, Voice>;
  /** Who brings or supports it, each once, a group as one. */
  readonly inFavour: number;
  /** How many stand in the way (see `objectorsTo`): of those who are not named, at the most. */
  readonly objections: number;
  /** At the least: fewer only where some are not named, of whom it is not told whether they are the same on two alternatives. */
  readonly objectionsAtLeast: number;
}

/** An open point with its alternatives, in the order of the text. */
export interface MatrixPoint {
  readonly point: Point;
  readonly article: string;
  readonly number: string;
  readonly lines: readonly MatrixLine[];
  /** Whether nobody has taken a position on it; who brings an alternative has taken none by that. */
  readonly silent: boolean;
}

/** Open points against participants. */
export interface Matrix {
  /** Who says anything on an open point, or speaks for a group that does: groups first, then by name. */
  readonly participants: readonly ParticipantId[];
  /** Those who say something and are not named to whoever reads, each on one alternative. They count, and have no column. */
  readonly unnamed: readonly ParticipantId[];
  /** The nearest to consensus first. */
  readonly points: readonly MatrixPoint[];
}

export interface MatrixSources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly registry: Registry;
}

/**
 * The positions on all open points. The nearest to consensus stands first: fewest objections to the alternative that has fewest, then most in
 * favour of that one; points on which nobody took a position stand last. What is alike keeps the order of the text.
 */
export function matrixOf({ clauses, state, registry }: MatrixSources): Matrix {
  const holding = holdingOf(clauses);
  const places = placesIn(clauses, state);
  const groups = spokenFor(state);
  const speaking = new Set<ParticipantId>();
  const open = openPoints(clauses, state);
  const said = new Map(open.flatMap(({ proposals }) => proposals.map((id) => [id, ownVoices(state, id)] as const)));
  for (const voices of said.values()) for (const id of voices.keys()) speaking.add(id);
  const rivals = rivalsAmong(open, state);
  const points = open.map((point) => {
    const together = areRivals(point, state) ? sidesOf(point.proposals, said) : null;
    const lines = point.proposals.map((proposal) => {
      const voices = said.get(proposal) ?? new Map<ParticipantId, Voice>();
      return {
        proposal,
        words: quotation(holding.get(proposal) ?? [], proposal),
        cells: voices,
        inFavour: [...voices.values()].filter(isFor).length,
        ...objectionsTo(proposal, voices, together ?? sidesOf(rivals.get(proposal), said)),
      };
    });
    const place = places.get(point.clause);
    const silent = lines.every(({ cells }) => [...cells.values()].every(({ stance }) => stance === null));
    return { point, article: place?.article ?? '', number: place?.number ?? '', lines, silent };
  });
  for (const [member, theirs] of groups) if ([...theirs].some((group) => speaking.has(group))) speaking.add(member);
  const participants = inOrder(speaking, registry);
  const unnamed = [...speaking].filter(isStandIn).toSorted();
  return {
    participants,
    unnamed,
    points: points
      .map((row) => ({ ...row, lines: row.lines.map((line) => withGroups(line, [...participants, ...unnamed], groups)) }))
      .toSorted(nearestFirst),
  };
}

/** Those who say nothing of an alternative themselves are shown with the word of the group they speak for. */
function withGroups(
  line: MatrixLine,
  participants: readonly ParticipantId[],
  groups: ReadonlyMap<ParticipantId, ReadonlySet<ParticipantId>>,
): MatrixLine {
  const cells = new Map<ParticipantId, Voice>();
  for (const id of participants) {
    const voice = voiceOf(line.cells, id, groups.get(id));
    if (voice !== null) cells.set(id, voice);
  }
  return { ...line, cells };
}

function isFor({ brings, stance }: Voice): boolean {
  return brings || stance === 'support';
}

const AGAINST: ReadonlySet<Voice['stance']> = new Set(['oppose', 'prefer-another', 'reserve'] as const);

/** Who is for any of some alternatives. */
interface Sides {
  readonly supporters: ReadonlySet<ParticipantId>;
  /** How many of those who are not named are for each, most first. */
  readonly unnamed: readonly { readonly proposal: ProposalId; readonly count: number }[];
}

function sidesOf(proposals: Iterable<ProposalId>, said: ReadonlyMap<ProposalId, ReadonlyMap<ParticipantId, Voice>>): Sides {
  const supporters = new Set<ParticipantId>();
  const unnamed: { proposal: ProposalId; count: number }[] = [];
  for (const proposal of proposals) {
    const own = [...(said.get(proposal) ?? [])].flatMap(([id, voice]) => (isFor(voice) ? [id] : []));
    for (const id of own) supporters.add(id);
    unnamed.push({ proposal, count: own.filter(isStandIn).length });
  }
  return { supporters, unnamed: unnamed.toSorted((a, b) => b.count - a.count) };
}

/**
 * How many stand in the way of an alternative: whoever opposes it, prefers another or reserves its position; and where only one of several can
 * stand, also whoever brings or supports another of them (`sides`: it may be among them) and says nothing of this one. Whoever is not named has another stand-in on
 * each alternative: of those who are for a rival some may be the same as on another rival, or as some who say something of this one.
 */
function objectionsTo(
  proposal: ProposalId,
  here: ReadonlyMap<ParticipantId, Voice>,
  { supporters, unnamed }: Sides,
): Pick<MatrixLine, 'objections' | 'objectionsAtLeast'> {
  const against = [...here.values()].filter(({ stance }) => AGAINST.has(stance)).length;
  const silent = [...supporters].filter((id) => !here.has(id));
  const told = against + silent.filter((id) => !isStandIn(id)).length;
  const unnamedHere = [...here.keys()].filter(isStandIn).length;
  const unnamedElsewhere = unnamed.find((one) => one.proposal !== proposal)?.count ?? 0;
  return {
    objections: against + silent.length,
    objectionsAtLeast: told + Math.max(0, unnamedElsewhere - unnamedHere),
  };
}

function nearestFirst(a: MatrixPoint, b: MatrixPoint): number {
  const [one, other] = [nearest(a.lines), nearest(b.lines)];
  return Number(a.silent) - Number(b.silent) || one.objections - other.objections || other.inFavour - one.inFavour;
}

function nearest(lines: readonly MatrixLine[]): { readonly objections: number; readonly inFavour: number } {
  const [first] = lines.toSorted((a, b) => a.objections - b.objections || b.inFavour - a.inFavour);
  return first ?? { objections: 0, inFavour: 0 };
}

function inOrder(participants: ReadonlySet<ParticipantId>, registry: Registry): ParticipantId[] {
  const isGroup = (id: ParticipantId): number => Number(registry.byId.get(id)?.kind === 'group');
  return [...participants]
    .filter((id) => !isStandIn(id))
    .toSorted(
      (a, b) => isGroup(b) - isGroup(a) || shortName(registry, a).localeCompare(shortName(registry, b), 'en') || (a < b ? -1 : 1),
    );
}
