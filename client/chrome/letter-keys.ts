const KEPT = 'travaux-letter-keys';
let isOff = readKept();

/** Whether keys of one letter or sign act, on this device. Who speaks to the machine, or has a tremor, may not want that (WCAG 2.1.4). */
export function lettersAct(): boolean {
  return !isOff;
}

/** Says whether they do from now on. */
export function letLettersAct(act: boolean): void {
  isOff = !act;
  try {
    if (act) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'off');
  } catch {
    // A browser that keeps nothing knows it until the page is left.
  }
}

/** Whether a key is one of those that do nothing now. */
export function isOutOfUse(key: string): boolean {
  return isOff && key.length === 1;
}

function readKept(): boolean {
  try {
    return localStorage.getItem(KEPT) === 'off';
  } catch {
    return false;
  }
}
