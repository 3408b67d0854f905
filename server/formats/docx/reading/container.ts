import { ok, refuse, type Result } from '../../../../shared/base/result.ts';
import { attributeOf, childrenOf, rootOf } from './xml.ts';
import { entriesOf, unpacked, type ZipEntry, type ZipFault } from './zip.ts';

/** The parts of a Word file that reading needs, by name. */
type Parts = ReadonlyMap<string, string>;

/** The largest file that is taken, the largest part in it, and all parts together, in bytes. */
const LARGEST_FILE = 32 * 1024 * 1024;
const LARGEST_PART = 96 * 1024 * 1024;
const LARGEST_WHOLE = 160 * 1024 * 1024;
const MOST_PARTS = 10_000;

const NEEDED =
  /^(?:word\/(?:document|styles|numbering|comments|footnotes|endnotes|header\d*|footer\d*)\.xml|word\/_rels\/(?:document|footnotes|endnotes)\.xml\.rels|docProps\/custom\.xml)$/;

/** Takes a Word file apart, without trusting it: what may do harm is refused in a sentence, and no more is unpacked than is taken. */
export function partsOfFile(file: Uint8Array): Result<Parts, string> {
  if (file.length > LARGEST_FILE) return refuse(`The file is larger than ${LARGEST_FILE / 1024 / 1024} MB.`);
  if (startsWith(file, OLE))
    return refuse('This is a Word file of the old kind, or one with a password. Save it as .docx without one.');
  if (!startsWith(file, ZIP)) return refuse('This is no Word file (.docx).');
  const listed = entriesOf(file, MOST_PARTS);
  if (!listed.ok) return refuse(SENTENCE[listed.refusal]);
  if (listed.value.some(({ name }) => /vba/i.test(name) && /vbaProject|\.bin$/i.test(name))) return refuse(MACROS);
  const parts = new Map<string, string>();
  let left = LARGEST_WHOLE;
  const take = (entries: readonly ZipEntry[]): string | null => {
    if (entries.some(({ size }) => size > LARGEST_PART) || entries.reduce((sum, { size }) => sum + size, 0) > left)
      return TOO_MUCH;
    for (const entry of entries) {
      const part = unpacked(file, entry, Math.min(LARGEST_PART, left));
      if (!part.ok) return SENTENCE[part.refusal];
      left -= part.value.length;
      const text = new TextDecoder().decode(part.value);
      if (/<!DOCTYPE|<!ENTITY/i.test(text)) return 'The file declares a document type, which no Word file does; it is not read.';
      parts.set(entry.name, text);
    }
    return null;
  };
  // What a part is stands there.
  const types = take(listed.value.filter(({ name }) => name === TYPES));
  if (types !== null) return refuse(types);
  const fault = take(withUsualNames(listed.value, parts.get(TYPES) ?? '').filter(({ name }) => NEEDED.test(name)));
  if (fault !== null) return refuse(fault);
  if (/macroEnabled/i.test(parts.get(TYPES) ?? '')) return refuse(MACROS);
  return parts.has('word/document.xml') ? ok(parts) : refuse('This is no Word file (.docx): it has no text in it.');
}

const TYPES = '[Content_Types].xml';
/** A file of as many parts as are taken tells less. */
const LONGEST_TYPES = 2_000_000;
/** Each part that a file has one of, by its type; some programs number these too (`word/document2.xml`). */
const SINGLE = ['document.main', 'styles', 'numbering', 'comments', 'footnotes', 'endnotes'];

/** The files of a Word file, its parts under the names that most programs give them. What a glossary has of its own is none of them. */
function withUsualNames(entries: readonly ZipEntry[], types: string): readonly ZipEntry[] {
  const known = new Set(entries.map(({ name }) => name));
  const usual = new Map<string, string>();
  const listed = types.length > LONGEST_TYPES ? [] : [...childrenOf(rootOf(types), 'Override')];
  for (const kind of SINGLE) {
    const name = `word/${kind.replace('.main', '')}.xml`;
    const own = listed
      .filter((one) => attributeOf(one, 'ContentType')?.endsWith(`.wordprocessingml.${kind}+xml`) === true)
      .map((one) => (attributeOf(one, 'PartName') ?? '').replace(/^\//, ''))
      .find((one) => known.has(one) && !one.includes('/glossary/'));
    if (known.has(name) || own === undefined) continue;
    usual.set(own, name);
    usual.set(relationsOf(own), relationsOf(name));
  }
  return entries.map((entry) => ({ ...entry, name: usual.get(entry.name) ?? entry.name }));
}

/** Where the relations of a part are told. */
function relationsOf(part: string): string {
  return part.replace(/[^/]+$/, (name) => `_rels/${name}.rels`);
}

const MACROS = 'The file has macros. Save it as .docx, without them.';
const TOO_MUCH = 'Unpacked, the file is larger than a text can be; it is not read.';
const SENTENCE: Readonly<Record<ZipFault, string>> = {
  damaged: 'The file is damaged: it cannot be unpacked.',
  'too-much': TOO_MUCH,
};
const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const OLE = [0xd0, 0xcf, 0x11, 0xe0] as const;

function startsWith(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => file[index] === byte);
}
