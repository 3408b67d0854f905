import { SLOT, withoutSlots, type Clause } from '../text/clause.ts';
import type { Part } from './drawing.ts';

/** Whether anything was ever proposed in a clause; where nothing was, it stays as it was written. */
export function isNegotiated({ runs }: Clause): boolean {
  return runs.some(({ insertions, deletions }) => insertions.length > 0 || deletions.length > 0);
}

/**
 * Which characters of a sentence are kept once words of it are missing or brackets are lifted, by UTF-16 unit. Left out is what they leave behind: a
 * second space, a space before a point, comma or closing parenthesis, a comma beside a comma or a stop, white space at the ends, a comma at
 * the beginning. Nothing is ever added.
 */
export function keptCharacters(text: string): boolean[] {
  const keep = Array.from<boolean>({ length: text.length }).fill(false);
  const kept: number[] = [];
  const last = (): string => text.charAt(kept.at(-1) ?? text.length);
  const dropLast = (): void => {
    const at = kept.pop();
    if (at !== undefined) keep[at] = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\s/.test(character) && /^\s?$/.test(last())) continue;
    if (/[.,;:)]/.test(character) && /\s/.test(last())) dropLast();
    if (character === ',' && (last() === ',' || last() === '')) continue;
    if (/[.;:]/.test(character) && last() === ',') dropLast();
    keep[at] = true;
    kept.push(at);
  }
  while (/\s/.test(last())) dropLast();
  return keep;
}

const UNTIDY = /^[\s,]|\s[\s.,;:)]|,[,.;:]|\s$/;

/** Whether all characters of a sentence are kept, which is so of most. */
export function isTidy(text: string): boolean {
  return !UNTIDY.test(text);
}

/** A character of a clause as it is drawn; `at`: where it stands in the clause, -1 for a bracket. */
export interface DrawnCharacter {
  readonly character: string;
  readonly at: number;
}

/** The characters that a part puts on the page. */
export function charactersOf(part: Part): DrawnCharacter[] {
  if (part.type === 'open') return [{ character: '[', at: -1 }];
  if (part.type === 'close') return [{ character: ']', at: -1 }];
  if (part.type !== 'words') return [];
  const { text } = part.run;
  return Array.from({ length: text.length }, (_, at) => ({ character: text.charAt(at), at: part.offset + at })).filter(
    ({ character }) => character !== SLOT,
  );
}

function textOf(part: Part): string {
  if (part.type === 'open' || part.type === 'close') return part.type === 'open' ? '[' : ']';
  return part.type === 'words' ? withoutSlots(part.run.text) : '';
}

/** A clause as it is drawn. */
interface DrawnParts {
  readonly clause: Clause;
  readonly parts: readonly Part[];
}

/**
 * The parts of a clause as it is read: without the spaces and commas that missing words and lifted brackets leave behind. What was shown before a
 * decision (`prospect`) is what is read after it.
 */
export function repairedParts({ clause, parts }: DrawnParts): readonly Part[] {
  if (!isNegotiated(clause) || isTidy(parts.map(textOf).join(''))) return parts;
  const drawn = parts.map(charactersOf);
  const keep = keptCharacters(drawn.flatMap((characters) => characters.map(({ character }) => character)).join(''));
  if (!keep.includes(false)) return parts;
  let before = 0;
  return parts.map((part, index) => {
    const characters = drawn[index] ?? [];
    const from = before;
    before += characters.length;
    if (part.type !== 'words') return part;
    const text = characters.map(({ character }, at) => (keep[from + at] === true ? character : '')).join('');
    return text.length === characters.length ? part : { ...part, run: { ...part.run, text } };
  });
}

/** A clause as it is read, in one line, with its brackets. */
export function sentenceOf(drawn: DrawnParts): string {
  return repairedParts(drawn)
    .flatMap((part) => charactersOf(part).map(({ character }) => character))
    .join('');
}
