/** That something is agreed, or adopted, in the six languages of the United Nations, with what may lead on from there: "Agreed in", "Adopté par". */
const LANGUAGES: readonly (readonly [first: string, next: string])[] = [
  ['Agreed|Adopted', 'ad|as|at|by|in|on'],
  ['(?:Agréé|Convenu|Adopté|Approuvé)e?s?', 'ad|à|au|aux|en|le|par'],
  ['(?:Acordad|Convenid|Aprobad|Adoptad)[oa]s?', 'ad|a|el|en|por'],
  ['Согласован[аоы]?|Принят[аоы]?', 'ad|в|на'],
  ['商定|议定|通过', '于'],
  ['متفق عليه|اعتمد', 'في|من'],
];

/**
 * The form of a status tag as it stands in brackets behind a clause, such as `[Agreed ad ref]` (CONVENTIONS 1.9). Whoever writes one keeps
 * to it, and import knows by it that such brackets are no dispute.
 */
const STATUS_TAG = new RegExp(
  `^(?:${LANGUAGES.map(([first, next]) => `(?:${first})(?: (?:${next}) [^[\\]\\p{C}]{1,40})?`).join('|')})$`,
  'u',
);

/** Whether a text may stand as a status tag. */
export function isStatusTag(text: string): boolean {
  return STATUS_TAG.test(text) && text === text.trim() && !/\s{2}/.test(text);
}
