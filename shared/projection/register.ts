import { unreachable } from '../base/assert.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { ownSponsors, withMerged } from '../proposals/merged.ts';
import { isServersOwn, registerNumber, type Proposal, type ProposalStatus } from '../proposals/proposal.ts';
import type { Entry } from '../record/event.ts';
import { packageOf } from '../record/packages.ts';
import { reintroductionsOf } from '../record/reintroduction.ts';
import type { RecordState } from '../record/state.ts';
import { togetherOf } from '../record/together.ts';
import type { Clause } from '../text/clause.ts';
import { inapplicable, inapplicableWords, type Inapplicable } from '../record/applicability.ts';
import { holdingOf, placesIn, type PlaceInText } from './article.ts';
import { listed, shortName } from './naming.ts';
import { placeOfWords } from './place-of-words.ts';
import { quotation } from './quotation.ts';
import { notedBy } from './telling.ts';
import { changeTold } from './text-story.ts';

/** One proposal in the register: what it was, what became of it, and where in the record that stands. */
export interface RegisterRow {
  readonly proposal: ProposalId;
  /** Its number in the register, from 1 in the order of tabling: the same for ever. */
  readonly no: number;
  /** The entry that brought it into the record. */
  readonly entry: number;
  /** Heading under which it stands, as it reads; empty before the first, or where its clause is gone. */
  readonly article: string;
  /** The clause where it stands or stood, and its number. */
  readonly clause: ClauseId | null;
  readonly number: string;
  /** Who brought it, or what was merged into it, the proposer first; empty where nobody is recorded. */
  readonly sponsors: readonly ParticipantId[];
  /** The group for which they brought it. */
  readonly onBehalfOf: ParticipantId | null;
  /** For the chair's text: the numbers of what it draws on. */
  readonly drawsOn: readonly number[];
  readonly words: string;
  /** What became of it, in words. */
  readonly outcome: string;
  /** Whether that is for good, unless it is reopened. */
  readonly closed: boolean;
  /** Where its words went. */
  readonly went: string;
  /** The act that made it so, its reopening too; null while it is before the meeting as it was tabled. */
  readonly act: RegisterAct | null;
  /** Ground, reason or note of that act. */
  readonly ground: string;
}

/** By whom something was decided, in which capacity, when and where. */
interface RegisterAct {
  readonly entry: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly participant: ParticipantId;
  readonly role: string;
  readonly meeting: string | null;
}

/** What the register is made of. */
export interface RegisterSources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
}

/** Part of a register: what one participant brought (`NOBODY`: what nobody is recorded to have), what stands under one heading. Null: all. */
export interface RegisterPart {
  readonly of: string | null;
  readonly article: string | null;
}

export const WHOLE_REGISTER: RegisterPart = { of: null, article: null };

/** Stands for those of whom no proposer is recorded. No participant has such an id. */
export const NOBODY = '-';

/** Whether a proposal is in a part of the register. */
export function isInPart(row: RegisterRow, part: RegisterPart): boolean {
  const all = broughtFor(row);
  const brought = part.of === null || (part.of === NOBODY ? all.length === 0 : all.some((id) => id === part.of));
  return brought && (part.article === null || part.article === row.article);
}

/** Under whom a proposal is found: who brought it, and the group for which they did. */
export function broughtFor({ sponsors, onBehalfOf }: Pick<RegisterRow, 'sponsors' | 'onBehalfOf'>): ParticipantId[] {
  return onBehalfOf === null ? [...sponsors] : [...new Set([...sponsors, onBehalfOf])];
}

/** What stands behind the names of those who brought it: the group for which they did, and what the chair's text draws on. */
export function behindNames({ onBehalfOf, drawsOn }: Pick<RegisterRow, 'onBehalfOf' | 'drawsOn'>, registry: Registry): string {
  const group = onBehalfOf === null ? '' : ` on behalf of ${shortName(registry, onBehalfOf)}`;
  return drawsOn.length === 0 ? group : `${group}, drawing on ${listed(drawsOn.map((no) => `no. ${no}`))}`;
}

