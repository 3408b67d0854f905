import type { Footnotes } from '../../shared/projection/footnotes.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { standingOf, type Character, type Outcome } from './naive.ts';
import { holds } from './violation.ts';

/** A text, what is said of its footnotes, and what follows from its characters alone. */
export interface Noted {
  readonly clauses: readonly Clause[];
  readonly footnotes: Footnotes;
  readonly characters: readonly Character[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Whether numbers stay as they were issued. */
  readonly isFrozen: boolean;
}

/** Each footnote to which words refer has one number, which is no other's, and that by which it was issued (F1). */
export function checkFootnotes({ clauses, footnotes, characters, outcomes, isFrozen }: Noted): void {
  const words = clauses.map(() => '');
  for (const one of characters)
    if (standingOf(one, outcomes) !== 'out' && one.character !== '\u2060') words[one.block] += one.character;
  const marked = new Set(words.flatMap((line) => [...line.matchAll(/\[\^([^\s[\]^]{1,40})\]/g)].map((mark) => mark[1] ?? '')));
  const numbers = new Map(footnotes.notes.map(({ key, number }) => [key, number]));
  for (const [at, { kind, label }] of clauses.entries()) {
    const key = kind === 'footnote' ? /^\[\^([^\s[\]^]{1,40})\]:$/.exec(label)?.[1] : undefined;
    if (key === undefined || words[at]?.trim() === '' || !marked.has(key)) continue;
    const number = numbers.get(key) ?? '';
    holds(number !== '', 'each footnote to which words refer has a number', () => key);
    holds(!isFrozen || !/^\d+$/.test(key) || number === key, 'a footnote keeps its number', () => `${key} is ${number}`);
  }
  const given = [...numbers.values()].filter((number) => number !== '');
  holds(new Set(given).size === given.length, 'no two footnotes have one number', () => given.join());
}
