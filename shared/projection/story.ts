import { unreachable } from '../base/assert.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Stance } from '../proposals/position.ts';
import type { Entry, RecordEvent } from '../record/event.ts';
import { isDisposition } from '../record/dispositions.ts';
import { isNumbering } from '../record/numbering.ts';
import { isInstrument } from '../record/instruments.ts';
import type { RecordState } from '../record/state.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { proposersOf } from './attribution.ts';
import { listed, shortName } from './naming.ts';
import { dispositionSentence } from './disposition-story.ts';
import { numberingConcerns, numberingSentence } from './numbering-story.ts';
import { instrumentConcerns, instrumentSentence } from './instrument-story.ts';
import { lensSentence } from './lens-story.ts';
import { endsStatus, statusEnded, statusNotes, statusSentence, type StatusNotes } from './status-story.ts';
import { procedureConcerns, silenceSentence, voteSentence } from './procedure-story.ts';

/** One sentence of a clause's story, with the entry of the record that it tells. */
export interface StoryLine {
  readonly entry: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The meeting that was open then. */
  readonly meeting: string | null;
  readonly sentence: string;
}

/** What telling a story needs. `wordsOf` gives the present words of a proposal, for quotation. */
export interface StorySources {
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly registry: Registry;
  wordsOf(proposal: ProposalId): string;
}

/** The story of a clause: every entry about it or about a proposal whose words stand, or stood, in it, in the order of the record. */
export function storyOf(clause: Clause, sources: StorySources): StoryLine[] {
  const proposals = proposalsIn([clause]);
  for (const proposal of sources.state.proposals.values()) if (proposal.clauses.includes(clause.id)) proposals.add(proposal.id);
  const telling = { ...sources, notes: statusNotes(sources.entries, sources.state) };
  const focus: Focus = { clause: clause.id, proposals };
  return sources.entries.flatMap((entry) =>
    concerns(entry.event, focus, sources.state) || endsStatus(entry, clause.id, telling.notes)
      ? [lineOf(entry, telling, focus)]
      : [],
  );
}

/** The story of the whole record, one sentence an entry. */
export function chronicle(sources: StorySources): StoryLine[] {
  const telling = { ...sources, notes: statusNotes(sources.entries, sources.state) };
  return sources.entries.map((entry) => lineOf(entry, telling, null));
}

/** What a sentence is told from. */
export interface Telling extends StorySources {
  readonly notes: StatusNotes;
}

export function lineOf(entry: Entry, telling: Telling, focus: Focus | null): StoryLine {
  const sentence = capital(`${sentenceOf(entry, telling, focus)}${statusEnded(entry, focus?.clause ?? null, telling.notes)}`);
  return { entry: entry.number, at: entry.at, meeting: entry.meeting, sentence };
}

export function concerns(event: RecordEvent, { clause, proposals }: Focus, state: RecordState): boolean {
  if (event.type === 'DraftImported' || event.type === 'RevisionIssued') return true;
  if (event.type === 'ClauseEdited' || event.type === 'ClauseAgreed' || event.type === 'ClauseReopened')
    return event.clause === clause;
  if (event.type === 'MeetingOpened' || event.type === 'MeetingClosed') return false;
  if (event.type === 'ReadingBegun' || event.type === 'LadderSet' || event.type === 'LensChanged') return false;
  if (isInstrument(event)) return instrumentConcerns(event, state, { clause, proposals });
  if (isNumbering(event)) return numberingConcerns(event, clause);
  if ('proposal' in event) return proposals.has(event.proposal);
  if (event.type === 'OptionsSet') return event.options.some(({ proposal }) => proposals.has(proposal));
  if (event.type === 'ContestRelated') return event.proposals.some((id) => proposals.has(id));
  return procedureConcerns(event, state, { clause, proposals });
}

export interface Focus {
  readonly clause: ClauseId;
  readonly proposals: ReadonlySet<ProposalId>;
}

