import type { EntryNumber } from '../proposals/proposal.ts';
import type { Adoption } from '../record/adoption.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { readingOf, wholeVersion } from '../record/text-reading.ts';
import { countsWritten } from '../record/vote-count.ts';
import { countsOf } from '../record/vote.ts';
import type { Clause } from '../text/clause.ts';

/** Whether the text was changed since it was last adopted: by which entry, `true` where an edit that the record does not tell of yet changed it, or not. */
function changedSince(adoption: Adoption, state: RecordState, clauses: readonly Clause[]): EntryNumber | boolean {
  if (adoption.changed !== null) return adoption.changed;
  return adoption.version !== null && wholeVersion(readingOf(clauses, outcomesOf(state)).all()) !== adoption.version;
}

/** That the text was adopted, how, and whether it was changed since, in a line for every screen and every paper; empty where it never was. */
export function adoptionWords(state: RecordState, clauses: readonly Clause[]): string {
  const adoption = state.adoptions.at(-1);
  if (adoption === undefined) return '';
  const vote = adoption.by.on === 'vote' ? state.votes.get(adoption.by.entry) : undefined;
  const how = vote === undefined ? 'by silence' : countsWritten(countsOf(vote));
  const changed = changedSince(adoption, state, clauses);
  const since = changed === false ? '' : `; changed since adoption${changed === true ? '' : `, record ${changed}`}`;
  return `Adopted ${how} (record ${adoption.entry})${since}`;
}

/** What is to be said behind the sentence of an entry with which the text was adopted by silence, or was no longer as adopted. */
export function adoptionNote(entry: EntryNumber, { adoptions }: Pick<RecordState, 'adoptions'>): string {
  const adopted = adoptions.some((one) => one.entry === entry && one.by.on === 'silence');
  const ended = adoptions.find(({ changed }) => changed === entry);
  return `${adopted ? ' With that the text was adopted.' : ''}${ended === undefined ? '' : ` With that the text was no longer as it had been adopted (record ${ended.entry}).`}`;
}