/** Every proposal of a draft exactly once (what the server put in with a renumbering or a lifting is none), in the order of the text; those whose clause is gone at the end, in order of tabling. */
export function register(sources: RegisterSources): RegisterRow[] {
  const { clauses, state } = sources;
  const holding = holdingOf(clauses);
  const places = placesIn(clauses, state);
  const gone = inapplicable(clauses, state);
  const reopened = reopenings(sources.entries);
  return [...state.proposals.values()]
    .filter((proposal) => !isServersOwn(proposal))
    .map((proposal) => {
      const held = holding.get(proposal.id) ?? [];
      const place = places.get(held[0]?.id ?? proposal.clauses[0] ?? NOWHERE);
      return { at: place?.at ?? Number.MAX_SAFE_INTEGER, row: rowOf(proposal, held, { place, sources, gone, reopened }) };
    })
    .toSorted((a, b) => a.at - b.at || a.row.entry - b.row.entry)
    .map(({ row }) => row);
}

const NOWHERE = '' as ClauseId;

interface RowParts {
  readonly place: PlaceInText | undefined;
  readonly sources: RegisterSources;
  readonly gone: ReadonlyMap<ProposalId, Inapplicable>;
  readonly reopened: ReadonlyMap<ProposalId, Entry>;
}

/** The entry by which each proposal was reopened last, by itself or with another. */
function reopenings(entries: readonly Entry[]): Map<ProposalId, Entry> {
  const found = new Map<ProposalId, Entry>();
  for (const entry of entries)
    if (entry.event.type === 'ProposalReopened')
      for (const id of [entry.event.proposal, ...entry.event.revived]) found.set(id, entry);
  return found;
}

function rowOf(proposal: Proposal, held: readonly Clause[], { place, sources, gone, reopened }: RowParts): RegisterRow {
  const { state, entries } = sources;
  const { status, whereabouts } = proposal;
  const shown = withMerged(state.proposals, proposal);
  const again = status.state === 'open' ? reopened.get(proposal.id) : undefined;
  const entry = entries[(status.state === 'open' ? (whereabouts?.entry ?? again?.number ?? 0) : status.entry) - 1];
  return {
    proposal: proposal.id,
    no: registerNumber(proposal),
    entry: proposal.entry,
    article: place?.article ?? '',
    clause: place?.clause ?? null,
    number: place?.number ?? '',
    sponsors: ownSponsors(shown),
    onBehalfOf: shown.onBehalfOf,
    drawsOn: proposal.drawsOn.map((id) => (state.proposals.get(id)?.order ?? 0) + 1),
    words: quotation(held, proposal.id) || (state.leftBehind.get(proposal.id) ?? '').trim() || tabledWords(proposal, entries),
    outcome: `${outcomeWords(proposal, sources)}${differenceWords(proposal, sources)}${withdrawalNoted(entry, sources)}${again === undefined ? '' : `, reopened (record ${again.number})`}${packageWords(state, proposal.id)}`,
    closed: status.state !== 'open',
    went: wentWords(proposal, held, { ...sources, cannot: gone.get(proposal.id) }),
    act:
      entry === undefined
        ? null
        : {
            entry: entry.number,
            at: entry.at,
            participant: entry.actor.participant,
            role: entry.actor.role,
            meeting: entry.meeting,
          },
    ground: groundOf(proposal, entry),
  };
}

/** The words with which it was tabled, where none of them stand any more. */
function tabledWords(proposal: Proposal, entries: readonly Entry[]): string {
  const event = entries[proposal.entry - 1]?.event;
  if (event?.type !== 'ProposalTabled') return '';
  return (event.inserted.length > 0 ? event.inserted : event.deleted).map((text) => text.trim()).join(' … ');
}

/** Ground, reason or note of the act `entry` that made of a proposal what it is; empty where none was given. */
export function groundOf({ status, whereabouts }: Proposal, entry: Entry | undefined): string {
  if (status.state === 'dropped' || status.state === 'fell' || status.state === 'replaced') return status.ground;
  if (status.state === 'open' && whereabouts !== null)
    return whereabouts.state === 'referred' ? whereabouts.note : whereabouts.reason;
  const event = entry?.event;
  if (event?.type === 'ProposalReopened') return event.reason;
  return event !== undefined && 'ground' in event ? (event.ground ?? '') : '';
}