function sentenceOf(entry: Entry, sources: Telling, focus: Focus | null): string {
  const { event } = entry;
  const name = (id: ParticipantId): string => nameOf(sources.registry, id);
  const who = name(entry.actor.participant);
  if (isDisposition(event))
    return stopped(
      capital(dispositionSentence(event, { who, name, forGroup: entry.onBehalfOf !== null, quote: (id) => quote(id, sources) })),
    );
  if (isInstrument(event))
    return stopped(
      instrumentSentence(event, {
        state: sources.state,
        who,
        quote: (id) => quote(id, sources),
        clause: focus?.clause ?? null,
      }),
    );
  if (isNumbering(event)) return stopped(numberingSentence(event, who, focus !== null));
  switch (event.type) {
    case 'DraftImported':
      return imported(event, sources, focus);
    case 'ClauseEdited':
      return edited(event, who);
    case 'ProposalTabled':
      return tabled(event, who, sources);
    case 'ProposalAttributed':
      return event.proposer === null
        ? `The secretariat recorded that it is not known who proposed ${quote(event.proposal, sources)}.`
        : `The secretariat recorded ${name(event.proposer)}${behalf(event.onBehalfOf, sources)} as having proposed ${quote(event.proposal, sources)}.`;
    case 'PositionTaken':
      return event.preferred === undefined
        ? `${name(event.participant)}${behalf(event.onBehalfOf, sources)} ${stanceWords(event.stance)} ${quote(event.proposal, sources)}.`
        : `${name(event.participant)}${behalf(event.onBehalfOf, sources)} preferred ${quote(event.preferred, sources)} to ${quote(event.proposal, sources)}.`;
    case 'ProposalWithdrawn':
      return `${who} withdrew ${quote(event.proposal, sources)}.`;
    case 'ProposalAccepted':
      return stopped(`${who} accepted ${quote(event.proposal, sources)}${by(event.proposal, sources)}${inSpite(event.despite)}`);
    case 'ProposalAcceptedAsAmended':
      return stopped(
        `${who} accepted ${quote(event.proposal, sources)}${by(event.proposal, sources)} as amended${inSpite(event.despite)}`,
      );
    case 'ProposalDropped':
      return stopped(
        `${who} dropped ${quote(event.proposal, sources)}${by(event.proposal, sources)}${event.basis === 'no-support' ? ' for lack of support' : ''}${because(event.ground)}`,
      );
    case 'ProposalFell':
      return `${capital(quote(event.proposal, sources))}${by(event.proposal, sources)} fell when its rival was accepted (record ${event.because}).`;
    case 'ProposalReopened':
      return stopped(`${who} reopened ${quote(event.proposal, sources)}${by(event.proposal, sources)}${because(event.reason)}`);
    case 'TextVanished':
      return `The words of a proposal${by(event.proposal, sources)} left the text by an edit of ${who}.`;
    case 'TextReturned':
      return `The words of a proposal${by(event.proposal, sources)} came back into the text by an edit of ${who}.`;
    case 'RevisionIssued':
      return issued(event, who, sources, focus);
    case 'LensChanged':
      return stopped(lensSentence(event, who));
    case 'MeetingOpened':
    case 'MeetingClosed':
    case 'ReadingBegun':
    case 'LadderSet':
    case 'ClauseAgreed':
    case 'ClauseReopened':
      return statusSentence({ event, number: entry.number }, who, { notes: sources.notes, focus: focus !== null });
    case 'SilenceBegan':
    case 'SilenceBroken':
    case 'SilencePassed':
    case 'SilenceLifted':
    case 'SilenceOvertaken':
      return silenceSentence(event, {
        state: sources.state,
        who,
        forGroup: entry.onBehalfOf !== null,
        name,
        quote: (id) => quote(id, sources),
      });
    case 'VoteOpened':
    case 'VoteCast':
    case 'VoteCounted':
    case 'VoteExplained':
    case 'VoteRecorded':
    case 'VoteCalledOff':
      return voteSentence(event, { state: sources.state, who, name, quote: (id) => quote(id, sources) });
    default:
      return unreachable(event);
  }
}

function imported(event: Extract<RecordEvent, { type: 'DraftImported' }>, sources: StorySources, focus: Focus | null): string {
  const start = `The secretariat imported the text from ${event.source.name}`;
  const here = focus === null ? event.inherited : event.inherited.filter((one) => focus.proposals.has(one.id));
  if (here.length === 0) return `${start}${focus === null ? '' : '; this clause had no brackets'}.`;
  const named = here.filter((one) => one.proposer !== null);
  const brackets = here.length === 1 ? 'one bracket' : `${here.length} brackets`;
  const proposers = [...new Set(named.map((one) => (one.proposer === null ? '' : shortName(sources.registry, one.proposer))))];
  const attribution =
    proposers.length === 0
      ? ', without recorded proposers'
      : `, attributed to ${listed(proposers.slice(0, MOST_NAMES))}${proposers.length > MOST_NAMES ? ' and others' : ''}`;
  return focus === null ? `${start} with ${brackets}.` : `${start}; this clause came with ${brackets}${attribution}.`;
}

function issued(
  event: Extract<RecordEvent, { type: 'RevisionIssued' }>,
  who: string,
  sources: StorySources,
  focus: Focus | null,
): string {
  const restored = sources.state.issued.find((one) => one.revision === event.restores)?.symbol;
  const start = `${who} issued the text as ${event.symbol}${restored === undefined ? '' : ` and went back to that of ${restored}`}`;
  const left = focus === null ? event.leftBehind : event.leftBehind.filter((one) => focus.proposals.has(one.proposal));
  if (left.length === 0) return `${start}.`;
  if (focus === null)
    return `${start}; ${left.length === 1 ? 'one closed proposal was' : `${left.length} closed proposals were`} left behind.`;
  const words = left.map((one) => (one.words.trim() === '' ? 'a closed proposal' : `“${excerpt(one.words)}”`));
  return `${start}, leaving behind ${listed(words.slice(0, MOST_NAMES))}${words.length > MOST_NAMES ? ' and more' : ''}.`;
}

