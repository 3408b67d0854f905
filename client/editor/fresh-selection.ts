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
  // With a click that also brings the focus, ProseMirror puts its own caret back 20 ms later unless it has learned of the new one.
  const readSoon = (view: EditorView): boolean => {
    setTimeout(() => readSelection(view));
    return false;
  };
  return new Plugin({ props: { handleDOMEvents: { keydown: read, beforeinput: read, mousedown: readSoon } } });
}

/** Takes the page's selection over into the state, where the browser has yet to tell of it. */
export function readSelection(view: EditorView): void {
  if (!view.composing) observerOf(view)?.flush();
}

/** ProseMirror's own reader of the page, internal to it: the versions are pinned, and a browser test holds this. */
function observerOf(view: EditorView): { flush(): void } | null {
  const { domObserver } = view as unknown as { readonly domObserver?: { flush(): void } };
  return domObserver ?? null;
}
