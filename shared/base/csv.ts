/** Rows for a spreadsheet (RFC 4180): comma-separated, CRLF at the end of each. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins with these signs for a formula, full-width ones too, so an apostrophe stands before it. */
function cell(text: string): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
