import { unreachable } from '../base/assert.ts';
import { addTo } from '../base/group-by.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { capital } from '../base/phrases.ts';
import { isDisposition } from '../record/dispositions.ts';
import type { Entry, RecordEvent } from '../record/event.ts';
import { isInstrument } from '../record/instruments.ts';
import { isNumbering } from '../record/numbering.ts';
import type { RecordState } from '../record/state.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { adoptionNote } from './adoption.ts';
import { dispositionSentence } from './disposition-story.ts';
import { instrumentConcerns, instrumentSentence } from './instrument-story.ts';
import { lengthLimitSentence } from './length-story.ts';
import { lensSentence } from './lens-story.ts';
import { mandateSentence, underMandate } from './mandate-story.ts';
import { shortName } from './naming.ts';
import { numberingConcerns, numberingSentence } from './numbering-story.ts';
import { procedureConcerns, silenceSentence, voteSentence } from './procedure-story.ts';
import { statusEnded, statusNotes, statusSentence } from './status-story.ts';
import { by, nameOf, notedBy, quote, stopped, type Focus, type StorySources, type Telling } from './telling.ts';
import { isOfText, textSentence } from './text-story.ts';

/** One sentence of a clause's story, with the entry of the record that it tells. */
export interface StoryLine {
  readonly entry: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The meeting that was open then. */
  readonly meeting: string | null;
  readonly sentence: string;
}

/** The story of a clause: every entry about it or about a proposal whose words stand, or stood, in it, in the order of the record. */
export function storyOf(clause: Clause, sources: StorySources): StoryLine[] {
  return storiesOf(sources)(clause, () => true);
}

/** As `storyOf`, of one clause after another, so that the record is followed once. `isTold`: which of its entries are told. */
export function storiesOf(sources: StorySources): (clause: Clause, isTold: (entry: Entry) => boolean) => StoryLine[] {
  const telling = tellingFrom(sources);
  const about = entriesAbout(telling);
  const tabledIn = new Map<ClauseId, ProposalId[]>();
  for (const { id, clauses } of sources.state.proposals.values()) for (const clause of clauses) addTo(tabledIn, clause, id);
  return (clause, isTold) => {
    const proposals = new Set([...proposalsIn([clause]), ...(tabledIn.get(clause.id) ?? [])]);
    const focus: Focus = { clause: clause.id, proposals };
    return about(focus).flatMap((entry) => (isTold(entry) ? [lineOf(entry, telling, focus)] : []));
  };
}

/** The entries that concern a clause, in their order, found without looking at each for each clause. */
function entriesAbout({ entries, state, notes }: Telling): (focus: Focus) => readonly Entry[] {
  const [ofClause, ofProposal] = [new Map<ClauseId, Entry[]>(), new Map<ProposalId, Entry[]>()];
  const others: Entry[] = [];
  for (const entry of entries) {
    const matter = matterOf(entry.event);
    if (matter === null) others.push(entry);
    else if ('clause' in matter) addTo(ofClause, matter.clause, entry);
    else for (const id of matter.proposals) addTo(ofProposal, id, entry);
    for (const id of notes.get(entry.number)?.ended.keys() ?? []) addTo(ofClause, id, entry);
  }
  return (focus) => {
    const found = new Set([
      ...(ofClause.get(focus.clause) ?? []),
      ...[...focus.proposals].flatMap((id) => ofProposal.get(id) ?? []),
      ...others.filter(({ event }) => concerns(event, focus, state)),
    ]);
    return [...found].toSorted((one, other) => one.number - other.number);
  };
}

/** What every sentence of a record is told from, worked out once. */
export function tellingFrom(sources: StorySources): Telling {
  const bracketedBy = new Map<ClauseId, number>();
  for (const { entry, clauses } of sources.state.proposals.values())
    for (const clause of clauses) bracketedBy.set(clause, Math.min(entry, bracketedBy.get(clause) ?? entry));
  return { ...sources, notes: statusNotes(sources.entries, sources.state), bracketedBy };
}

/** The story of the whole record, one sentence an entry. */
export function chronicle(sources: StorySources): StoryLine[] {
  const telling = tellingFrom(sources);
  return sources.entries.map((entry) => lineOf(entry, telling, null));
}

export function lineOf(entry: Entry, telling: Telling, focus: Focus | null): StoryLine {
  const sentence = capital(
    `${sentenceOf(entry, telling, focus)}${underMandate(entry)}${statusEnded(entry, focus?.clause ?? null, telling.notes)}${adoptionNote(entry.number, telling.state)}`,
  );
  return { entry: entry.number, at: entry.at, meeting: entry.meeting, sentence };
}

