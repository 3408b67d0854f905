import { tidyName } from '../../shared/base/tidy-name.ts';
import { isBlank, isShifted } from '../../shared/import/blank.ts';
import { inBase64, textIn } from './file-bytes.ts';

/** The longest text that is sent, in characters: as the server takes it (`LONGEST_IMPORT`). */
export const LONGEST_TEXT = 20_000_000;
/** The largest Word file that is sent, in bytes: as the server takes it in base 64 (`wordImportRequestSchema`). */
export const LARGEST_WORD_FILE = 33_000_000;

/** The longest text that a field shows, in characters: a longer one holds the page up while the browser lays it out. */
export const LONGEST_SHOWN = 200_000;

/** What a field comes to hold by a paste, where it is too much for it to show; null where it is not. */
export function pastedAside(field: FieldSelection, pasted: string): string | null {
  const text = field.value.slice(0, field.selectionStart) + pasted + field.value.slice(field.selectionEnd);
  return text.length > LONGEST_SHOWN ? text : null;
}

type FieldSelection = Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd'>;

/** Why a text is too long to be sent, in a sentence; null where it is not. */
export function tooLong(source: Source): string | null {
  if (source.text.length <= LONGEST_TEXT) return null;
  return isTooLong(source.fileName === '' ? 'What was pasted' : source.fileName);
}

/** What a chosen file brings: words, or a Word file in base 64. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
  readonly word: string | null;
}

/** What a file brings as a text; or why it brings nothing, in a sentence that names it. */
export async function sourceOf(file: File): Promise<Source | string> {
  const name = nameOf(file);
  try {
    if (/\.docx$/i.test(name)) {
      const word = await wordIn(file);
      return 'why' in word ? word.why : { fileName: name, text: '', word: word.file };
    }
    if (file.size === 0) return isEmpty(name);
    // A character takes up to three bytes for each unit of its length.
    if (file.size > 3 * LONGEST_TEXT) return isTooLong(name);
    const kind = kindOf(new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer()));
    if (kind !== null) return `${name} is ${kind}, which is not read here. Save it as a Word file (.docx) or as plain text.`;
    const text = await textIn(file);
    if (text === null || isShifted(text)) return `${name} is no text in UTF-8. Save it as one, or paste its words here.`;
    if (isBlank(text)) return `There are only blanks in ${name}, and no words to import.`;
    return text.length > LONGEST_TEXT ? isTooLong(name) : { fileName: name, text, word: null };
  } catch {
    return `${name} cannot be read.`;
  }
}

/** A Word file in base 64; or why it is not even sent, in a sentence that names it. */
export async function wordIn(file: File): Promise<{ readonly file: string } | { readonly why: string }> {
  const { size } = file;
  const name = nameOf(file);
  if (size === 0) return { why: isEmpty(name) };
  if (size > LARGEST_WORD_FILE)
    return { why: `${name} is too large: a Word file may have ${Math.floor(LARGEST_WORD_FILE / 1_000_000)} MB at most.` };
  return inBase64(file).then(
    (bytes) => ({ file: bytes }),
    () => ({ why: `${name} cannot be read.` }),
  );
}

/** As sentences and the record tell it: what is said behind it reads as it stands. */
function nameOf({ name }: File): string {
  return tidyName(name) || 'The file';
}

function isEmpty(name: string): string {
  return `${name} is empty: there is nothing in it.`;
}

function isTooLong(name: string): string {
  return `${name} is too long: a text may have ${LONGEST_TEXT.toLocaleString('en-GB')} characters at most.`;
}

const BEGINNING = 512;
/** Kinds of file that are told by how they begin, some of which are nothing but characters, and would be taken for the words of a text. */
const KINDS: readonly (readonly [begins: RegExp, kind: string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\{\\rtf/, 'a file in Rich Text Format'],
  [/^\s*(<!--.*?-->\s*)?<(!doctype html|html)\b/is, 'a web page'],
  [/^\xd0\xcf/, 'a file of an older Word or the like'],
  [/^PK[^ -~]{2}/, 'a packed file'],
];

function kindOf(bytes: Uint8Array): string | null {
  const beginning = String.fromCharCode(...bytes).replace(/^\xef\xbb\xbf/, '');
  return KINDS.find(([begins]) => begins.test(beginning))?.[1] ?? null;
}
