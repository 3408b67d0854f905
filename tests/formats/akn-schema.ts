import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memoryPages, validateXML } from 'xmllint-wasm';

const SCHEMAS = fileURLToPath(new URL('../../../shared/schemas/', import.meta.url));

/** The schema of Akoma Ntoso 3.0, which is no part of the repository. */
export const hasAknSchema = existsSync(`${SCHEMAS}akomantoso30.xsd`);

/** What is wrong with a file by the schema, a line each. */
export async function aknFaults(xml: string): Promise<string[]> {
  const read = (fileName: string): { fileName: string; contents: string } => ({
    fileName,
    contents: readFileSync(`${SCHEMAS}${fileName}`, 'utf8'),
  });
  const result = await validateXML({
    xml: [{ fileName: 'text.akn', contents: xml }],
    schema: [read('akomantoso30.xsd')],
    preload: [read('xml.xsd')],
    initialMemoryPages: 512,
    maxMemoryPages: memoryPages.max,
  });
  return result.errors.map(({ rawMessage }) => rawMessage);
}