/** How what was accepted as amended differs from what was tabled. */
function differenceWords({ status }: Proposal, { state, entries }: RegisterSources): string {
  const amendment = status.state === 'accepted' ? status.amendment : null;
  const event = amendment === null ? undefined : entries[(state.proposals.get(amendment)?.entry ?? 0) - 1]?.event;
  const told = event?.type === 'ProposalTabled' ? changeTold(event) : '';
  return told === '' ? '' : `, ${told}`;
}

/** What became of a proposal, in words: "parked with Ms Adeyemi until 2026-07-10", "merged into no. 7". */
export function outcomeWords(
  proposal: Proposal,
  { state, registry }: Pick<RegisterSources, 'state' | 'registry'>,
  called: (id: ProposalId) => string = (id) => numberOf(state, id),
): string {
  const { status, whereabouts } = proposal;
  switch (status.state) {
    case 'open':
      switch (whereabouts?.state) {
        case 'referred':
          return `referred to ${whereabouts.body}`;
        case 'parked':
          return `parked with ${whereabouts.owner} until ${whereabouts.returns}`;
        case 'reserved':
          return `reserved for ${shortName(registry, whereabouts.participant)}`;
        case undefined:
          return 'open';
        default:
          return unreachable(whereabouts);
      }
    case 'accepted':
      return status.amendment === null ? 'accepted' : `accepted as amended by ${called(status.amendment)}`;
    case 'dropped':
      return status.basis === 'no-support' ? 'dropped for lack of support' : 'dropped';
    case 'withdrawn':
      return 'withdrawn';
    case 'fell':
      return `fell with the acceptance of ${called(status.by)} (record ${status.because})`;
    case 'merged':
      return `merged into ${called(status.into)}`;
    case 'replaced':
      return `replaced by the chair’s text, ${called(status.by)}`;
    default:
      return unreachable(status);
  }
}

/** Where somebody noted that another withdrew it: who withdrew, and who noted that. */
function withdrawalNoted(entry: Entry | undefined, { registry }: RegisterSources): string {
  if (entry?.event.type !== 'ProposalWithdrawn') return '';
  const { participant } = entry.event;
  const noted = notedBy(entry, participant, registry);
  return noted === '' ? '' : ` by ${shortName(registry, participant)}${noted}`;
}

/** In which package it is, or was decided, as an addition to what became of it; empty where it is in none. */
export function packageWords(state: RecordState, proposal: ProposalId): string {
  const { packages } = state.instruments;
  if (packages.size === 0) return '';
  const decided = togetherOf(state, proposal)?.package ?? null;
  const held = decided === null ? packageOf(packages, proposal) : packages.get(decided);
  return held === undefined ? '' : `, in the package “${held.name}”`;
}

function wentWords(
  proposal: Proposal,
  held: readonly Clause[],
  { cannot, ...sources }: RegisterSources & { readonly cannot: Inapplicable | undefined },
): string {
  const { state } = sources;
  const { status } = proposal;
  if (status.state === 'open') return cannot === undefined ? 'in brackets' : inapplicableWords(cannot, state);
  const place = placeOfWords(proposal, held, state);
  if (status.state === 'accepted') return place;
  const [taken] = status.state === 'withdrawn' ? reintroductionsOf(state.proposals, proposal.id).toReversed() : [];
  if (taken !== undefined) return `reintroduced as ${numberOf(state, taken.id)}, ${outcomeWords(taken, sources)}`;
  const next = heirOf(status);
  const heir = next === null ? undefined : state.proposals.get(next);
  if (status.state === 'fell') return `${place}, in favour of ${numberOf(state, status.by)}`;
  // Mergers lead from one to the next, and never back.
  return heir === undefined ? place : `into ${numberOf(state, heir.id)}, ${outcomeWords(heir, sources)}`;
}

function numberOf(state: RecordState, id: ProposalId): string {
  return `no. ${registerNumber(state.proposals.get(id))}`;
}

function heirOf(status: ProposalStatus): ProposalId | null {
  if (status.state === 'merged') return status.into;
  return status.state === 'replaced' ? status.by : null;
}
