/** Whether there is nothing to import in a source: blanks, and signs that nobody sees. */
export function isBlank(source: string): boolean {
  return !/[^\s\p{Cf}\p{Cc}]/u.test(source);
}

/** Whether a source is no text as it stands, though it reads as one: older encodings write Chinese, Japanese or Korean in plain letters between signs of escape (ISO 2022). */
export function isShifted(source: string): boolean {
  return source.includes('\u001b$');
}
