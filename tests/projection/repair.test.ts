import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTidy, keptCharacters } from '../../shared/text/punctuation.ts';

const CHARACTERS = ['a', 'b', '1', ' ', '\u00a0', '\n', ',', '.', ';', ':', '(', ')', '[', ']'];

test('a text is tidy just where all its characters are kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...CHARACTERS) }), (text) => {
      expect(isTidy(text)).toBe(!keptCharacters(text).includes(false));
    }),
  );
});
