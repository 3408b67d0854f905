import { capital } from '../base/phrases.ts';
import { readable } from '../text/clause-words.ts';
import type { Remark } from './brought-findings.ts';
import { fateOf, type FileChoices, type FileText } from './file-text.ts';

/** Longest rationale that the record takes, in UTF-16 units. */
const LONGEST = 20_000;

/** What is said beside words that the delegation changed is its rationale, each with its place where there are several; the rest is listed. */
export function remarksIn(
  { paragraphs, comments }: FileText,
  choices: FileChoices,
  placeOf: (paragraph: number) => string,
): { readonly rationale: string; readonly others: readonly Remark[] } {
  const places = new Map<string, string>();
  const onChanges = new Map<string, string>();
  const said: Remark[] = [];
  const others: Remark[] = [];
  for (const [at, { words, insertedBy, deletedBy }] of paragraphs.entries()) {
    const fates = words.map((one) => fateOf(one, choices));
    const remark = words
      .map(({ text }, index) => (fates[index]?.remark ? text : ''))
      .join('')
      .trim();
    const isChanged =
      fates.some(({ before, after }) => before !== after) ||
      choices.authors.some((author) => author === insertedBy || author === deletedBy);
    if (remark !== '') (isChanged ? said : others).push({ place: placeOf(at), words: remark, author: '' });
    for (const [index, one] of words.entries()) {
      const fate = fates[index];
      for (const comment of one.comments) {
        if (!places.has(comment)) places.set(comment, placeOf(at));
        if (fate !== undefined && fate.before !== fate.after && !onChanges.has(comment)) onChanges.set(comment, placeOf(at));
      }
    }
  }
  for (const { id, author, text } of comments) {
    const place = onChanges.get(id);
    if (place !== undefined && choices.authors.includes(author)) said.push({ place, words: text.trim(), author });
    else others.push({ place: places.get(id) ?? '', words: text.trim(), author });
  }
  let rationale = '';
  for (const remark of said) {
    const { place, words } = remark;
    const line = said.length === 1 || place === '' ? words : `${capital(place)}: ${words}`;
    const longer = rationale === '' ? line : `${rationale}\n${line}`;
    // What is more than the record takes is listed, so that nothing is lost.
    if (longer.length > LONGEST) others.push(remark);
    else rationale = longer;
  }
  return { rationale: readable(rationale), others };
}
