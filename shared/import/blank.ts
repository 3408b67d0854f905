/** Whether there is nothing to import in a source: blanks, and signs that nobody sees. */
export function isBlank(source: string): boolean {
  return !/[^\s\p{Cf}\p{Cc}]/u.test(source);
}
