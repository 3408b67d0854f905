import { unreachable } from '../base/assert.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { capital, oneOrMore } from '../base/phrases.ts';
import { withoutRepeats } from '../participants/stand-in.ts';
import type { InheritedProposal } from '../proposals/inherited.ts';
import type { Stance } from '../proposals/position.ts';
import type { Entry, RecordEvent } from '../record/event.ts';
import { listed, shortName } from './naming.ts';
import { moveSentence } from './move-story.ts';
import { recastSentence } from './recast-story.ts';
import {
  because,
  behalf,
  by,
  excerpt,
  hasWords,
  inSpite,
  MOST_NAMES,
  nameOf,
  quote,
  quoteDecided,
  severalTold,
  stopped,
  withinSentence,
  type Focus,
  type StorySources,
  type Telling,
} from './telling.ts';

/** What happened to the text itself, and to proposals as such. */
export type TextEvent = Extract<RecordEvent, { readonly type: (typeof OF_TEXT)[number] }>;

const OF_TEXT = [
  'DraftImported',
  'ClauseEdited',
  'ClauseRecast',
  'ClauseMoved',
  'ProposalTabled',
  'ProposalAttributed',
  'PositionTaken',
  'ProposalWithdrawn',
  'ProposalAccepted',
  'ProposalAcceptedAsAmended',
  'ProposalDropped',
  'ProposalFell',
  'ProposalReopened',
  'TextVanished',
  'TextReturned',
  'RevisionIssued',
] as const;

export function isOfText(event: RecordEvent): event is TextEvent {
  return OF_TEXT.some((type) => type === event.type);
}

/** What textSentence tells with: who did it, and how participants are called. */
interface Tellers {
  readonly who: string;
  readonly entry: Pick<Entry, 'number' | 'actor' | 'onBehalfOf'>;
  readonly name: (id: ParticipantId) => string;
  /** That somebody else noted, or spoke, what is said of a participant; empty where that was its own act. */
  readonly noted: (id: ParticipantId) => string;
  readonly sources: Telling;
  readonly focus: Focus | null;
}

/** Of the text, and of proposals and what is decided of them. */
export function textSentence(event: TextEvent, tellers: Tellers): string {
  const { who, sources, focus } = tellers;
  const name = (id: ParticipantId): string => tellers.name(id);
  switch (event.type) {
    case 'DraftImported':
      return imported(event, sources, focus);
    case 'ClauseEdited':
      return edited(event, tellers);
    case 'ClauseRecast':
      return recastSentence(event, who, focus !== null);
    case 'ClauseMoved':
      return moveSentence(event, who, focus !== null);
    case 'ProposalTabled':
      return event.reintroduces === undefined ? tabled(event, who, sources) : reintroduced(event, event.reintroduces, tellers);
    case 'ProposalAttributed':
      return event.proposer === null
        ? `The secretariat recorded that it is not known who proposed ${quote(event.proposal, sources)}.`
        : `The secretariat recorded ${withinSentence(name(event.proposer))}${behalf(event.onBehalfOf, sources)} as having proposed ${quote(event.proposal, sources)}.`;
    case 'PositionTaken':
      return event.preferred === undefined
        ? `${name(event.participant)}${behalf(event.onBehalfOf, sources)} ${stanceWords(event.stance)} ${quote(event.proposal, sources)}${tellers.noted(event.participant)}.`
        : `${name(event.participant)}${behalf(event.onBehalfOf, sources)} preferred ${quote(event.preferred, sources)} to ${quote(event.proposal, sources)}${tellers.noted(event.participant)}.`;
    case 'ProposalWithdrawn':
      return withdrawn(event, tellers);
    case 'ProposalAccepted':
      return stopped(
        `${who} accepted ${quoteDecided(event.proposal, event.version, sources)}${by(event.proposal, sources)}${inSpite(event.despite)}${because(event.ground ?? '')}`,
      );
    case 'ProposalAcceptedAsAmended':
      return stopped(
        `${who} accepted ${quote(event.proposal, sources)}${by(event.proposal, sources)} as amended${inSpite(event.despite)}${because(event.ground ?? '')}`,
      );
    case 'ProposalDropped':
      return stopped(
        `${who} dropped ${quoteDecided(event.proposal, event.version, sources)}${by(event.proposal, sources)}${event.basis === 'no-support' ? ' for lack of support' : ''}${because(event.ground)}`,
      );
    case 'ProposalFell':
      return stopped(
        `${capital(quote(event.proposal, sources))}${by(event.proposal, sources)} fell when its rival ${quote(event.by, sources)} was accepted (record ${event.because})${because(event.ground ?? '')}`,
      );
    case 'ProposalReopened':
      return stopped(
        `${who} reopened ${quote(event.proposal, sources)}${by(event.proposal, sources)}${risen(event.revived, sources)}${because(event.reason)}`,
      );
    case 'TextVanished':
      return `The words of a proposal${by(event.proposal, sources)} left the text by an edit of ${withinSentence(who)}.`;
    case 'TextReturned':
      return `The words of a proposal${by(event.proposal, sources)} came back into the text by an edit of ${withinSentence(who)}.`;
    case 'RevisionIssued':
      return issued(event, who, sources, focus);
    default:
      return unreachable(event);
  }
}

