import { expectedGlyphs } from '../../editor/page/glyph-walk.ts';
import type { Corpus } from './corpus.ts';
import type { EditorWindow } from './editor-window.ts';

/** Throws where a page does not show all that it must, so many letters more than the text began with: a fast editor that draws nothing looks fast. */
export async function checkDrawn(
  editor: EditorWindow,
  corpus: Corpus,
  { name, typed }: { readonly name: 'travaux' | 'bare'; readonly typed: number },
): Promise<void> {
  const { clauses, glyphs, characters } = await editor.drawn();
  const letters = corpus.words.reduce((sum, words) => sum + words.length, typed);
  const wanted = name === 'bare' ? 0 : expectedGlyphs(corpus.clauses, {});
  if (clauses !== corpus.clauses.length || glyphs !== wanted || characters !== letters)
    throw new Error(
      `${name} shows ${clauses} clauses, ${glyphs} bracket signs and ${characters} characters instead of ${corpus.clauses.length}, ${wanted} and ${letters}`,
    );
}
