import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * A browser tells of a moved caret with its next frame, and ProseMirror learns of it then. A key that comes sooner, on a slow
 * page or from a fast hand, would act where the caret was before. So the selection is read before any key is handled.
 */
export function freshSelectionPlugin(): Plugin {
  const read = (view: EditorView): boolean => {
    readSelection(view);
    return false;
  };
  // A caret that comes to the text's start within 200 ms of the focus is taken for lost, and put back: not one that a key has moved there.
  const readBeforeKey = (view: EditorView): boolean => {
    readSelection(view);
    inputOf(view).lastFocus = 0;
    return false;
  };
  // With a click that also brings the focus, ProseMirror puts its own caret back 20 ms later unless it has learned of the new one.
  const readSoon = (view: EditorView): boolean => {
    setTimeout(() => readSelection(view));
    return false;
  };
  return new Plugin({ props: { handleDOMEvents: { keydown: readBeforeKey, beforeinput: read, mousedown: readSoon } } });
}

/** Takes the page's selection over into the state, where the browser has yet to tell of it. */
export function readSelection(view: EditorView): void {
  if (!view.composing) observerOf(view)?.flush();
}

/** What ProseMirror has for itself (prosemirror-view 1.42): the versions are pinned, and browser tests hold this. */
interface Internal {
  /** Its reader of the page. */
  readonly domObserver?: { flush(): void };
  readonly input: { lastFocus: number };
}

function observerOf(view: EditorView): Internal['domObserver'] {
  return (view as unknown as Internal).domObserver;
}

function inputOf(view: EditorView): Internal['input'] {
  return (view as unknown as Internal).input;
}
