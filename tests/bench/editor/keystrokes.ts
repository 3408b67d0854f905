import { PATTERN, type Corpus } from './corpus.ts';
import type { EditorWindow, Spot } from './editor-window.ts';
import type { Cost } from './meter.ts';
import { takeTurns, type Turn } from './turns.ts';

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

/** An editor, where its caret goes, and what each of its keys cost. */
export interface Typing {
  readonly editor: EditorWindow;
  readonly spot: Spot;
  readonly costs: Cost[];
}

/**
 * Types so many letters in each editor, by turns. `atEdge`: one place behind the spot, by the arrow key. Throws where a page does not show the letters there: what is not written, or written elsewhere,
 * costs less.
 */
export async function typeByTurns(
  typings: readonly Typing[],
  { atEdge, count, paceMs }: { readonly atEdge: boolean; readonly count: number; readonly paceMs: number },
): Promise<void> {
  const before: string[] = [];
  for (const { editor, spot } of typings) {
    await editor.caret(spot);
    if (atEdge) await editor.page.keyboard.press('ArrowRight');
    before.push(await editor.words(spot.clause));
  }
  const typed = Array.from({ length: count }, (_, key) => LETTERS[key % LETTERS.length] ?? 'e');
  const turns = typings.map(({ editor, costs }): Turn => {
    const press = (key: number): Promise<void> => editor.page.keyboard.press(typed[key] === ' ' ? 'Space' : (typed[key] ?? 'e'));
    return { meter: editor.meter, act: press, note: (cost) => void costs.push(cost) };
  });
  await takeTurns(turns, count, paceMs);
  for (const [index, { editor, spot }] of typings.entries()) {
    const old = before[index] ?? '';
    const offset = spot.offset + (atEdge ? 1 : 0);
    const words = await editor.words(spot.clause);
    if (words !== old.slice(0, offset) + typed.join('') + old.slice(offset))
      throw new Error(`typed “${typed.join('')}” at ${offset}, but clause ${spot.clause} reads “${words}”`);
    editor.check();
  }
}
