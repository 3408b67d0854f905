import { clauseIsOut } from '../proposals/standing.ts';
import type { ClauseId } from '../base/ids.ts';
import { shortened } from '../base/shortened.ts';
import { grouped } from '../base/phrases.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { addressesOf, addressWords, type LegibleClause } from '../text/addresses.ts';
import type { Clause } from '../text/clause.ts';
import { FOOTNOTE_MARK } from '../text/numbering.ts';
import { referencesIn } from '../text/references.ts';
import { cleanFootnotes, cleanWords, notesLeftOut, standsClean, withNotesOf } from './clean.ts';
import { notesOfNothing } from './footnotes.ts';
import { seenClause } from './legible.ts';
import { lengthOf } from './length.ts';
import { numbersOf } from './numbers.ts';
import { danglingSentence } from './numbers-text.ts';
import { placeholdersOf } from './placeholders.ts';

/** Something of a text that its paper should perhaps not go out with. */
export interface PaperFinding {
  readonly kind: 'reference' | 'placeholder' | 'bracket' | 'length';
  /** Null: it is of the whole text. */
  readonly clause: ClauseId | null;
  /** Where it stands, as people say it: "article 12, paragraph 2", or the first words of what has no number. */
  readonly at: string;
  readonly says: string;
}

/**
 * What is found in a text before a paper is made of it: references that lead nowhere, what is still to be filled in, square brackets that are
 * characters and have no other half, and more words than the limit (null: none). `clean`: of the text that stands if nothing more is agreed.
 */
export function paperFindings(
  { clauses, state }: { readonly clauses: readonly Clause[]; readonly state: RecordState },
  { clean, limit }: { readonly clean: boolean; readonly limit: number | null },
): PaperFinding[] {
  const outcomeOf = outcomesOf(state);
  const numbers = numbersOf(clauses, state);
  const standing = clauses.filter((clause) => !clauseIsOut(clause, outcomeOf));
  const asSeen = (clause: Clause): LegibleClause => seenClause(clause, numbers.of.get(clause.id) ?? '', outcomeOf);
  const seen = standing.map(asSeen);
  const addresses = addressesOf(seen);
  const byId = new Map(seen.map((clause) => [clause.id, clause]));
  const at = (id: ClauseId): string => {
    const address = addresses.get(id);
    const words = address === undefined ? '' : addressWords(address);
    return words === '' ? excerpt(byId.get(id)?.words ?? '') : words;
  };
  const cleanNotes = cleanFootnotes(numbers.footnotes, clauses, outcomeOf);
  const read: readonly LegibleClause[] = clean
    ? withNotesOf(standsClean(standing, outcomeOf), cleanNotes).map((clause) => ({
        ...asSeen(clause),
        words: cleanWords(clause, outcomeOf),
      }))
    : seen;
  const reads = new Map(read.map(({ id, words }) => [id, words]));
  const stands = (id: ClauseId): boolean => (reads.get(id) ?? '').trim() !== '';
  return [
    ...tooLong(lengthOf(clauses, state)[clean ? 'clean' : 'negotiating'], limit),
    ...referencesIn(read).flatMap(({ clause, text, dangling }): PaperFinding[] =>
      dangling === null ? [] : [{ kind: 'reference', clause, at: at(clause), says: `“${text}” ${danglingSentence(dangling)}` }],
    ),
    ...placeholdersOf(clauses, state)
      // In the clean text there is nothing of a bracket that is open.
      .filter(({ proposal, clause, words }) => (clean ? proposal === null && reads.get(clause)?.includes(words) : stands(clause)))
      .map(({ content, clause, words }): PaperFinding => ({
        kind: 'placeholder',
        clause,
        at: at(clause),
        says: STILL[content](excerpt(words)),
      })),
    ...(clean ? standing : []).flatMap((clause) =>
      notesLeftOut(clause, outcomeOf).map((note): PaperFinding => ({
        kind: 'placeholder',
        clause: clause.id,
        at: at(clause.id),
        says: `an editorial note is left out: “${excerpt(note)}”`,
      })),
    ),
    ...(clean ? notesOfNothing(clauses, numbers.footnotes, outcomeOf) : []).map((clause): PaperFinding => ({
      kind: 'reference',
      clause: clause.id,
      at: at(clause.id),
      says: 'a footnote is left out, for nothing refers to it',
    })),
    ...unbalanced(read).map(({ clause, glyph, near }): PaperFinding => ({
      kind: 'bracket',
      clause,
      at: at(clause),
      says: `“${glyph}” has no other half: “${near}”`,
    })),
  ];
}

const STILL = {
  placeholder: (words: string) => (words === '' ? 'something is still to be filled in' : `still to be filled in: “${words}”`),
  value: (words: string) => `a value is still to be agreed: “${words}”`,
  note: (words: string) => `an editorial note stands in the text: “${words}”`,
} as const;

function tooLong(words: number, limit: number | null): PaperFinding[] {
  if (limit === null || words <= limit) return [];
  return [
    {
      kind: 'length',
      clause: null,
      at: '',
      says: `${grouped(words)} words, which is ${grouped(words - limit)} over ${grouped(limit)}`,
    },
  ];
}

/** Brackets that are characters of the text, each without its other half. One half may stand in another clause. */
function unbalanced(
  clauses: readonly Pick<LegibleClause, 'id' | 'words'>[],
): { clause: ClauseId; glyph: string; near: string }[] {
  const open: { clause: ClauseId; glyph: string; near: string }[] = [];
  const stray: typeof open = [];
  for (const { id, words } of clauses) {
    for (const { index, 0: glyph } of words.replaceAll(FOOTNOTE_MARK, (mark) => ' '.repeat(mark.length)).matchAll(/[[\]]/g)) {
      const near = wordsRound(words, index);
      if (glyph === '[') open.push({ clause: id, glyph, near });
      else if (open.pop() === undefined) stray.push({ clause: id, glyph, near });
    }
  }
  return [...stray, ...open];
}

function wordsRound(words: string, at: number): string {
  const [from, to] = [Math.max(0, at - NEAR), Math.min(words.length, at + NEAR)];
  const before = from === 0 ? words.slice(0, at) : words.slice(from, at).replace(/^\S*\s/u, '');
  const behind = to === words.length ? words.slice(at) : words.slice(at, to).replace(/\s\S*$/u, '');
  return `${before}${behind}`.trim();
}

/** So much of the words round a bracket shows which one it is, in UTF-16 units. */
const NEAR = 20;
const LONGEST_EXCERPT = 60;

function excerpt(words: string): string {
  return shortened(words.replaceAll(/\s+/g, ' ').trim(), LONGEST_EXCERPT);
}
