import { clauseIsOut } from '../proposals/standing.ts';
import { csvOf } from '../base/csv.ts';
import { proposalId, type ClauseId } from '../base/ids.ts';
import { capital } from '../base/phrases.ts';
import type { ConcordanceRow } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { addressesOf, addressWords, type LegibleClause } from '../text/addresses.ts';
import type { Clause } from '../text/clause.ts';
import { referencesIn, type Reference } from '../text/references.ts';
import { seenClause } from './legible.ts';
import { numbersOf } from './numbers.ts';
import { placeholdersOf, type ListedContent } from './placeholders.ts';
import { planRenumbering } from './renumbering.ts';

interface Sources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
}

/** The concordance of the renumbering in force, or, where there is none, of the one that would be. */
export function concordanceOf({ clauses, state }: Sources): readonly ConcordanceRow[] {
  return state.numbering.renumbered?.rows ?? planRenumbering(clauses, state, proposalId('preview')).plan.rows;
}

/** What a row says of the number that it was. */
export const FATE_WORDS: Readonly<Record<ConcordanceRow['fate'], string>> = {
  same: 'as before',
  renumbered: 'renumbered',
  deleted: 'deleted',
  merged: 'merged into',
  moved: 'moved as',
  split: 'split:',
};

/** The concordance, a number a line, for print. */
export function concordanceText(sources: Sources): string {
  const { title, numbering } = sources.state;
  const rows = concordanceOf(sources);
  const width = Math.max(0, ...rows.map(({ from }) => from.length));
  const lines = rows.map(({ from, to, fate, went }) => {
    const becomes = to === '' ? [FATE_WORDS[fate], went].filter((part) => part !== '').join(' ') : to;
    return `${capital(from).padEnd(width)}  ${fate === 'same' ? 'as before' : becomes}`;
  });
  const head =
    numbering.renumbered === null
      ? 'as renumbering the text would give it'
      : `as renumbered in record ${numbering.renumbered.entry}`;
  return `${title}\nConcordance of numbers, ${head}\n\n${lines.join('\n')}\n`;
}

/** The concordance for a spreadsheet. */
export function concordanceCsv(sources: Sources): string {
  return csvOf([
    ['was', 'is', 'what became of it', 'where it went'],
    ...concordanceOf(sources).map(({ from, to, fate, went }) => [from, to, FATE_WORDS[fate].replace(/( into| as|:)$/, ''), went]),
  ]);
}

/** A reference with the place where it is read. */
export interface PlacedReference {
  readonly reference: Reference;
  /** "article 12, paragraph 2"; empty where nothing there has a number. */
  readonly at: string;
  /** The clauses that it leads to, and what each is called; those that do not exist are not among them. */
  readonly leads: readonly { readonly clause: ClauseId; readonly at: string }[];
}

/** Every reference of a text to another part of itself, in reading order. */
export function placedReferences({ clauses, state }: Sources): PlacedReference[] {
  const seen = seenText({ clauses, state });
  const addresses = addressesOf(seen);
  const called = (id: ClauseId): string => {
    const address = addresses.get(id);
    return address === undefined ? '' : addressWords(address);
  };
  return referencesIn(seen).map((reference) => ({
    reference,
    at: called(reference.clause),
    leads: reference.leads.map((clause) => ({ clause, at: called(clause) })),
  }));
}

function seenText({ clauses, state }: Sources): LegibleClause[] {
  const outcomeOf = outcomesOf(state);
  const numbers = numbersOf(clauses, state);
  return clauses
    .filter((clause) => !clauseIsOut(clause, outcomeOf))
    .map((clause) => seenClause(clause, numbers.of.get(clause.id) ?? '', outcomeOf));
}

/** The sentence in which a reference that leads nowhere is a finding. */
export function danglingSentence(dangling: string): string {
  return `refers to ${dangling}, which does not exist`;
}

/** Every reference for a spreadsheet, with what it leads to or the finding that it leads nowhere. */
export function referencesCsv(sources: Sources): string {
  return csvOf([
    ['at', 'reference', 'leads to', 'finding'],
    ...placedReferences(sources).map(({ reference: { text, dangling }, at, leads }) => [
      at,
      text,
      leads.map((one) => one.at).join('; '),
      dangling === null ? '' : danglingSentence(dangling),
    ]),
  ]);
}

export const CONTENT_WORDS: Readonly<Record<ListedContent, string>> = {
  placeholder: 'Placeholders',
  value: 'Values',
  note: 'Editorial notes',
};

/** What is still to be filled in, for a spreadsheet. */
export function placeholdersCsv(sources: Sources): string {
  const addresses = addressesOf(seenText(sources));
  return csvOf([
    ['at', 'kind', 'words', 'in brackets'],
    ...placeholdersOf(sources.clauses, sources.state).map(({ content, clause, words, proposal }) => {
      const address = addresses.get(clause);
      return [address === undefined ? '' : addressWords(address), content, words, proposal === null ? 'no' : 'yes'];
    }),
  ]);
}
