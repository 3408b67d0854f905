import { PATTERN, type Corpus } from './corpus.ts';
import type { EditorWindow, Spot } from './editor-window.ts';
import type { Cost } from './meter.ts';

const LETTERS = 'a letter of the text typed at some speed by hand ';
const BRACKETED = 'shall';

/** Words of a clause that has brackets, none of them near. `part` 0 to 1: how far into the text. */
export function inWords({ clauses }: Corpus, part: number): Spot {
  return { clause: bracketed(clauses.length, part), offset: 8 };
}

/** Before the last letter within a bracket: from there the arrow key leads to its edge. */
export function insideBracket({ clauses, words }: Corpus, part: number): Spot {
  const clause = bracketed(clauses.length, part);
  return { clause, offset: (words[clause] ?? '').lastIndexOf(`${BRACKETED}should`) + BRACKETED.length - 1 };
}

/** A clause whose place in its pattern is that of two short alternatives. */
function bracketed(clauses: number, part: number): number {
  return Math.floor((part * (clauses - PATTERN)) / PATTERN) * PATTERN + 1;
}

/**
 * Types so many letters at a spot, and tells what each cost. Throws where the page does not show them there: what is not written, or
 * written elsewhere, costs less.
 */
export async function typeAt(
  editor: EditorWindow,
  {
    spot,
    atEdge,
    count,
    paceMs,
  }: { readonly spot: Spot; readonly atEdge: boolean; readonly count: number; readonly paceMs: number },
): Promise<Cost[]> {
  await editor.caret(spot);
  if (atEdge) await editor.page.keyboard.press('ArrowRight');
  const offset = spot.offset + (atEdge ? 1 : 0);
  const before = await editor.words(spot.clause);
  const costs: Cost[] = [];
  let typed = '';
  for (let key = 0; key < count; key += 1) {
    const letter = LETTERS[key % LETTERS.length] ?? 'e';
    typed += letter;
    costs.push(await editor.key(letter === ' ' ? 'Space' : letter, paceMs));
  }
  const wanted = before.slice(0, offset) + typed + before.slice(offset);
  const words = await editor.words(spot.clause);
  if (words !== wanted) throw new Error(`typed “${typed}” at ${offset}, but clause ${spot.clause} reads “${words}”`);
  editor.check();
  return costs;
}
