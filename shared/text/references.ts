import type { ClauseId } from '../base/ids.ts';
import type { LegibleClause } from './addresses.ts';
import { Places } from './clause-places.ts';
import { ownNamesOf } from './reference-holders.ts';
import { chainsIn, rank, type Group, type Item } from './reference-words.ts';

/** One number within a reference: the "2" and the "(c)" of "article 12, paragraph 2 (c)" are two besides the "12". */
interface Mention {
  /** The clause in which it is read. */
  readonly clause: ClauseId;
  /** Where it stands in the words of that clause. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The clause it leads to; null where there is none. */
  readonly target: ClauseId | null;
  /** What it is a number of, in full: "paragraph 2 of article 12". */
  readonly name: string;
}

/** A reference in the text to another part of the same text. */
export interface Reference {
  readonly clause: ClauseId;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** The clauses that it is about, as it names them: of "paragraphs 2 and 3 of article 12" the two paragraphs. */
  readonly leads: readonly ClauseId[];
  /** What it refers to that does not exist, as far as it could not be followed; null where it leads somewhere. */
  readonly dangling: string | null;
}

/**
 * Every reference to another part of the text, in reading order: articles, parts, chapters, sections, annexes, paragraphs, subparagraphs,
 * in lists, ranges ("to"), and one within the other, in either order. What is said to be of another instrument ("article 87 of the
 * Convention", "decision 1/CP.16, paragraph 4") is none, nor is a heading's own number. A bare "(c)" is not taken for one.
 */
export function referencesIn(clauses: readonly LegibleClause[]): Reference[] {
  const places = new Places(clauses);
  const ownNames = ownNamesOf(clauses);
  return clauses.flatMap((clause) =>
    /[\d(IVXLC]|\b[A-Z]\b/.test(clause.words) ? chainsIn(clause, ownNames).map((chain) => follow(chain, clause, places)) : [],
  );
}

function follow(chain: readonly Group[], clause: LegibleClause, places: Places): Reference {
  const from = chain[0]?.from ?? 0;
  const to = chain.at(-1)?.to ?? 0;
  const mentions: Mention[] = [];
  let dangling: string | null = null;
  let ends: readonly (ClauseId | null)[] = [];
  // The outermost is followed first, whichever way round they are written.
  let within: ClauseId | null | undefined;
  let name = '';
  for (const group of chain.toSorted((a, b) => rank(a) - rank(b))) {
    const find = (number: string): ClauseId | null =>
      within === null ? null : places.find(group.word, number, { clause: clause.id, within });
    const items = group.items.map((item) => partsOf(item, clause.words, find));
    let path: readonly Step[] = [];
    ends = [];
    for (const item of items) {
      const steps = group.word === 'subparagraph' ? [] : besides(path, item[0]?.text ?? '', places);
      for (const { text, from: at, to: end } of item) {
        const above = steps.at(-1);
        const called =
          above === undefined ? `${group.word} ${text}${name === '' ? '' : ` of ${name}`}` : `${above.called} ${text}`;
        const target =
          above === undefined ? find(text) : below(steps, places, { text, soFar: clause.words.slice(item[0]?.from, end) });
        if (target === null) dangling ??= called;
        steps.push({ target, called });
        mentions.push({ clause: clause.id, from: at, to: end, text, target, name: called });
      }
      path = steps;
      ends = [...ends, path.at(-1)?.target ?? null];
    }
    within = ends.at(-1) ?? null;
    name = `${group.word} ${items.map((item) => item.map(({ text }) => text).join(' ')).join(', ')}${name === '' ? '' : ` of ${name}`}`;
  }
  const inOrder = mentions.toSorted((a, b) => a.from - b.from);
  const leads = [...new Set(ends.filter((target) => target !== null))];
  return { clause: clause.id, from, to, text: clause.words.slice(from, to), mentions: inOrder, leads, dangling };
}

/**
 * The parts of a number, each of which leads on from the one before it. "1.3" is one where it is a label as it stands, or where there is no 1; else
 * it is the 1 and the 3 in it.
 */
function partsOf(item: Item, words: string, find: (number: string) => ClauseId | null): Item {
  const [first] = item;
  const last = item.findLast(({ text }) => !text.startsWith('('));
  if (first === undefined || last === undefined || last === first) return item;
  const whole = { text: words.slice(first.from, last.to), from: first.from, to: last.to };
  if (find(whole.text) === null && find(first.text) !== null) return item;
  return [whole, ...item.filter(({ from }) => from > last.from)];
}

/** What the next part of a number leads to: of "article 1.3" what has the number 3 in article 1, or what has the number 1.3 there. */
function below(
  steps: readonly Step[],
  places: Places,
  { text, soFar }: { readonly text: string; readonly soFar: string },
): ClauseId | null {
  const [outermost, above] = [steps[0]?.target ?? null, steps.at(-1)?.target ?? null];
  const inner = above === null ? null : places.under(above, text);
  return inner ?? (outermost === null || text.startsWith('(') ? null : places.under(outermost, soFar));
}

/** What a number leads to, and what it is a number of. */
interface Step {
  readonly target: ClauseId | null;
  readonly called: string;
}

/**
 * What the "(c)" of "2 (a) and (c)" stands within, the outermost first: of the places that lead to the number before it, up to the innermost that has
 * such a one. Nothing for what is no "(c)".
 */
function besides(before: readonly Step[], text: string, places: Places): Step[] {
  if (!text.startsWith('(')) return [];
  const has = ({ target }: Step): boolean => target !== null && places.under(target, text) !== null;
  const outer = before.slice(0, -1);
  const innermost = outer.findLastIndex(has);
  return outer.slice(0, innermost === -1 ? outer.length : innermost + 1);
}
