import { SLOT, type Clause } from '../text/clause.ts';
import { isNegotiated, isUntouched, tidyTexts, type Piece } from '../text/punctuation.ts';
import type { Part } from './drawing.ts';

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

/** A part as a piece of the sentence that is read. */
export function pieceOf(part: Part): Piece {
  if (part.type === 'words') return { text: part.run.text, isBase: isUntouched(part.run) };
  return { text: part.type === 'open' ? '[' : part.type === 'close' ? ']' : '', isBase: false };
}

/** A clause as it is drawn. */
interface DrawnParts<P extends Part> {
  readonly clause: Clause;
  readonly parts: readonly P[];
}

/**
 * The parts of a clause as it is read: without the spaces and commas that missing words and lifted brackets leave behind. What was shown before a
 * decision (`prospect`) is what is read after it.
 */
export function repairedParts<P extends Part>({ clause, parts }: DrawnParts<P>): readonly P[] {
  if (!isNegotiated(clause)) return parts;
  const kept = tidyTexts(parts.map(pieceOf));
  return parts.map((part, index) => reading(part, kept[index] ?? ''));
}

/** A part with other text, where it is one of words. */
function reading<P extends Part>(part: P, text: string): P {
  return part.type !== 'words' || part.run.text === text ? part : { ...part, run: { ...part.run, text } };
}

/** A clause as it is read, in one line, with its brackets. */
export function sentenceOf(drawn: DrawnParts<Part>): string {
  return repairedParts(drawn)
    .flatMap((part) => charactersOf(part).map(({ character }) => character))
    .join('');
}
