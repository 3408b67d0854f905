/** A key as it is pressed. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/**
 * The key that is meant by one pressed: a letter, whatever Caps Lock says of it; and on a keyboard of another script the Latin letter of the same
 * place, since no key that acts is said to be any other.
 */
export function keyMeant({ key, code, shiftKey }: Pressed): string {
  const isLatin = /^\p{Script=Latin}$/u.test(key);
  const letter = isLatin ? key : /^[^ -~]{1,2}$/.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  if (letter === undefined) return key;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

/** Whether a key goes to an input method, which makes a sign of several: Enter then takes what it offers, and does nothing else. */
export function isComposed({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // Safari tells of the last one only by its number.
  return isComposing || keyCode === 229;
}

/** Whether a key is pressed with AltGr, which types letters and signs (ł, ń, ó, #), and on Windows is Ctrl and Alt. */
export function isWithAltGr(event: Held): boolean {
  return event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey);
}

/** Whether a key is pressed with Alt alone. */
export function isWithAlt(event: Held): boolean {
  return event.altKey && !event.metaKey && !isWithAltGr(event);
}

type Held = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'getModifierState'>;
