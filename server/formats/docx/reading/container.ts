import { unzipSync } from 'fflate';
import { ok, refuse, type Result } from '../../../../shared/base/result.ts';

/** The parts of a Word file that reading needs, by name. */
export type Parts = ReadonlyMap<string, string>;

/** The largest file that is taken, the largest part in it, and all parts together, in bytes. */
const LARGEST_FILE = 32 * 1024 * 1024;
const LARGEST_PART = 96 * 1024 * 1024;
const LARGEST_WHOLE = 160 * 1024 * 1024;
const MOST_PARTS = 10_000;

const NEEDED =
  /^(?:word\/(?:document|styles|numbering|comments|footnotes)\.xml|word\/_rels\/document\.xml\.rels|docProps\/custom\.xml|\[Content_Types\]\.xml)$/;

/** Takes a Word file apart, without trusting it: what may do harm is refused in a sentence, before anything of it is unpacked. */
export function partsOfFile(file: Uint8Array): Result<Parts, string> {
  if (file.length > LARGEST_FILE) return refuse(`The file is larger than ${LARGEST_FILE / 1024 / 1024} MB.`);
  if (startsWith(file, OLE))
    return refuse('This is a Word file of the old kind, or one with a password. Save it as .docx without one.');
  if (!startsWith(file, ZIP)) return refuse('This is no Word file (.docx).');
  let fault: string | null = null;
  let whole = 0;
  let count = 0;
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(file, {
      filter: ({ name, originalSize }) => {
        count += 1;
        if (/vbaProject|\.bin$/i.test(name) && /vba/i.test(name)) fault ??= MACROS;
        if (!NEEDED.test(name)) return false;
        whole += originalSize;
        if (count > MOST_PARTS || originalSize > LARGEST_PART || whole > LARGEST_WHOLE) fault ??= TOO_MUCH;
        return fault === null;
      },
    });
  } catch {
    return refuse(fault ?? 'The file is damaged: it cannot be unpacked.');
  }
  if (fault !== null) return refuse(fault);
  const parts = new Map<string, string>();
  for (const [name, bytes] of Object.entries(unpacked)) {
    const text = new TextDecoder().decode(bytes);
    if (/<!DOCTYPE|<!ENTITY/i.test(text))
      return refuse('The file declares a document type, which no Word file does; it is not read.');
    parts.set(name, text);
  }
  if (/macroEnabled/i.test(parts.get('[Content_Types].xml') ?? '')) return refuse(MACROS);
  return parts.has('word/document.xml') ? ok(parts) : refuse('This is no Word file (.docx): it has no text in it.');
}

const MACROS = 'The file has macros. Save it as .docx, without them.';
const TOO_MUCH = 'Unpacked, the file is larger than a text can be; it is not read.';
const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const OLE = [0xd0, 0xcf, 0x11, 0xe0] as const;

function startsWith(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => file[index] === byte);
}
