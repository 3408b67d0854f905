import type { EntryNumber } from '../proposals/proposal.ts';
import type { Entry, RecordEvent } from './event.ts';
import type { AgreedBy } from './ladder.ts';
import type { Silence } from './silence.ts';
import { countOpenBrackets, type RecordState } from './state.ts';
import { wholeVersion } from './text-reading.ts';

/** That the whole text was adopted. The record keeps it, whatever becomes of the text. */
export interface Adoption {
  /** The vote that carried, or the silence that passed. */
  readonly by: AgreedBy;
  readonly entry: EntryNumber;
  /** As it read then (`wholeVersion`); null once its numbers were written anew, with which it stays adopted. */
  readonly version: string | null;
  /** The first entry by which the text was changed since; null: none. */
  readonly changed: EntryNumber | null;
}

/** Every adoption, in the order of the record; the last is the one in question. */
export type Adoptions = readonly Adoption[];

type Before = Pick<RecordState, 'adoptions' | 'changedAt' | 'votes' | 'silences' | 'proposals' | 'ladder'>;

/** The adoptions after an entry, by the state before it, and when the text was last changed. Any change ends that it stands as adopted. */
export function evolveAdoption(
  state: Before,
  entry: Pick<Entry, 'event' | 'number'>,
): Pick<RecordState, 'adoptions' | 'changedAt'> {
  const changedAt = changesText(entry.event, state) ? entry.number : state.changedAt;
  return { adoptions: adoptionsAfter(state, entry, changedAt === entry.number), changedAt };
}

function adoptionsAfter(state: Before, { event, number }: Pick<Entry, 'event' | 'number'>, changes: boolean): Adoptions {
  const { adoptions } = state;
  const adopted = adoptedBy(state, event);
  if (adopted !== null) return [...adoptions, { ...adopted, entry: number, changed: null }];
  const last = adoptions.at(-1);
  if (last === undefined || last.changed !== null) return adoptions;
  if (event.type === 'ClausesRenumbered' || event.type === 'RenumberingUndone')
    return [...adoptions.slice(0, -1), { ...last, version: null }];
  return changes ? [...adoptions.slice(0, -1), { ...last, changed: number }] : adoptions;
}

function adoptedBy(state: Before, event: RecordEvent): Pick<Adoption, 'by' | 'version'> | null {
  if (event.type === 'VoteRecorded') {
    const vote = state.votes.get(event.vote);
    if (!event.carried || vote?.question.on !== 'whole') return null;
    return { by: { on: 'vote', entry: vote.entry }, version: vote.version };
  }
  if (event.type !== 'SilencePassed') return null;
  const silence = state.silences.get(event.silence);
  if (silence === undefined || !adopts(silence, state) || event.clauses.length < silence.clauses.size) return null;
  const version = wholeVersion([...silence.clauses].map(([clause, one]) => ({ clause, version: one.version })));
  return { by: { on: 'silence', entry: silence.entry }, version };
}

/**
 * Silence on the whole text that is to give it the highest rung adopts it, where it passes on all of it, nothing is open, and nothing came
 * meanwhile that was not circulated.
 */
function adopts({ entry, whole, gives }: Silence, state: Before): boolean {
  return (
    whole &&
    state.changedAt < entry &&
    gives !== undefined &&
    gives === state.ladder.rungs.at(-1)?.id &&
    countOpenBrackets(state) === 0
  );
}

/** What always does. */
const CHANGING: ReadonlySet<RecordEvent['type']> = new Set([
  'ClauseEdited',
  'ClauseRecast',
  'ClauseMoved',
  'ProposalTabled',
  'TextVanished',
  'TextReturned',
]);

function changesText(event: RecordEvent, { proposals }: Pick<RecordState, 'proposals'>): boolean {
  if (event.type === 'ProposalReopened')
    return [event.proposal, ...event.revived].some((id) => proposals.get(id)?.vanished === false);
  return event.type === 'RevisionIssued' ? event.readsOtherwise === true : CHANGING.has(event.type);
}
