/** What shows nothing of itself: halves of a pair, what is no character, and signs that hide or turn what stands beside them. */
const UNSHOWN = /[\p{Cs}\p{Cn}]|(?![\u200c\u200d])(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu;
const SPACE = /[\p{Cc}\s]+/gu;
/** What a reader does not see of a word, whatever it is there for: joiners, soft hyphens, marks of direction, fillers. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Two signs by which words of some scripts are spelt, and which join nothing at an end. */
const ENDS = /^[ \u200c\u200d]+|[ \u200c\u200d]+$/gu;

/**
 * A name or a title from outside as it is recorded: one line of words that can be shown, with single spaces. Empty where there is none. Any
 * store and any file gives such a one back to the letter.
 */
export function tidyName(given: string): string {
  return given.replaceAll(UNSHOWN, '').replaceAll(SPACE, ' ').replaceAll(ENDS, '');
}

/** Words as a reader sees them. For telling whether two are the same, or somebody's name: some scripts spell by what is left out here. */
export function withoutUnseen(words: string): string {
  return words.replaceAll(UNSEEN, '');
}
