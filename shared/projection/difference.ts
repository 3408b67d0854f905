import type { ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import type { Entry, RecordEvent } from '../record/event.ts';
import type { RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { FOOTNOTE_MARK } from '../text/numbering.ts';
import { holdingOf } from './article.ts';
import { compareTexts, type ComparedClause } from './comparison.ts';
import { quotation } from './quotation.ts';
import type { TextWithRecord } from './revision.ts';
import { clausesById, shownText } from './shown-text.ts';
import { storiesOf, type StoryLine } from './story.ts';
import { presentIn } from './telling.ts';

/** What became of a clause between two texts, and the entries of the record between the two that concern it, where anything did. */
export interface Difference {
  readonly clause: ComparedClause;
  readonly because: readonly StoryLine[];
}

type Issue = Entry & { readonly event: Extract<RecordEvent, { type: 'RevisionIssued' }> };

/** What telling differences needs: the whole record up to the later of the two texts, at least. */
export interface DifferenceSources {
  readonly entries: readonly Entry[];
  readonly registry: Registry;
}

/**
 * Compares two texts as a reader sees each, clause by clause, in the order of the second. Either may be the later one; the entries are
 * those after the earlier and up to the later. Where none is told, the words were typed and their entry is still to come.
 */
export function differencesOf(then: TextWithRecord, now: TextWithRecord, { entries, registry }: DifferenceSources): Difference[] {
  const [earlier, later] = isBefore(then.state, now.state) ? [then, now] : [now, then];
  const between = new Set(entries.filter((entry) => liesBetween(entry, earlier.state, later.state)));
  const [before, after] = [clausesById(earlier.clauses), clausesById(later.clauses)];
  const [held, stands] = [holdingOf([...before.values()]), holdingOf([...after.values()])];
  const holding = (id: ProposalId): readonly Clause[] =>
    (quotation(stands.get(id) ?? [], id) === '' ? held : stands).get(id) ?? [];
  // Of the whole record, so that what a clause had come to before is known.
  const story = storiesOf({ entries, state: later.state, registry, ...presentIn(holding) });
  const because = (id: ComparedClause['id']): readonly StoryLine[] => {
    const clause = after.get(id) ?? before.get(id);
    if (clause === undefined || between.size === 0) return [];
    const both = { ...clause, runs: [...(before.get(id)?.runs ?? []), ...(after.get(id)?.runs ?? [])] };
    return story(
      both,
      (entry) => between.has(entry) && (!isIssue(entry) || story(both, isUndoneBy(entry, later.state)).length > 0),
    );
  };
  const moved = new Set([...between].flatMap(({ event }) => (event.type === 'ClauseMoved' ? [event.clause] : [])));
  return compareTexts(unique(shownText(then)), unique(shownText(now)), moved).map((clause) => ({
    clause,
    because: clause.type === 'same' && !clause.moved ? [] : because(clause.id),
  }));
}

function isBefore(one: RecordState, other: RecordState): boolean {
  // The text that an entry issued, and the one that goes on, stand at the same entry.
  return one.last === other.last ? one.revision <= other.revision : one.last < other.last;
}

/** Whether an entry lies between two texts. An issue changes nothing that is read, unless another text comes back with it. */
function liesBetween({ number, event }: Entry, earlier: RecordState, later: RecordState): boolean {
  if (event.type !== 'RevisionIssued') return number > earlier.last && number <= later.last;
  return event.restores !== null && event.revision >= earlier.revision && event.revision < later.revision;
}

function isIssue(entry: Entry): entry is Issue {
  return entry.event.type === 'RevisionIssued';
}

/** What had become of the text that came back, until it did. */
function isUndoneBy({ number, event: { restores } }: Issue, { issued }: RecordState): (entry: Entry) => boolean {
  const from = issued.find(({ revision }) => revision === restores)?.entry ?? number;
  return (entry) => entry.number > from && entry.number < number && !isIssue(entry);
}

/**
 * What is said of a clause that differs and which no entry between the two texts concerns: its number, or those of footnotes in it, may be others
 * since something came or went before it; else the words were typed, and their entry is still to come.
 */
export function withoutEntryWords(clause: ComparedClause): string {
  const isNumbered =
    clause.type === 'changed' &&
    clause.recast === null &&
    !clause.moved &&
    withoutNoteNumbers(clause.then.words) === withoutNoteNumbers(clause.now.words);
  return isNumbered
    ? 'It is numbered otherwise since something came or went before it.'
    : 'No entry of the record between the two concerns it yet.';
}

function withoutNoteNumbers(words: string): string {
  return words.replaceAll(FOOTNOTE_MARK, '[^]');
}

/** Two drafters who move one clause at once leave it twice: it is compared where it stands first. */
function unique<T extends { readonly id: string }>(clauses: readonly T[]): T[] {
  const seen = new Set<string>();
  return clauses.filter(({ id }) => !seen.has(id) && seen.add(id));
}
