import type { EditorView } from '@tiptap/pm/view';
import type { Arrivals } from '../sync/arrivals.ts';

/** ProseMirror puts off the end of a composition for so long, in milliseconds (prosemirror-view 1.42), and draws anew then. */
const END = 20;

/**
 * Has others' changes wait while letters are composed in an editor: by an input method, a dead key, or a telephone's keyboard, which composes each
 * word. `settle` writes into the shared text what is composed. Gives back what ends that.
 */
export function holdWhileComposing(view: EditorView, arrivals: Arrivals, settle: () => void): () => void {
  let compositions = 0;
  const goesOn = (): void => {
    compositions += 1;
    arrivals.hold(settle);
  };
  const ends = (): void => {
    const ended = compositions;
    // ProseMirror has read the page by then. One composition may begin right behind another, as with each syllable of Korean: each is written by itself.
    queueMicrotask(settle);
    // The browser has yet to place its caret, by an offset: what others wrote would make it another place.
    setTimeout(() => {
      if (ended === compositions) arrivals.release();
    }, END);
  };
  const leaves = (): void => arrivals.release();
  const hides = (): void => {
    if (document.visibilityState === 'hidden') arrivals.release();
  };
  // Each behind ProseMirror's own listener, which is there from the start.
  const { dom } = view;
  for (const type of ['compositionstart', 'compositionupdate']) dom.addEventListener(type, goesOn);
  dom.addEventListener('compositionend', ends);
  dom.addEventListener('blur', leaves);
  document.addEventListener('visibilitychange', hides);
  return () => {
    for (const type of ['compositionstart', 'compositionupdate']) dom.removeEventListener(type, goesOn);
    dom.removeEventListener('compositionend', ends);
    dom.removeEventListener('blur', leaves);
    document.removeEventListener('visibilitychange', hides);
    compositions += 1;
  };
}
