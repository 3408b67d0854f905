import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';
import { initProseMirrorDoc, prosemirrorToYXmlFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { clauseOf, nodeOf } from '../../client/editor/clause-value.ts';
import { newElement, writeClause } from '../../client/editor/clause-writing.ts';
import { DOCUMENT_SCHEMA } from '../../client/editor/document-schema.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { clause, run } from './editor-page.ts';

const schema = getSchema(DOCUMENT_SCHEMA);
const CLAUSES = [
  clause(
    'c1',
    [run('a', '+p1'), run('b', '+p1', '+p2', '-p3'), { ...run('c', '-p1'), bold: true, italic: true, link: 'https://un.org' }],
    { kind: 'paragraph', level: 2, label: '3 bis.' },
  ),
  clause('c2', 'plain'),
];

test('[T3] y-prosemirror writes the same text as the editor, to the letter of each attribute’s name', () => {
  const theirs = new Y.Doc();
  prosemirrorToYXmlFragment(
    schema.topNodeType.create(
      null,
      CLAUSES.map((each) => nodeOf(schema, each)),
    ),
    textOf(theirs),
  );
  expect(readText(theirs)).toEqual(CLAUSES);
  const ours = new Y.Doc();
  textOf(ours).insert(0, CLAUSES.map(newElement));
  expect(textOf(ours).toJSON()).toEqual(textOf(theirs).toJSON());
  expect(deltas(ours)).toEqual(deltas(theirs));
});

test('[T3] y-prosemirror reads what the editor writes', () => {
  const doc = new Y.Doc();
  textOf(doc).insert(0, CLAUSES.map(newElement));
  const first = textOf(doc).get(0);
  if (first instanceof Y.XmlElement)
    doc.transact(() => writeClause(first, { ...clause('c1', [run('ab', '+p9'), run('cd', '+p9', '-p1')]), kind: 'note' }));
  const read = initProseMirrorDoc(textOf(doc), schema).doc;
  const shown: unknown[] = [];
  read.forEach((node) => {
    shown.push(clauseOf(node));
  });
  expect(shown).toEqual(readText(doc));
  expect(readText(doc)[0]).toEqual({ ...clause('c1', [run('ab', '+p9'), run('cd', '+p9', '-p1')]), kind: 'note' });
});

function deltas(doc: Y.Doc): unknown[] {
  return textOf(doc)
    .toArray()
    .flatMap((element) => (element instanceof Y.XmlElement ? element.toArray() : []))
    .map((text) => (text instanceof Y.XmlText ? (text.toDelta() as unknown) : null));
}
