import { expect, test } from 'vitest';
import {
  LARGEST_WORD_FILE,
  LONGEST_SHOWN,
  LONGEST_TEXT,
  pastedAside,
  sourceOf,
  tooLong,
  wordIn,
} from '../../client/chrome/chosen-file.ts';
import { LONGEST_IMPORT, wordImportRequestSchema } from '../../shared/protocol/parsing.ts';

const file = (name: string, ...parts: BlobPart[]): File => new File(parts, name);

test('[E15] a file that brings no words is told by its name, with why', async () => {
  for (const name of ['text.txt', 'text.md', 'text.docx', 'text.akn'])
    expect(await sourceOf(file(name))).toBe(`${name} is empty: there is nothing in it.`);
  for (const blanks of [' \n\t\r\n', '\u00a0\u2003', '\ufeff\u200b\u2060\n'])
    expect(await sourceOf(file('text.md', blanks))).toBe('There are only blanks in text.md, and no words to import.');
  const others = [
    [0x43, 0xe9],
    [0xff, 0xfe, 0x27, 0x06],
    [0x27, 0x06, 0x20, 0],
    ...['\u001b$B$3$l\u001b(B', '\u001b$)C\u000e0!'],
  ];
  for (const one of others)
    expect(await sourceOf(file('text.txt', typeof one === 'string' ? one : new Uint8Array(one)))).toBe(
      'text.txt is no text in UTF-8. Save it as one, or paste its words here.',
    );
  expect(await sourceOf(file('a\u202etxt.md'))).toBe('atxt.md is empty: there is nothing in it.');
});

test('[E15] a file of a kind that is not read is no text, whatever it is called', async () => {
  const kinds: readonly (readonly [BlobPart, string])[] = [
    ['%PDF-1.4\n1 0 obj', 'a PDF'],
    ['{\\rtf1\\ansi Hello}', 'a file in Rich Text Format'],
    ['\ufeff\n<!DOCTYPE html>\n<p>Hello', 'a web page'],
    ['<!-- saved -->\n<html lang="en">', 'a web page'],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'a file of an older Word or the like'],
    ['PK\u0003\u0004', 'a packed file'],
  ];
  for (const [beginning, kind] of kinds)
    expect(await sourceOf(file('text.txt', beginning))).toBe(
      `text.txt is ${kind}, which is not read here. Save it as a Word file (.docx) or as plain text.`,
    );
  const words = 'PDF files, <html> and {\\rtf are named in a text.';
  expect(await sourceOf(file('text.txt', words))).toEqual({ fileName: 'text.txt', text: words, word: null });
});

test('[E15] a file that is too large is not sent', async () => {
  expect(LONGEST_TEXT).toBe(LONGEST_IMPORT);
  const text = new Uint8Array(LONGEST_TEXT + 1).fill(0x61);
  expect(await sourceOf(file('text.txt', text))).toBe('text.txt is too long: a text may have 20,000,000 characters at most.');
  const large = file('text.docx', new Uint8Array(LARGEST_WORD_FILE + 1));
  const why = 'text.docx is too large: a Word file may have 33 MB at most.';
  expect([await sourceOf(large), await wordIn(large)]).toEqual([why, { why }]);
  const file64 = Buffer.alloc(LARGEST_WORD_FILE).toString('base64');
  expect(wordImportRequestSchema.safeParse({ fileName: 'text.docx', file: file64 }).success).toBe(true);
});

test('[E15] a file that goes while it is read is told', async () => {
  const gone = file('text.txt', 'words');
  gone.slice = () => {
    throw new DOMException('gone', 'NotReadableError');
  };
  expect(await sourceOf(gone)).toBe('text.txt cannot be read.');
});

test('[E15] a text that is too long for a field is put aside whole, with what stood in the field', () => {
  const field = { value: 'before marked behind', selectionStart: 7, selectionEnd: 13 };
  const long = 'x'.repeat(LONGEST_SHOWN);
  expect(pastedAside(field, 'words')).toBeNull();
  expect(pastedAside({ value: '', selectionStart: 0, selectionEnd: 0 }, long)).toBeNull();
  expect(pastedAside(field, long)).toBe(`before ${long} behind`);
});

test('[E15] a text that is longer than what the server takes is told so before it is sent', () => {
  const text = 'x'.repeat(LONGEST_TEXT);
  expect(tooLong({ fileName: '', text, word: null })).toBeNull();
  expect(tooLong({ fileName: '', text: `${text}x`, word: null })).toBe(
    'What was pasted is too long: a text may have 20,000,000 characters at most.',
  );
});