/**
 * What an entry is about where that is one clause, or some proposals and the clauses in which they stand; null where it is about something else, or
 * about more than that. Most entries of a long record are positions and edits, and have such a matter.
 */
export function matterOf(
  event: RecordEvent,
): { readonly clause: ClauseId } | { readonly proposals: readonly ProposalId[] } | null {
  if (isOfClause(event)) return event;
  return isOfProposal(event) ? { proposals: proposalsOf(event) } : null;
}

const OF_CLAUSE = ['ClauseEdited', 'ClauseRecast', 'ClauseMoved', 'ClauseAgreed', 'ClauseReopened'] as const;

function isOfClause(event: RecordEvent): event is Extract<RecordEvent, { readonly type: (typeof OF_CLAUSE)[number] }> {
  return OF_CLAUSE.some((type) => type === event.type);
}

type OfProposal = Extract<RecordEvent, { readonly proposal: ProposalId }>;

function isOfProposal(event: RecordEvent): event is OfProposal {
  if (isInstrument(event) || isNumbering(event)) return false;
  return event.type !== 'OptionsLifted' && event.type !== 'LiftingUndone' && 'proposal' in event;
}

export function concerns(event: RecordEvent, { clause, proposals }: Focus, state: RecordState): boolean {
  if (event.type === 'DraftImported' || event.type === 'RevisionIssued') return true;
  if (isOfClause(event)) return event.clause === clause;
  if (event.type === 'MeetingOpened' || event.type === 'MeetingClosed') return false;
  if (event.type === 'MandateGiven' || event.type === 'MandateTakenBack') return false;
  if (event.type === 'LengthLimitSet') return false;
  if (event.type === 'ReadingBegun' || event.type === 'ReadingClosed') return false;
  if (event.type === 'LadderSet' || event.type === 'LensChanged') return false;
  if (isInstrument(event)) return instrumentConcerns(event, state, { clause, proposals });
  if (isNumbering(event)) return numberingConcerns(event, clause);
  if (event.type === 'OptionsLifted') return event.options.some(({ proposal }) => proposals.has(proposal));
  if (event.type === 'LiftingUndone') return event.options.some((id) => proposals.has(id));
  if (isOfProposal(event)) return proposalsOf(event).some((id) => proposals.has(id));
  if (event.type === 'OptionsSet') return event.options.some(({ proposal }) => proposals.has(proposal));
  if (event.type === 'ContestRelated') return event.proposals.some((id) => proposals.has(id));
  return procedureConcerns(event, state, { clause, proposals });
}

/** The proposals that an entry on one says something of: what rises with it, what it went into, what is preferred to it. */
function proposalsOf(event: OfProposal): readonly ProposalId[] {
  const { proposal } = event;
  if (event.type === 'ProposalReopened') return [proposal, ...event.revived];
  if (event.type === 'ProposalMerged') return [proposal, event.into];
  if (event.type === 'ProposalFell' || event.type === 'ProposalReplaced') return [proposal, event.by];
  return event.type === 'PositionTaken' && event.preferred !== undefined ? [proposal, event.preferred] : [proposal];
}

function sentenceOf(entry: Entry, sources: Telling, focus: Focus | null): string {
  const { event } = entry;
  const name = (id: ParticipantId): string => nameOf(sources.registry, id);
  const who = name(entry.actor.participant);
  const noted = (id: ParticipantId): string => notedBy(entry, id, sources.registry);
  if (isDisposition(event))
    return stopped(
      capital(dispositionSentence(event, { who, name, noted, quote: (id) => quote(id, sources), by: (id) => by(id, sources) })),
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
  if (isOfText(event)) return textSentence(event, { who, entry, name, noted, sources, focus });
  switch (event.type) {
    case 'MandateGiven':
    case 'MandateTakenBack':
      return mandateSentence(event, { mandates: sources.state.mandates, name, short: (id) => shortName(sources.registry, id) });
    case 'LengthLimitSet':
      return stopped(lengthLimitSentence(event, who));
    case 'LensChanged':
      return stopped(lensSentence(event, who));
    case 'MeetingOpened':
    case 'MeetingClosed':
    case 'ReadingBegun':
    case 'ReadingClosed':
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
        noted,
        name,
        quote: (id) => quote(id, sources),
      });
    case 'VoteOpened':
    case 'VoteCast':
    case 'VoteCounted':
    case 'VoteExplained':
    case 'VoteRecorded':
    case 'VoteCalledOff':
      return voteSentence(event, { state: sources.state, who, name, noted, quote: (id) => quote(id, sources) });
    default:
      return unreachable(event);
  }
}
