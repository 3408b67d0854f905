import { useEffect, type RefObject } from 'react';

/**
 * Where what had the focus goes, as with a point that somebody decides, or a notice that is put away, the text has it: keys, and those who hear
 * the page, go on from there. Not the editor in the text, which would take a letter meant for the page.
 */
export function useFocusKept(text: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = document.activeElement;
    let frame = 0;
    const isLost = (): boolean => last?.isConnected === false && (document.activeElement ?? document.body) === document.body;
    const giveBack = (): void => {
      frame = 0;
      if (isLost() && document.querySelector('[aria-modal=true], .overlay') === null)
        text.current?.focus({ preventScroll: true });
    };
    const look = (): void => {
      if (frame !== 0 || !isLost()) return;
      // What gives it to something else by itself has done so by then.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(giveBack);
      });
    };
    const come = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
    };
    const gone = ({ target }: FocusEvent): void => {
      // What stands on the page yet was left on purpose.
      queueMicrotask(() => {
        if (target === last && last?.isConnected === true && document.activeElement !== last) last = null;
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', come);
    document.addEventListener('focusout', gone);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('focusin', come);
      document.removeEventListener('focusout', gone);
    };
  }, [text]);
}
