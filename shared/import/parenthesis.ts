import type { Registry } from '../participants/registry.ts';
import { participantNamed } from './actors.ts';

/** What a name in parentheses does behind words: it belongs to them (an abbreviation), it may do so (`why`), or it stands for itself. */
export type Belonging = { readonly is: 'theirs' | 'its own' } | { readonly is: 'unclear'; readonly why: string };

/** The last words before an abbreviation, as many as the longest names have. */
const LAST_WORDS = 12;
/** Shorter codes are met among the initials of too many names. */
const TELLING_LETTERS = 3;
const SMALL_WORD = /^\p{Ll}{1,4}$/u;
/** A name that can be a town's: "Bonn", "Rio de Janeiro", "Washington, D.C.". */
const PROPER_NAME = /(?:^|(\S+)\s+)((?:\p{Lu}[\p{L}’'-]*\s+)*(?:\p{Lu}[\p{L}’'-]*\p{Ll}|\p{Lu}\.\p{Lu}\.))$/u;
const DETERMINER = /^(?:the|an?|this|that|these|those|such|each|every|any|all|no|its|their|present)$/;
/** They stand in drafts with a capital and without an article, and are no places. */
const DRAFTED_NOUN = /(?:^|\s)(?:States?|Part(?:y|ies))$/;

/** Whether what stands in parentheses behind words is their abbreviation ("African Union (AU)") or says where something is ("Bonn (Germany)"). */
export function belonging(before: string, written: string, registry: Registry): Belonging {
  const named = participantNamed(written.trim(), registry);
  if (named === null) return { is: 'its own' };
  const words = before.trim().split(/\s+/).slice(-LAST_WORDS);
  if (words.some((_, index) => participantNamed(words.slice(index).join(' '), registry) === named)) return { is: 'theirs' };
  const letters = lettersOf(written);
  const parts = partsOf(before).slice(-LAST_WORDS);
  if (letters.length > 0) {
    if (
      isTelling(letters, parts) &&
      (spells(parts, letters, letters.length > TELLING_LETTERS ? 2 : 1) || isInName(letters, parts))
    )
      return { is: 'theirs' };
    const areInitials = letters.every((letter) => parts.some(({ word }) => word.startsWith(letter)));
    if (areInitials || spells(parts, letters, letters.length) || standInLast(letters, parts))
      return { is: 'unclear', why: `“${written.trim()}” may abbreviate the words before it` };
  }
  const name = registry.byId.get(named)?.kind === 'state' ? placeIn(before.trim()) : null;
  return name === null ? { is: 'its own' } : { is: 'unclear', why: `“${written.trim()}” may belong to “${name}” before it` };
}

/** A word, or what stands behind a hyphen in one. */
interface Part {
  readonly word: string;
  readonly isCapitalised: boolean;
  /** Whether it has its capital of itself, and not because a sentence begins with it. */
  readonly isOfName: boolean;
  /** Whether an abbreviation may leave it out wherever it stands. */
  readonly isSmall: boolean;
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(/([.:;!?)]\s+)?([-‑]?)([\p{L}\p{N}]+)/gu)].map(([, stop, hyphen = '', part = ''], at) => ({
    word: part.toLowerCase(),
    isCapitalised: /^[\p{Lu}\p{N}]/u.test(part),
    isOfName: at > 0 && stop === undefined && /^\p{Lu}/u.test(part),
    isSmall: hyphen !== '' || SMALL_WORD.test(part),
  }));
}

/** The letters of an abbreviation: of "LDCs" l, d and c, of "UN-Women" u, n and w. None of what is written out: "Guinea-Bissau", "United States". */
function lettersOf(written: string): string[] {
  const [abbreviation = ''] = /^\p{Lu}\p{Ll}?[\p{Lu}\p{N}]\S*$/u.exec(written.trim().replace(/^[Tt]he /, '')) ?? [];
  return (abbreviation.match(/[\p{Lu}\p{N}]/gu) ?? []).map((letter) => letter.toLowerCase());
}

/** Whether the last words give these letters in order, each its initial and at most so many letters in all, where small words may be left out. */
function spells(parts: readonly Part[], letters: readonly string[], most: number): boolean {
  if (letters.length === 0) return true;
  const last = parts.at(-1);
  if (last === undefined) return false;
  const rest = parts.slice(0, -1);
  const counts = Array.from({ length: Math.min(most, letters.length) }, (_, index) => index + 1);
  return (
    (last.isSmall && spells(rest, letters, most)) ||
    counts.some((count) => gives(last.word, letters.slice(-count)) && spells(rest, letters.slice(0, -count), most))
  );
}

/** Whether these letters, being the initials of words, are their abbreviation: two are met behind any two words, but for those of a name. */
function isTelling(letters: readonly string[], parts: readonly Part[]): boolean {
  return letters.length >= TELLING_LETTERS || parts.slice(-letters.length).some(({ isOfName }) => isOfName);
}

/** Whether as many last words as there are letters have them in order, the first at the beginning of a word: CO in "carbon monoxide". */
function standInLast([first = '', ...others]: readonly string[], parts: readonly Part[]): boolean {
  const words = parts.slice(-1 - others.length).map(({ word }) => word);
  const from = words.findIndex((word) => word.startsWith(first));
  return from !== -1 && standInOrder(others, words.slice(from).join('').slice(first.length).split(''));
}

/** Whether a word begins with the first of these letters and has the others behind it. */
function gives(word: string, letters: readonly string[]): boolean {
  return word.startsWith(letters[0] ?? '') && standInOrder(letters, word.split(''));
}

/** Whether these letters are among the initials of a name in capitals: FAO in "Food and Agriculture Organization of the United Nations". */
function isInName(letters: readonly string[], parts: readonly Part[]): boolean {
  const before = parts.findLastIndex(({ isCapitalised, isSmall }) => !isCapitalised && !isSmall);
  const initials = parts.slice(before + 1).map(({ word }) => word.charAt(0));
  return letters.length >= TELLING_LETTERS && standInOrder(letters, initials);
}

function standInOrder(letters: readonly string[], among: readonly string[]): boolean {
  let at = 0;
  for (const one of among) if (one === letters[at]) at += 1;
  return at === letters.length;
}

/** The name behind which a State in parentheses may say where it is; null where the words end otherwise. */
function placeIn(before: string): string | null {
  const [, preceding = '', name = ''] = PROPER_NAME.exec(before) ?? [];
  return name === '' || DETERMINER.test(preceding) || DRAFTED_NOUN.test(name) ? null : name;
}
