import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';
import type { StoredUpdate } from '../../server/store/store.ts';
import { isLabel } from './labels.ts';
import { charactersOf, outcomesOf, type Character } from './naive.ts';
import { holds } from './violation.ts';
import { wordsIn } from './writers.ts';

/**
 * Nobody is said to have proposed, and nobody to have decided on, what came later: a character that stands with the mark of what has been decided had
 * that mark before the decision. Whoever moves words, and has yet to hear that they were typed too late, may bring the mark along once more: nothing in the text tells
 * these from words of the proposal. Walks the log, and looks at each character after each update.
 */
export function checkAttribution(entries: readonly Entry[], updates: readonly StoredUpdate[]): void {
  const marked = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let doc = new Y.Doc({ gc: false });
  let [told, outcomes] = [0, outcomesOf([])];
  for (const [index, { number, revision, bytes }] of updates.entries()) {
    const before = entries.filter(({ text }) => text.number < number).length;
    if (before !== told) [told, outcomes] = [before, outcomesOf(entries.slice(0, before))];
    if (revision !== updates[index - 1]?.revision) doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, bytes);
    const brought = wordsIn(bytes);
    const moved = new Set(brought.filter((label) => seen.has(label)));
    for (const label of brought) seen.add(label);
    for (const one of charactersOf(doc).filter(({ character }) => isLabel(character))) {
      for (const { mark, isDecided } of marksOf(one, outcomes)) {
        const known = marked.get(mark) ?? new Set();
        marked.set(mark, known);
        holds(
          !isDecided || known.has(one.character) || moved.has(one.character),
          'no word is attributed to a proposal that had been decided',
          () => `${one.character} at update ${number}: ${mark}`,
        );
        known.add(one.character);
      }
    }
  }
}

/** The marks of a character, each with whether it stands by what was decided on it. */
function marksOf({ insertions, deletions }: Character, outcomes: ReturnType<typeof outcomesOf>) {
  return [
    ...insertions.map((id) => ({ mark: `insertion ${id}`, isDecided: outcomes.get(id) === 'accepted' })),
    ...deletions.map((id) => ({ mark: `deletion ${id}`, isDecided: outcomes.get(id) === 'refused' })),
  ];
}
