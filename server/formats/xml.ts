const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no way to write. */
const UNWRITABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Words without what no format can hold, which is U+FFFD: half a character, a control character. */
export function writable(words: string): string {
  return words.replaceAll(UNWRITABLE, '\uFFFD');
}

/** Words as they stand in XML, between tags and in attributes. */
export function written(words: string): string {
  return writable(words).replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}

/** An element; attributes that are undefined or empty are left out, and children are written already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly string[] = [],
): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${written(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${told}/>` : `<${name}${told}>${children.join('')}</${name}>`;
}
