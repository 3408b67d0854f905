import { getSchema } from '@tiptap/core';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { expect, test, vi } from 'vitest';
import { plainText } from '../../shared/text/clause.ts';
import { clauseOf, nodeOf } from '../../client/editor/clause-value.ts';
import { DOCUMENT_SCHEMA } from '../../client/editor/document-schema.ts';
import { outTextMended } from '../../client/editor/history.ts';
import { clause } from '../projection/built.ts';

const schema = getSchema(DOCUMENT_SCHEMA);

const refused = (): 'refused' => 'refused';

/** What an undo left of a text of these clauses is mended: how the text then reads, and what it cost. */
function mended(notations: readonly string[], undo: (tr: Transaction) => Transaction) {
  const clauses = notations.map((notation, at) => nodeOf(schema, clause(`c${at}`, notation)));
  const state = EditorState.create({ doc: schema.topNodeType.create(null, clauses) });
  const undone = undo(state.tr);
  const after = state.apply(undone);
  const looks = vi.spyOn(Map.prototype, 'has');
  const tr = outTextMended(undone, after, refused);
  const cost = looks.mock.calls.length;
  looks.mockRestore();
  const words: string[] = [];
  (tr?.doc ?? after.doc).forEach((node) => words.push(plainText(clauseOf(node))));
  return { words, cost, steps: tr?.steps.length ?? 0 };
}

test('[B6] [B12] thousands of characters that are out are put back at a cost in proportion to them, and where they stood', () => {
  const row = 'abcdefghij'.repeat(300);
  const { words, cost, steps } = mended([`Keep <p ${row}> this.`, 'Another.'], (tr) => tr.delete(1 + 5, 1 + 3_000));
  expect(words).toEqual([`Keep ${row} this.`, 'Another.']);
  expect(cost).toBeLessThan(row.length * 20);
  expect(steps).toBeLessThan(10);
});

test('[B6] [B12] those of several places, and of a clause of which nothing is left, are put back in order', () => {
  const { words } = mended(['Yes <p one> and <q two>.', '<r three>'], (tr) =>
    tr
      .delete(17 + 2, 17 + 7)
      .delete(1 + 12, 1 + 15)
      .delete(1 + 4, 1 + 7),
  );
  expect(words).toEqual(['Yes one and two.', 'three']);
});
