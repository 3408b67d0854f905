import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { memoryPages, validateXML } from 'xmllint-wasm';

const SCHEMAS = fileURLToPath(new URL('../../../shared/schemas/ooxml/', import.meta.url));

/** The schemas of ISO/IEC 29500 (transitional), which are not part of the repository. */
export const hasSchemas = existsSync(SCHEMAS);

/** The parts of a file, decoded. */
export function partsOf(file: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

/** Which schema is for which part; a part without one is no part of the standard's own. */
const SCHEMA_OF: readonly (readonly [RegExp, string])[] = [
  [/^word\/(?:document|styles|settings|numbering|comments|footnotes|endnotes|fontTable|header\d*|footer\d*)\.xml$/, 'wml.xsd'],
  [/^docProps\/app\.xml$/, 'shared-documentPropertiesExtended.xsd'],
  [/^docProps\/custom\.xml$/, 'shared-documentPropertiesCustom.xsd'],
  [/^\[Content_Types\]\.xml$/, 'opc-xsd/opc-contentTypes.xsd'],
  [/\.rels$/, 'opc-xsd/opc-relationships.xsd'],
];

/** What is wrong with a file by the schemas, a line each. */
export async function schemaFaults(file: Uint8Array): Promise<string[]> {
  const faults: string[] = [];
  for (const [schema, parts] of bySchema(partsOf(file))) {
    const result = await validateXML({
      xml: parts.map(([fileName, contents]) => ({ fileName, contents: strict(contents) })),
      schema: [{ fileName: schema, contents: readFileSync(join(SCHEMAS, schema), 'utf8') }],
      preload: preloadFor(schema),
      initialMemoryPages: 512,
      maxMemoryPages: memoryPages.max,
    });
    faults.push(...result.errors.map(({ rawMessage }) => rawMessage));
  }
  return faults;
}

function bySchema(parts: ReadonlyMap<string, string>): Map<string, [string, string][]> {
  const found = new Map<string, [string, string][]>();
  for (const [name, text] of parts) {
    const schema = SCHEMA_OF.find(([pattern]) => pattern.test(name))?.[1];
    if (schema !== undefined)
      found.set(schema, [...(found.get(schema) ?? []), [`part-${name.replaceAll(/[^\w.]/g, '-')}`, text]]);
  }
  return found;
}

function preloadFor(schema: string): { fileName: string; contents: string }[] {
  const folder = schema.includes('/') ? schema.slice(0, schema.indexOf('/') + 1) : '';
  return readdirSync(join(SCHEMAS, folder))
    .filter((name) => name.endsWith('.xsd') && `${folder}${name}` !== schema)
    .map((name) => ({ fileName: `${folder}${name}`, contents: readFileSync(join(SCHEMAS, folder, name), 'utf8') }));
}

/** Attributes and elements of later versions are no part of the schemas: a reader that does not know them passes over them. */
function strict(xml: string): string {
  return xml.replaceAll(/ mc:Ignorable="[^"]*"/g, '').replaceAll(/ w1[456][a-z]*:\w+="[^"]*"/g, '');
}
