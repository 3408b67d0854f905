import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { keyMeant } from '../chrome/key-meant.ts';
import { isTyping } from '../chrome/keys.ts';
import { isOutOfUse } from '../chrome/letter-keys.ts';

/** How the screen looks, from its own keys and buttons. */
interface ScreenLook {
  /** Times the size of the page's type. */
  readonly size: number;
  readonly contrast: boolean;
  readonly names: boolean;
  readonly controls: ReactNode;
}

const KEPT = 'travaux-screen-size';
const [SMALLEST, USUAL, LARGEST, STEP] = [1, 1.75, 5, 0.25];

export function useScreenLook(): ScreenLook {
  const [size, setSize] = useState(readKept);
  const [contrast, setContrast] = useState(false);
  const [names, setNames] = useState(true);
  const resize = (to: number): void => {
    const next = Math.min(LARGEST, Math.max(SMALLEST, to));
    setSize(next);
    keep(next);
  };
  const acts = [
    { key: '+', words: 'Larger', act: () => resize(size + STEP) },
    { key: '-', words: 'Smaller', act: () => resize(size - STEP) },
    { key: '0', words: 'Usual size', act: () => resize(USUAL) },
    { key: 'c', words: 'High contrast', act: () => setContrast(!contrast), pressed: contrast },
    { key: 't', words: 'Attributions', act: () => setNames(!names), pressed: names },
    { key: 'f', words: 'Full screen', act: () => void toggleFullScreen() },
  ];
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOutOfUse(event.key) || isTyping(event.target)) return;
    const meant = keyMeant(event);
    const key = meant === '=' ? '+' : meant === '_' ? '-' : meant;
    const found = acts.find((one) => one.key === key);
    if (found === undefined) return;
    event.preventDefault();
    found.act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const controls = (
    <div className="big-screen-acts">
      {acts.map(({ key, words, act, pressed }) => (
        <button key={key} type="button" className="quiet" aria-keyshortcuts={key} aria-pressed={pressed} onClick={act}>
          {words} <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  );
  return { size, contrast, names, controls };
}

async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // A browser that allows none goes on as it is.
  }
}

function readKept(): number {
  try {
    const kept = Number(localStorage.getItem(KEPT) ?? USUAL);
    return kept >= SMALLEST && kept <= LARGEST ? kept : USUAL;
  } catch {
    return USUAL;
  }
}

function keep(size: number): void {
  try {
    localStorage.setItem(KEPT, String(size));
  } catch {
    // A browser that keeps nothing begins with the usual size.
  }
}
