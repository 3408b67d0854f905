import type { RefObject } from 'react';
import type { DraftEditor } from '../editor/draft-editor.ts';
import type { CaretPlace } from '../editor/draft-editor.ts';

/** What stands on the page and is asked, not drawn: the paper, the live editor where there is one, and where its caret is. */
export interface Places {
  readonly text: RefObject<HTMLElement | null>;
  readonly editor: RefObject<DraftEditor | null>;
  readonly caret: RefObject<CaretPlace | null>;
}

/** The focus goes back to where typing, or going through the points, goes on. */
export function backToText({ editor, text }: Places): void {
  if (editor.current === null) text.current?.focus({ preventScroll: true });
  else editor.current.focus();
}