function imported(event: Extract<RecordEvent, { type: 'DraftImported' }>, sources: StorySources, focus: Focus | null): string {
  const start = `The secretariat imported the text from ${event.source.name}`;
  const here = focus === null ? event.inherited : event.inherited.filter((one) => focus.proposals.has(one.id));
  // Whether the clause came with it, or was added since, nothing tells.
  if (here.length === 0) return `${start}${focus === null ? '' : '; no bracket of this clause came with it'}.`;
  const brackets = oneOrMore(here.length, 'bracket');
  const proposers = here.flatMap((one) => proposersAtImport(one, sources));
  const voices = here.flatMap((one) => namesTogether(one.positions, sources));
  const attribution = proposers.length === 0 ? ', without recorded proposers' : `, attributed to ${mostOf(proposers)}`;
  const positions = voices.length === 0 ? '' : `, and with positions of ${mostOf(voices)}`;
  return focus === null ? `${start} with ${brackets}.` : `${start}; this clause came with ${brackets}${attribution}${positions}.`;
}

/** All to whom an imported bracket is attributed: whoever speaks for a group with that group, and those beside it. */
function proposersAtImport({ proposer, onBehalfOf, coProposers }: InheritedProposal, sources: StorySources): string[] {
  const first = proposer === null ? [] : [{ participant: proposer, onBehalfOf }];
  return namesTogether([...first, ...coProposers.map((participant) => ({ participant, onBehalfOf: null }))], sources);
}

function namesTogether(
  speakers: readonly { readonly participant: ParticipantId; readonly onBehalfOf: ParticipantId | null }[],
  sources: StorySources,
): string[] {
  // In parentheses, since whoever is named behind it does not speak for that group.
  const group = (id: ParticipantId | null): string => (id === null ? '' : ` (${behalf(id, sources).trim()})`);
  return withoutRepeats(
    speakers.map(({ participant, onBehalfOf }) => `${shortName(sources.registry, participant)}${group(onBehalfOf)}`),
  );
}

/** Names as a sentence lists them, each once, and not more than a sentence holds. */
function mostOf(names: readonly string[]): string {
  const each = [...new Set(names)];
  return each.length > MOST_NAMES ? `${each.slice(0, MOST_NAMES).join(', ')} and others` : listed(each);
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
  const mended = mending(event.mended ?? [], focus);
  if (left.length === 0) return `${start}${mended}.`;
  if (focus === null)
    return `${start}; ${oneOrMore(left.length, 'closed proposal was', 'closed proposals were')} left behind${mended}.`;
  const words = left.map((one) => (one.words.trim() === '' ? 'a closed proposal' : `“${excerpt(one.words)}”`));
  return `${start}, leaving behind ${listed(words.slice(0, MOST_NAMES))}${words.length > MOST_NAMES ? ' and more' : ''}${mended}.`;
}

/** In which clauses spaces and commas that were not read any more are not written any more. */
function mending(mended: readonly ClauseId[], focus: Focus | null): string {
  if (focus !== null) return mended.includes(focus.clause) ? '; spacing and punctuation of this clause were mended' : '';
  if (mended.length === 0) return '';
  return `; spacing and punctuation of ${oneOrMore(mended.length, 'clause')} were mended`;
}

