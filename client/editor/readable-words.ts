import { isHistoryTransaction } from '@tiptap/pm/history';
import { Plugin } from '@tiptap/pm/state';
import { isUnreadable, unreadablePlaces } from '../../shared/text/clause-words.ts';
import { isRemote } from './binding.ts';
import { changedRange } from './changed-range.ts';
import { childrenOf } from './clause-value.ts';

/** Takes out of what one wrote what no text may hold, however it was typed: the server would refuse all that comes with it. */
export function readableWordsPlugin(): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged && !isRemote(tr)) || transactions.some(isHistoryTransaction)) return null;
      const { from, to } = changedRange(old.doc, state.doc);
      const written = childrenOf(state.doc).slice(from, to);
      if (!written.some(({ textContent }) => isUnreadable(textContent))) return null;
      const places: number[] = [];
      state.doc.forEach((clause, start, index) => {
        if (index < from || index >= to) return;
        clause.forEach(({ text = '' }, offset) => {
          places.push(...unreadablePlaces(text).map((at) => start + 1 + offset + at));
        });
      });
      const { tr } = state;
      // From the end, so that a deletion does not move the places of those before it.
      for (const place of places.toReversed()) tr.delete(place, place + 1);
      return tr.docChanged ? tr : null;
    },
  });
}
