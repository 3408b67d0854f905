import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { shortened } from '../base/shortened.ts';
import { lowered } from '../base/phrases.ts';
import type { Registry } from '../participants/registry.ts';
import type { Entry } from '../record/event.ts';
import type { RecordState } from '../record/state.ts';
import { broughtBy } from './attribution.ts';
import type { Clause } from '../text/clause.ts';
import { proposalVersion } from '../text/digest.ts';
import { listed, shortName } from './naming.ts';
import { quotation } from './quotation.ts';
import type { StatusNotes } from './status-story.ts';

/**
 * What telling a story needs. `wordsOf` gives the present words of a proposal, for quotation; `versionOf` their version, where it is to be said that they
 * are no longer those that were decided.
 */
export interface StorySources {
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly registry: Registry;
  wordsOf(proposal: ProposalId): string;
  versionOf?(proposal: ProposalId): string;
}

/** What a sentence is told from. */
export interface Telling extends StorySources {
  readonly notes: StatusNotes;
  /** The first entry by which a proposal had words in each clause. */
  readonly bracketedBy: ReadonlyMap<ClauseId, number>;
}

/** The clause whose story is told, with the proposals that stand, or stood, in it. */
export interface Focus {
  readonly clause: ClauseId;
  readonly proposals: ReadonlySet<ProposalId>;
}

export function nameOf(registry: Registry, id: ParticipantId): string {
  const participant = registry.byId.get(id);
  if (participant === undefined) return 'a participant';
  if (participant.kind === 'secretariat' || participant.kind === 'chair') return `The ${participant.name.toLowerCase()}`;
  return participant.kind === 'group' ? participant.code : participant.name;
}

/** That somebody else noted, or spoke, what an entry says of a participant; empty where that was its own act. */
export function notedBy(
  { actor, onBehalfOf }: Pick<Entry, 'actor' | 'onBehalfOf'>,
  participant: ParticipantId,
  registry: Registry,
): string {
  if (actor.participant === participant) return '';
  const who = nameOf(registry, actor.participant);
  return onBehalfOf === null ? ` (noted by ${withinSentence(who)})` : ` (${who} speaking)`;
}

/** A name as it stands within a sentence: the chair. */
export function withinSentence(who: string): string {
  return who.startsWith('The ') ? `the ${who.slice(4)}` : who;
}

/** A rung of the ladder within a sentence; one that is on it no more by its id. */
export function rungTold(rung: string, { ladder: { rungs } }: Pick<RecordState, 'ladder'>): string {
  return lowered(rungs.find(({ id }) => id === rung)?.name ?? rung);
}

export function behalf(group: ParticipantId | null, sources: StorySources): string {
  return group === null ? '' : ` on behalf of ${shortName(sources.registry, group)}`;
}

export function by(id: ProposalId, sources: StorySources): string {
  const { proposals } = sources.state;
  const proposal = proposals.get(id);
  const whose = proposal === undefined ? null : broughtBy(proposals, proposal, sources.registry);
  return whose === null ? '' : ` of ${whose}`;
}

export function quote(id: ProposalId, sources: StorySources): string {
  return hasWords(id, sources) ? `“${excerpt(presentWords(id, sources))}”` : 'the proposal';
}

/** A proposal as a decision on it is told: by its present words, with a note where they were others when it was decided, in this version. */
export function quoteDecided(id: ProposalId, version: string, sources: StorySources): string {
  const isOther = sources.wordsOf(id).trim() !== '' && (sources.versionOf?.(id) ?? version) !== version;
  return `${quote(id, sources)}${isOther ? ' (as it stands now)' : ''}`;
}

/** The present words of proposals, in the clauses that hold them. */
export function presentIn(
  holding: (proposal: ProposalId) => readonly Clause[],
): Required<Pick<StorySources, 'wordsOf' | 'versionOf'>> {
  return { wordsOf: (id) => quotation(holding(id), id), versionOf: (id) => proposalVersion(holding(id), id) };
}

/** Whether there is anything by which a proposal can be quoted. */
export function hasWords(id: ProposalId, sources: StorySources): boolean {
  return presentWords(id, sources) !== '';
}

/** Those that stand, or were left behind with a revision. */
function presentWords(id: ProposalId, sources: StorySources): string {
  return sources.wordsOf(id).trim() || (sources.state.leftBehind.get(id) ?? '').trim();
}

const LONGEST_EXCERPT = 120;
/** Several proposals, each with whose it is, as a sentence lists them. */
export function severalTold(ids: readonly ProposalId[], sources: StorySources): string {
  const more = ids.length - MOST_NAMES;
  const told = ids.slice(0, MOST_NAMES).map((id) => `${quote(id, sources)}${by(id, sources)}`);
  return listed([...told, ...(more > 0 ? [`${more} more`] : [])]);
}

/** More names or words than this are not listed in a sentence. */
export const MOST_NAMES = 4;

export function excerpt(text: string): string {
  return shortened(text.replaceAll(/\s+/g, ' ').trim(), LONGEST_EXCERPT);
}

export function because(ground: string): string {
  return ground === '' ? '' : `, giving as ground: ${ground}`;
}

export function withReason(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}

export function inSpite(despite: string | undefined): string {
  return despite === undefined ? '' : `, though it was waiting: ${despite}`;
}

export function stopped(text: string): string {
  return /[.!?…。！？؟۔]$/.test(text) ? text : `${text}.`;
}
