import { expect, test } from 'vitest';
import { textIn } from '../../client/chrome/file-bytes.ts';

test('[E15] a file is read as a text where it is one in UTF-8, to the letter, and as nothing where not', async () => {
  const read = (...bytes: readonly number[]): Promise<string | null> => textIn(new File([new Uint8Array(bytes)], 'text.txt'));
  expect(await textIn(new File(['Côte d’Ivoire 国'], 'text.txt'))).toBe('Côte d’Ivoire 国');
  // "é" as Windows writes it, "é" as two bytes and one of them, and Word's old "Unicode" with a zero behind each letter.
  expect(await read(0x43, 0xe9)).toBeNull();
  expect(await read(0x43, 0xc3)).toBeNull();
  expect(await read(0xff, 0xfe, 0x43, 0x00)).toBeNull();
  expect(await read(0x43, 0x00)).toBeNull();
  expect(await read()).toBe('');
});
