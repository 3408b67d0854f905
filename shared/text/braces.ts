/**
 * Where editorial notes stand in the words of a clause, `{in braces}`: where each begins and where what is behind it does, with the notes within it.
 * A brace that has no other half is a character like any other.
 */
export function notesIn(words: string): readonly { readonly from: number; readonly to: number }[] {
  const open: number[] = [];
  const notes: { from: number; to: number }[] = [];
  // Most clauses have none, and this is asked of all of them.
  if (!words.includes('{')) return notes;
  for (const { 0: brace, index } of words.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const from = open.pop();
      if (from === undefined) continue;
      while ((notes.at(-1)?.from ?? -1) > from) notes.pop();
      notes.push({ from, to: index + 1 });
    }
  }
  return notes;
}

/** Words with blanks for each of their notes, as long as before. */
export function blankedNotes(words: string): string {
  let blanked = '';
  for (const { from, to } of notesIn(words)) blanked += words.slice(blanked.length, from) + ' '.repeat(to - from);
  return blanked + words.slice(blanked.length);
}