function edited(event: Extract<RecordEvent, { type: 'ClauseEdited' }>, tellers: Tellers): string {
  const { who, focus } = tellers;
  const clause = focus === null ? 'a clause' : 'this clause';
  const bare = heldBrackets(event.clause, tellers) ? ', quoted without brackets' : '';
  if (event.before === null) return `${who} added ${clause}: “${excerpt(event.after ?? '')}”${bare}.`;
  if (event.after === null) return `${who} removed ${clause}, which read “${excerpt(event.before)}”${bare}.`;
  return `${who} edited the words: “${excerpt(event.before)}” became “${excerpt(event.after)}”${bare}.`;
}

/** Whether proposals had words in a clause by an entry: the record has the letters alone, in which alternatives run into one another. */
function heldBrackets(clause: ClauseId, { focus, sources, entry }: Tellers): boolean {
  const isEarlier = (one: number | undefined): boolean => one !== undefined && one < entry.number;
  return focus === null
    ? isEarlier(sources.bracketedBy.get(clause))
    : [...focus.proposals].some((id) => isEarlier(sources.state.proposals.get(id)?.entry));
}

function tabled(event: Extract<RecordEvent, { type: 'ProposalTabled' }>, who: string, sources: StorySources): string {
  const all = event.proposer === null ? [] : [event.proposer, ...(event.coProposers ?? [])];
  const proposers = `${listed(all.map((id) => nameOf(sources.registry, id)))}${behalf(event.onBehalfOf ?? null, sources)}`;
  const what = changeTold(event);
  // It was tabled with its first character, while somebody was still speaking: its words are those that stand now.
  if (event.origin === 'floor')
    return hasWords(event.proposal, sources)
      ? `${who} opened a bracket from the floor: ${quote(event.proposal, sources)}.`
      : `${who} opened a bracket from the floor, in which no words stand now.`;
  if (event.origin === 'bridging') {
    const { drawsOn = [] } = event;
    const credit = drawsOn.length === 0 ? '' : `, drawing on ${severalTold(drawsOn, sources)}`;
    return stopped(`${who} put a text of its own forward, ${what}${credit}${because(event.rationale)}`);
  }
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

/** Who withdrew it: whoever brought it, the group for which somebody else speaks, or a participant whose word somebody noted. */
function withdrawn(
  { proposal, participant, ground = '' }: Extract<RecordEvent, { type: 'ProposalWithdrawn' }>,
  { who, entry, name, noted, sources }: Tellers,
): string {
  const what = quote(proposal, sources);
  return stopped(
    entry.actor.participant === participant || participant === entry.onBehalfOf
      ? `${who}${behalf(entry.onBehalfOf, sources)} withdrew ${what}${because(ground)}`
      : `${name(participant)} withdrew ${what}${noted(participant)}${because(ground)}`,
  );
}

function reintroduced(
  { proposer, proposal, rationale }: Extract<RecordEvent, { type: 'ProposalTabled' }>,
  old: ProposalId,
  { who, name, noted, sources }: Tellers,
): string {
  const status = sources.state.proposals.get(old)?.status;
  const record = status?.state === 'withdrawn' ? ` (record ${status.entry})` : '';
  const said = proposer === null ? who : `${name(proposer)}${noted(proposer)}`;
  return stopped(
    `${said} reintroduced in its own name ${quote(proposal, sources)}, which had been withdrawn${record}${because(rationale)}`,
  );
}

/** What rose with something that was reopened. */
function risen(revived: readonly ProposalId[], sources: StorySources): string {
  if (revived.length === 0) return '';
  const more = revived.length - MOST_NAMES;
  const quoted = revived.slice(0, MOST_NAMES).map((id) => quote(id, sources));
  return `, and with it ${listed([...quoted, ...(more > 0 ? [`${more} more`] : [])])}`;
}

/** What words come and go by a change, as they were when it was made: "putting “shall” for “should”"; empty where there are none. */
export function changeTold(change: { readonly inserted: readonly string[]; readonly deleted: readonly string[] }): string {
  const [inserted, deleted] = [change.inserted, change.deleted].map((texts) =>
    texts.map((text) => text.trim()).filter((text) => text !== ''),
  ) as [string[], string[]];
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
