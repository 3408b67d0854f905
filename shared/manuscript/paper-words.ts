import type { ClauseBlock, Manuscript, Paper } from './manuscript.ts';

/** What a paper calls itself under the title; the text itself needs no word for it. */
export const PAPER_WORDS: Readonly<Record<Paper, string>> = {
  negotiating: '',
  clean: 'Clean text',
  compilation: 'Compilation of proposals',
  matrix: 'Matrix of positions',
  register: 'Register of proposals',
};

/** What stands between masthead and text: the draft's title, unless the text begins with its own, and what paper this is. */
export function titlesOf({ blocks, title, paper }: Manuscript): string[] {
  const [first] = blocks;
  const hasOwn = first?.type === 'clause' && (first.kind === 'title' || wordsOf(first) === title);
  return [...(hasOwn ? [] : [title]), PAPER_WORDS[paper]].filter((text) => text !== '');
}

function wordsOf({ pieces }: ClauseBlock): string {
  return pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join('');
}
