/** What a page notes of itself, in milliseconds since its navigation began; null for what has not come yet. */
interface Instruments {
  /** The message with the whole text came in. */
  text: number | null;
  /** The whole text stood on the page, to be typed in, and the page had been painted. */
  shown: number | null;
  /** What the first key brought stood on the page, and was about to be painted. */
  typed: number | null;
  /** For each message in which others' typing came: how long the page was busy with it before anything else could happen. */
  applied: number[];
}

declare global {
  interface Window {
    bench: Instruments;
  }
}

/** Runs in the page before any of its own code. It looks at the editor as a person does: at what stands on the page. */
export function install(clauses: number): void {
  const noted: Instruments = { text: null, shown: null, typed: null, applied: [] };
  window.bench = noted;
  const SYNC = 0;
  const STEP = { text: 1, update: 2 } as const;

  class TimedSocket extends WebSocket {
    override set onmessage(handler: ((this: WebSocket, event: MessageEvent) => unknown) | null) {
      super.onmessage =
        handler === null
          ? null
          : (event: MessageEvent) => {
              const [type, step] = event.data instanceof ArrayBuffer ? new Uint8Array(event.data, 0, 2) : [];
              const begun = performance.now();
              if (type === SYNC && step === STEP.text) noted.text ??= begun;
              handler.call(this, event);
              if (type === SYNC && step === STEP.update) noted.applied.push(performance.now() - begun);
            };
    }
  }
  window.WebSocket = TimedSocket;

  const whenPainted = (then: () => void): void => void requestAnimationFrame(() => setTimeout(then, 0));
  const editor = (): HTMLElement | null => document.querySelector<HTMLElement>('.ProseMirror[contenteditable=true]');
  const look = (): void => {
    if ((editor()?.childElementCount ?? 0) < clauses) requestAnimationFrame(look);
    else {
      setTimeout(() => {
        noted.shown = performance.now();
      }, 0);
    }
  };
  requestAnimationFrame(look);
  const onKey = (): void => {
    const text = editor();
    if (text === null) return;
    removeEventListener('keydown', onKey, true);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      whenPainted(() => {
        noted.typed ??= performance.now();
      });
    });
    observer.observe(text, { subtree: true, characterData: true, childList: true });
  };
  addEventListener('keydown', onKey, true);
}
