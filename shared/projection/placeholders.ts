import { groupBy } from '../base/group-by.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { clauseIsOut, standing } from '../proposals/standing.ts';
import { openProposals, outcomesOf, type RecordState } from '../record/state.ts';
import { blankedNotes, notesIn } from '../text/braces.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';

/** What stands in brackets: a text that is still to come, a value that is still to be agreed, a remark of whoever holds the pen, or words. */
export type Content = 'placeholder' | 'value' | 'note' | 'words';

export const LISTED_CONTENTS = ['placeholder', 'value', 'note'] as const satisfies readonly Content[];
export type ListedContent = (typeof LISTED_CONTENTS)[number];

/** A place of the text that holds no words to be decided on, but something that is still to be filled in, or a remark. */
export interface Placeholder {
  readonly content: ListedContent;
  readonly clause: ClauseId;
  readonly words: string;
  /** The open proposal whose bracket it is; null where it stands in the text as it is. */
  readonly proposal: ProposalId | null;
}

const NUMBERED = /^(?:\(?[a-z\d]{1,3}[.)]\s*)?/i;
const PLACEHOLDER =
  /^\W{0,2}(?:further |possible )?(?:place-?holder\b|text (?:to be|to come)\b|to be (?:determined|decided|completed|inserted|developed|added|confirmed|agreed)\b|tbd\b|tbc\b|other$)/i;
const BLANK = /^[\s….·_*–—-]*$/;
const UNIT =
  '(?:%|per cent|percent|days?|weeks?|months?|years?|hours?|members?|parties|states|members|times|(?:united states )?dollars|usd|million|billion|°c|degrees?(?: celsius)?|gt ?co2(?:eq)?)';
const FIGURE =
  '(?:[xyzn]{1,4}|\\d[\\d.,\\s]*(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const VALUE = new RegExp(
  [
    `^[–-]?\\s*(?:about |at least |up to |below |above |by |well below )?${FIGURE}(?:\\s*(?:[–—-]|to|or|and|/)\\s*${FIGURE})*\\s*(?:${UNIT}\\s*)*$`,
    `^${FIGURE} ${MONTH}(?: ${FIGURE})?$`,
    `^${MONTH} ${FIGURE}$`,
    '^(?:decisions? )?[-–_x]+/[A-Z]{2,4}\\.?\\d*$',
    `^${UNIT}$`,
  ].join('|'),
  'i',
);
const NOTE = /^(?:n\.b\.[\s\S]*|(?:note|nb|editor(?:ial|[’']s) note|negotiators?[’'] note|secretariat note)\b[\s\S]*)$/i;

/** What the words of a bracket are, brackets within them left out. */
export function contentOf(words: string): Content {
  const bare = withoutSlots(words).replaceAll(/[[\]]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  if (NOTE.test(bare) || (bare !== '' && blankedNotes(bare).trim() === '')) return 'note';
  const text = bare.replace(NUMBERED, '');
  if (BLANK.test(bare) || PLACEHOLDER.test(bare) || PLACEHOLDER.test(text)) return 'placeholder';
  return VALUE.test(bare.replace(/[.,;:]+$/, '')) ? 'value' : 'words';
}

/** What stands in the text as characters, besides `{notes}`: single letters in brackets, blanks, numbers of decisions still to come. */
const LITERAL = /\[[xyzn]\]|\[\s*(?:…|\.\.\.|_+)?\s*\]|_{3,}|(?<![\w/])(?:[-–]|X)\/(?:CP|CMA|CMP|SBI|SBSTA|COP)\.?\d*/gi;

/** Each of these places has one of these. */
const SIGNS = /[{[/]|___/;

/** Everything that is still to be filled in, and every remark, in reading order. */
export function placeholdersOf(clauses: readonly Clause[], state: RecordState): Placeholder[] {
  const outcomeOf = outcomesOf(state);
  const open = new Set(openProposals(state).map(({ id }) => id));
  const held = new Map<ProposalId, { clause: ClauseId; words: string; at: number }>();
  const found: (Placeholder & { readonly place: number })[] = [];
  for (const [index, clause] of clauses.entries()) {
    if (clauseIsOut(clause, outcomeOf)) continue;
    for (const run of clause.runs) {
      if (standing(run, outcomeOf) === 'out') continue;
      const brought = run.insertions.filter((id) => open.has(id));
      for (const id of brought.length > 0 ? brought : run.deletions.filter((one) => open.has(one))) {
        const words = held.get(id);
        if (words === undefined) held.set(id, { clause: clause.id, words: run.text, at: index });
        else words.words += run.text;
      }
    }
    const seen = clause.runs.filter((run) => standing(run, outcomeOf) !== 'out').map(({ text }) => text);
    const words = withoutSlots(seen.join(''));
    // Most clauses have none of these signs, and this is asked each time that typing rests.
    if (!SIGNS.test(words)) continue;
    for (const literal of literalsIn(words)) {
      const inside = literal.startsWith('[') ? literal.slice(1, -1) : literal;
      const content = contentOf(inside);
      if (content !== 'words') found.push({ content, clause: clause.id, words: literal, proposal: null, place: index });
    }
  }
  const literals = groupBy(found, ({ place, words }) => `${place} ${words}`);
  const unlisted = new Map([...literals].map(([key, all]) => [key, all.values()]));
  const asBrackets = new Set<Placeholder>();
  const inBrackets: typeof found = [];
  for (const [proposal, { clause, words: seen, at }] of held) {
    const content = contentOf(seen);
    if (content === 'words') continue;
    const words = withoutSlots(seen).trim();
    // What the bracket holds is listed once, as the bracket.
    const same = unlisted.get(`${at} ${words}`)?.next();
    if (same?.done === false) asBrackets.add(same.value);
    inBrackets.push({ content, clause, words, proposal, place: at });
  }
  return [...found.filter((one) => !asBrackets.has(one)), ...inBrackets]
    .toSorted((a, b) => a.place - b.place)
    .map(({ content, clause, words, proposal }) => ({ content, clause, words, proposal }));
}

/** What of words may be something to be filled in, or a remark, in reading order. */
function literalsIn(words: string): string[] {
  const notes = notesIn(words).map(({ from, to }) => ({ at: from, literal: words.slice(from, to) }));
  const others = [...blankedNotes(words).matchAll(LITERAL)].map(({ 0: literal, index }) => ({ at: index, literal }));
  return [...notes, ...others].toSorted((a, b) => a.at - b.at).map(({ literal }) => literal);
}
