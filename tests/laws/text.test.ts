import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schema } from '@tiptap/pm/model';
import { prosemirrorJSONToYDoc } from 'y-prosemirror';
import * as Y from 'yjs';
import type { ProposalId } from '../../shared/base/ids.ts';
import { cleanPassages, cleanText, isClean } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { markKey } from '../../shared/text/marks.ts';
import { CLAUSE_NODE, readElement, readText, textOf } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';
import { clauses, outcomes, proposals } from './generated.ts';

function document(text: readonly Clause[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, text);
  return doc;
}

describe('the text', () => {
  it('[T1] reads back as it was written, and its replayed log gives the live text (invariant 3)', () => {
    fc.assert(
      fc.property(clauses, (text) => {
        const doc = document(text);
        expect(readText(doc)).toEqual(text);
        const replayed = new Y.Doc({ gc: false });
        Y.applyUpdate(replayed, Y.encodeStateAsUpdate(doc));
        expect(textDigest(readText(replayed))).toBe(textDigest(text));
      }),
    );
  });

  it('[B14] what a clause does not say of itself is no sign of a newer version: it is plain text, which its drafters may write', () => {
    const doc = new Y.Doc();
    const element = new Y.XmlElement(CLAUSE_NODE);
    element.setAttribute('id', 'c-1');
    textOf(doc).insert(0, [element]);
    expect(readElement(element)).toMatchObject({ isWhole: true, clause: { kind: 'text', level: 0, label: '' } });
    element.setAttribute('kind', 'poem');
    expect(readElement(element).isWhole).toBe(false);
  });

  it('[T2] reading never changes the document', () => {
    fc.assert(
      fc.property(clauses, (text) => {
        for (const doc of [document(text), new Y.Doc({ gc: false })]) {
          const before = Y.encodeStateAsUpdate(doc);
          let updates = 0;
          doc.on('update', () => (updates += 1));
          readText(doc);
          expect(updates).toBe(0);
          expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
        }
      }),
    );
  });

  it('[T3] writes overlapping marks under the very names that the binding uses', () => {
    const schema = new Schema({
      nodes: { doc: { content: 'clause+' }, clause: { content: 'text*' }, text: {} },
      marks: { insertion: { attrs: { proposal: {} }, excludes: '' }, deletion: { attrs: { proposal: {} }, excludes: '' } },
    });
    const marks = proposals.map((proposal) => ({ type: 'insertion', attrs: { proposal } }));
    const doc = prosemirrorJSONToYDoc(
      schema,
      { type: 'doc', content: [{ type: 'clause', content: [{ type: 'text', text: 'x', marks }] }] },
      'text',
    );
    const node = (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const [piece] = node.toDelta() as { attributes: object }[];
    expect(Object.keys(piece?.attributes ?? {}).toSorted()).toEqual(proposals.map((id) => markKey('insertion', id)).toSorted());
  });

  it('[T4] drawing is a function of text and record: same input, same parts; each glyph opened is closed (invariant 2)', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, outcome) => {
        const facts = {
          outcomeOf: (id: ProposalId) => outcome.get(id) ?? 'open',
          orderOf: (id: ProposalId) => proposals.indexOf(id),
          holdsNumber: () => false,
        };
        const drawn = drawText(text, facts);
        expect(drawText(readText(document(text)), facts)).toEqual(drawn);
        const open = new Map<string, number>();
        for (const { parts } of drawn) {
          for (const part of parts) {
            if (part.type !== 'open' && part.type !== 'close') continue;
            const key = `${part.role} ${part.proposal}`;
            open.set(key, (open.get(key) ?? 0) + (part.type === 'open' ? 1 : -1));
            expect(open.get(key)).toBeGreaterThanOrEqual(0);
          }
        }
        expect([...open.values()].every((count) => count === 0)).toBe(true);
      }),
    );
  });

  it('[T5] every character of the clean text names its proposal or the base, and no open insertion is in it (invariant 10)', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, outcome) => {
        const outcomeOf: OutcomeOf = (id) => outcome.get(id) ?? 'open';
        for (const clause of text) {
          const passages = cleanPassages(clause, outcomeOf, (id) => proposals.indexOf(id));
          for (const passage of passages) {
            expect(isClean(passage.run, outcomeOf)).toBe(true);
            if (passage.origin === null) expect(passage.run.insertions).toEqual([]);
            else expect([outcomeOf(passage.origin), passage.run.insertions.includes(passage.origin)]).toEqual(['accepted', true]);
          }
          const words = passages.map((passage) => passage.text).join('');
          expect(cleanText([{ ...clause, kind: 'text' }], outcomeOf).trim()).toBe(words.trim());
        }
      }),
    );
  });
});
