import type { ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { FootnotesBeside, NotedWords } from '../paper/Footnotes.tsx';
import { useDraftDesk } from './DraftDesk.ts';

const NO_NOTES: ReadonlySet<ClauseId> = new Set();

/** Words of the text that stand beside it: the marks of footnotes among them are their numbers, and lead nowhere from there. */
export function WordsBeside({ words }: { readonly words: string }): ReactNode {
  const { snapshot } = useDraftDesk();
  if (!words.includes('[^')) return words;
  return (
    <FootnotesBeside footnotes={snapshot.beside.footnotes} here={NO_NOTES} onGo={nowhere}>
      <NotedWords words={words} />
    </FootnotesBeside>
  );
}

function nowhere(): void {}