function edited(event: Extract<RecordEvent, { type: 'ClauseEdited' }>, who: string): string {
  if (event.before === null) return `${who} added this clause: “${excerpt(event.after ?? '')}”.`;
  if (event.after === null) return `${who} removed this clause, which read “${excerpt(event.before)}”.`;
  return `${who} edited the words: “${excerpt(event.before)}” became “${excerpt(event.after)}”.`;
}

function tabled(event: Extract<RecordEvent, { type: 'ProposalTabled' }>, who: string, sources: StorySources): string {
  const inserted = event.inserted.map((text) => text.trim()).filter((text) => text !== '');
  const deleted = event.deleted.map((text) => text.trim()).filter((text) => text !== '');
  const all = event.proposer === null ? [] : [event.proposer, ...(event.coProposers ?? [])];
  const proposers = `${listed(all.map((id) => nameOf(sources.registry, id)))}${behalf(event.onBehalfOf ?? null, sources)}`;
  const what = change(inserted, deleted);
  // It was tabled with its first character, while somebody was still speaking: its words are those that stand now.
  if (event.origin === 'floor') return `${who} opened a bracket from the floor: ${quote(event.proposal, sources)}.`;
  if (event.origin === 'bridging') return stopped(`${who} put a text of its own forward, ${what}${because(event.rationale)}`);
  if (event.origin === 'option')
    return `${who} put ${event.clauses.length === 1 ? 'a clause' : `${event.clauses.length} clauses`} in brackets as an option.`;
  if (event.origin === 'merger') return `${who} put several proposals into one wording, ${what}.`;
  if (event.origin === 'amendment') return `${who} amended the proposal it was accepting, ${what}.`;
  const parent = event.amends === null ? undefined : sources.state.proposals.get(event.amends);
  const kind =
    parent === undefined ? 'a proposal' : `an amendment to the proposal${by(parent.id, sources)} (record ${parent.entry})`;
  return stopped(
    `${all.length === 0 ? who : proposers} tabled ${kind}, ${what === '' ? 'without words' : what}${because(event.rationale)}`,
  );
}

function change(inserted: readonly string[], deleted: readonly string[]): string {
  const list = (texts: readonly string[]): string => listed(texts.map((text) => `“${excerpt(text)}”`));
  if (inserted.length > 0 && deleted.length > 0) return `putting ${list(inserted)} for ${list(deleted)}`;
  if (inserted.length > 0) return `putting in ${list(inserted)}`;
  return deleted.length > 0 ? `taking out ${list(deleted)}` : '';
}

function stanceWords(stance: Stance | null): string {
  switch (stance) {
    case 'support':
      return 'supported';
    case 'oppose':
      return 'opposed';
    case 'flexible':
      return 'said it was flexible on';
    case 'reserve':
      return 'reserved its position on';
    case 'prefer-another':
      return 'preferred another to';
    case 'needs-instructions':
      return 'needed instructions on';
    case null:
      return 'took back its position on';
    default:
      return unreachable(stance);
  }
}

function nameOf(registry: Registry, id: ParticipantId): string {
  const participant = registry.byId.get(id);
  if (participant === undefined) return 'a participant';
  if (participant.kind === 'secretariat' || participant.kind === 'chair') return `The ${participant.name.toLowerCase()}`;
  return participant.kind === 'group' ? participant.code : participant.name;
}

function behalf(group: ParticipantId | null, sources: StorySources): string {
  return group === null ? '' : ` on behalf of ${shortName(sources.registry, group)}`;
}

function by(id: ProposalId, sources: StorySources): string {
  const proposal: Proposal | undefined = sources.state.proposals.get(id);
  return proposal?.proposer == null ? '' : ` of ${proposersOf(proposal, sources.registry)}`;
}

function quote(id: ProposalId, sources: StorySources): string {
  const words = sources.wordsOf(id).trim() || (sources.state.leftBehind.get(id) ?? '').trim();
  return words === '' ? 'the proposal' : `“${excerpt(words)}”`;
}

const LONGEST_EXCERPT = 120;
const MOST_NAMES = 4;

function excerpt(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length <= LONGEST_EXCERPT ? words : `${words.slice(0, LONGEST_EXCERPT - 1).trimEnd()}…`;
}

function because(ground: string): string {
  return ground === '' ? '' : `, giving as ground: ${ground}`;
}

function inSpite(despite: string | undefined): string {
  return despite === undefined ? '' : `, though it was waiting: ${despite}`;
}

function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
