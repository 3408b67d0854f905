/**
 * The form of a status tag as it stands in brackets behind a clause, such as `[Agreed ad ref]` (CONVENTIONS 1.9). Whoever writes one keeps
 * to it, and import knows by it that such brackets are no dispute.
 */
const STATUS_TAG = /^(?:Agreed|Adopted)(?: (?:ad|as|at|by|in|on) [^[\]\p{C}]{1,40})?$/u;

/** Whether a text may stand as a status tag. */
export function isStatusTag(text: string): boolean {
  return STATUS_TAG.test(text) && text === text.trim() && !/\s{2}/.test(text);
}
