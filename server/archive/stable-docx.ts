import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { NO_DAY } from './zip-file.ts';

const PROPERTIES = 'docProps/core.xml';

/** A Word file that bears the moment of the state it shows in the place of that of its writing, so that the same state gives the same bytes. */
export function stableDocx(file: Uint8Array, at: string): Uint8Array {
  const parts = unzipSync(file);
  const properties = parts[PROPERTIES];
  if (properties !== undefined)
    parts[PROPERTIES] = strToU8(strFromU8(properties).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at}`));
  return zipSync(parts, { mtime: NO_DAY });
}
