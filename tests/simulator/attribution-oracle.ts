import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';
import type { StoredUpdate } from '../../server/store/store.ts';
import { isLabel } from './labels.ts';
import { charactersOf, outcomesOf } from './naive.ts';
import { holds } from './violation.ts';

/**
 * Nobody is said to have proposed, and nobody to have decided on, what came later: a character that stands with the mark of what has been decided had
 * that mark before the decision. Walks the log, and looks at each character after each update.
 */
export function checkAttribution(entries: readonly Entry[], updates: readonly StoredUpdate[]): void {
  const marked = new Map<string, Set<string>>();
  let doc = new Y.Doc({ gc: false });
  let [told, outcomes] = [0, outcomesOf([])];
  for (const [index, { number, revision, bytes }] of updates.entries()) {
    const before = entries.filter(({ text }) => text.number < number).length;
    if (before !== told) [told, outcomes] = [before, outcomesOf(entries.slice(0, before))];
    if (revision !== updates[index - 1]?.revision) doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, bytes);
    for (const { character, insertions, deletions } of charactersOf(doc)) {
      if (!isLabel(character)) continue;
      const marks = [
        ...insertions.map((id) => ({ mark: `insertion ${id}`, staysBy: outcomes.get(id) === 'accepted' })),
        ...deletions.map((id) => ({ mark: `deletion ${id}`, staysBy: outcomes.get(id) === 'refused' })),
      ];
      for (const { mark, staysBy } of marks) {
        const known = marked.get(mark) ?? new Set();
        marked.set(mark, known);
        holds(
          !staysBy || known.has(character),
          'no word is attributed to a proposal that had been decided',
          () => `${character} at update ${number}: ${mark}`,
        );
        known.add(character);
      }
    }
  }
}
