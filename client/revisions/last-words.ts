import { timer } from '../sync/timer.ts';

/** How long nothing is typed until somebody is taken to have come to rest, in milliseconds: longer than between two words. */
const REST = 2_000;

/** What comes before each letter, also of an input method, of dictation or of a paste. */
const TYPING = ['keydown', 'beforeinput'] as const;

/** Before the editor, which takes some keys for its own. */
const FIRST = { capture: true };

/** Calls back once nothing has been typed on a page for a while, counted from now. Gives back what prevents it. */
export function onceTypingRests(page: EventTarget, onRest: () => void, later: typeof timer = timer): () => void {
  let cancel: () => void = () => undefined;
  const wait = (): void => {
    cancel();
    cancel = later(rested, REST);
  };
  const stop = (): void => {
    cancel();
    for (const kind of TYPING) page.removeEventListener(kind, wait, FIRST);
  };
  function rested(): void {
    stop();
    onRest();
  }
  for (const kind of TYPING) page.addEventListener(kind, wait, FIRST);
  wait();
  return stop;
}
