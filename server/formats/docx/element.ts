import { ImportedXmlComponent } from 'docx';

/**
 * An element by its name, where the library has none for it: above all `w:ins` round `w:del`, words that one delegation brings in and
 * another wants out, for which it would write a deletion inside a run, which the schema does not allow.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (ImportedXmlComponent | string)[] = [],
): ImportedXmlComponent {
  const made = new ImportedXmlComponent(name, Object.keys(attributes).length === 0 ? undefined : attributes);
  for (const child of children) made.push(child);
  return made;
}
