import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { leadsTo, toldBy } from '../../client/editor/told-changes.ts';
import { markKey } from '../../shared/text/marks.ts';
import { proposalId } from '../../shared/base/ids.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';
import { clause } from './editor-page.ts';

const EDIT = fc.record({
  what: fc.constantFrom('insert', 'delete', 'mark', 'number'),
  at: fc.nat(60),
  size: fc.integer({ min: 1, max: 6 }),
  text: fc.constantFrom('x', 'shall ', '国', 'é', 'الدول'),
});

test('[B13] where others changed the words of a clause is told as they did it: no letter that stayed is in what changed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(EDIT, { maxLength: 6 }), { maxLength: 6 }), (turns) => {
      const doc = new Y.Doc({ gc: false });
      writeText(doc, [clause('c1', 'The Parties shall act.')]);
      const element = textOf(doc).get(0) as Y.XmlElement;
      const letters = element.get(0) as Y.XmlText;
      for (const edits of turns) {
        const before = readClause(element)?.runs ?? [];
        let struck = 0;
        const hear = (_events: unknown, transaction: Y.Transaction): void => {
          const told = toldBy(transaction)(element) ?? [];
          expect(leadsTo(told, before, readClause(element)?.runs ?? [])).toBe(true);
          expect(told.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(struck);
        };
        textOf(doc).observeDeep(hear);
        doc.transact(() => {
          for (const { what, at, size, text } of edits) {
            const from = at % (letters.length + 1);
            const length = Math.min(size, letters.length - from);
            if (what === 'insert') letters.insert(from, text);
            else if (what === 'number') element.setAttribute('label', `${at}.`);
            else if (length > 0 && what === 'delete') {
              letters.delete(from, length);
              struck += length;
            } else if (length > 0) letters.format(from, length, { [markKey('insertion', proposalId('p'))]: true });
          }
        });
        textOf(doc).unobserveDeep(hear);
      }
    }),
  );
});
