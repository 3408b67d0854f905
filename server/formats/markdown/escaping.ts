/**
 * Words within a line, of which no character is a sign of CommonMark or of its common extensions, but for brackets, which are what the text
 * is about and by themselves signs of nothing.
 */
export function inLine(text: string): string {
  return text.replaceAll(/[\\`*_<~]|&(?=#?\w+;)/g, '\\$&');
}

/** Brackets make a link of what stands right behind them. `before`: what these words stand behind. */
export function withoutLinks(written: string, before = ''): string {
  const within = written.replaceAll(/\](?=[(:])/g, ']\\');
  return before.endsWith(']') && /^[(:]/.test(within) ? `\\${within}` : within;
}

/** A line that begins no heading, list, quotation, table, rule, code or underline of a heading. */
export function asLine(line: string): string {
  const words = line.trim();
  const number = /^(\d{1,9})([.)])(?=\s|$)/.exec(words);
  if (number !== null) return `${number[1] ?? ''}\\${words.slice((number[1] ?? '').length)}`;
  return /^[#>+=|:-]/.test(words) ? `\\${words}` : words;
}

/** What stands in a heading, or in anything else that has one line: signs at its end close nothing. */
export function asHeading(written: string): string {
  return written
    .trim()
    .replaceAll(/\s*\n\s*/g, '<br>')
    .replace(/#(?=#*$)/, '\\#');
}

/** Words in bold or italics. Where a sign would not be read as one, beside punctuation or another sign, a tag is; `before`: what they stand right behind. */
export function styled(
  written: string,
  { bold, italic }: { readonly bold?: true; readonly italic?: true },
  before: string,
): string {
  const isPlain = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u.test(written) && (bold === undefined || italic === undefined);
  const within = (words: string, sign: string, tag: string): string =>
    isPlain && !before.endsWith('*') ? `${sign}${words}${sign}` : `<${tag}>${words}</${tag}>`;
  const inner = italic === true ? within(written, '*', 'em') : written;
  return bold === true ? within(inner, '**', 'strong') : inner;
}

/** Where a link leads, as its parentheses hold it. */
export function address(link: string): string {
  const whole = link.replaceAll(/&(?=#?\w+;)/g, '&amp;');
  return /^[^\s()<>\\]+$/.test(whole) ? whole : `<${whole.replaceAll(/[\s<>\\]/g, (sign) => encodeURIComponent(sign))}>`;
}
