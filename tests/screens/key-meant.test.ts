import { expect, test } from 'vitest';
import { isComposed, isWithAlt, isWithAltGr, keyMeant } from '../../client/chrome/key-meant.ts';

const pressed = (key: string, code: string, shiftKey = false) => keyMeant({ key, code, shiftKey });

test('[E33] a letter is meant whatever Caps Lock says, and where a keyboard is of another script by its place', () => {
  expect([pressed('n', 'KeyN'), pressed('N', 'KeyN', true)]).toEqual(['n', 'N']);
  // Caps Lock turns both round.
  expect([pressed('N', 'KeyN'), pressed('n', 'KeyN', true)]).toEqual(['n', 'N']);
  // Where letters stand elsewhere, by what they are.
  expect([pressed('a', 'KeyQ'), pressed('A', 'KeyQ', true)]).toEqual(['a', 'A']);
  // Russian, Arabic (a key that types two letters), Greek, and a sign that Arabic has beyond Shift.
  expect([pressed('т', 'KeyN'), pressed('Т', 'KeyN', true), pressed('لا', 'KeyB'), pressed('α', 'KeyA')]).toEqual([
    'n',
    'N',
    'b',
    'a',
  ]);
  expect(pressed('ِ', 'KeyA', true)).toBe('A');
  // What is no letter is itself.
  for (const [key, code] of [
    ['?', 'Slash'],
    ['1', 'Digit1'],
    ['Enter', 'Enter'],
    ['[', 'KeyD'],
    ['é', 'Digit2'],
    ['х', 'BracketLeft'],
  ] as const)
    expect(pressed(key, code)).toBe(key);
});

test('[E33] what AltGr types is no act, and Enter that takes what an input method offers does nothing else', () => {
  const key = (held: readonly string[]) => ({
    altKey: held.includes('Alt'),
    ctrlKey: held.includes('Control'),
    metaKey: false,
    getModifierState: (name: string) => held.includes(name),
  });
  expect(isWithAlt(key(['Alt']))).toBe(true);
  expect(isWithAlt(key(['Alt', 'Control']))).toBe(false);
  expect(isWithAlt(key(['Alt', 'AltGraph']))).toBe(false);
  expect([['Alt'], ['Alt', 'Control'], ['AltGraph']].map((held) => isWithAltGr(key(held)))).toEqual([false, true, true]);
  expect(
    [
      { isComposing: true, keyCode: 13 },
      { isComposing: false, keyCode: 229 },
    ].map(isComposed),
  ).toEqual([true, true]);
  expect(isComposed({ isComposing: false, keyCode: 13 })).toBe(false);
});
