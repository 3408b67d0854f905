import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { judgeUpdate } from '../../server/rooms/gate.ts';
import { must } from '../../shared/base/assert.ts';
import { CLAUSE_NODE, textOf } from '../../shared/text/reading.ts';
import { mulberry32 } from '../random/mulberry32.ts';
import { rawUpdate, type Place, type Section, type Struct } from './raw-update.ts';

const CASES = 2_000;

/** A text of one clause, whose id some people have set one after the other. */
function textOfOne(people: readonly number[]): Y.Doc {
  let doc = new Y.Doc({ gc: false });
  const clause = new Y.XmlElement(CLAUSE_NODE);
  for (const [index, client] of people.entries()) {
    const before = Y.encodeStateAsUpdate(doc);
    doc = new Y.Doc({ gc: false });
    doc.clientID = client;
    Y.applyUpdate(doc, before);
    if (index === 0) textOf(doc).insert(0, [clause]);
    clauseOf(doc).setAttribute('id', `c-${index}`);
  }
  return doc;
}

function clauseOf(doc: Y.Doc): Y.XmlElement {
  const clause: unknown = textOf(doc).get(0);
  if (!(clause instanceof Y.XmlElement)) throw new Error('the clause is gone');
  return clause;
}

/** An update of some clients that set the id of the clause anywhere among its values, and delete some of all these. */
function manyNames(doc: Y.Doc, below: (bound: number) => number): Uint8Array {
  const element = must(clauseOf(doc)._item, 'the clause').id;
  const values: Place[] = [];
  for (let at = clauseOf(doc)._map.get('id') ?? null; at !== null; at = at.left)
    for (let one = 0; one < at.length; one += 1) values.push([at.id.client, at.id.clock + one]);
  const sections: Section[] = [];
  for (const client of new Set([99 - below(90), 99 - below(90)].toSorted((one, other) => other - one))) {
    const from = Y.getState(doc.store, client);
    const structs: Struct[] = [];
    for (let clock = from, left = 1 + below(4); left > 0; left -= 1) {
      const length = 1 + below(3);
      const content = below(6) === 0 ? { deleted: length } : { any: Array.from({ length }, () => `c-${below(1_000)}`) };
      const origin = below(3) === 0 ? undefined : values[below(values.length)];
      structs.push(origin === undefined ? { parent: [element.client, element.clock], sub: 'id', content } : { origin, content });
      for (let one = 0; one < length; one += 1) values.push([client, clock + one]);
      clock += length;
    }
    sections.push({ client, clock: from, structs });
  }
  const deleted = values.filter(() => below(3) === 0);
  const clients = [...new Set(deleted.map(([client]) => client))];
  return rawUpdate(
    sections,
    clients.map((client) => ({
      client,
      ranges: deleted
        .flatMap(([by, clock]) => (by === client ? [[clock, 1] as const] : []))
        .toSorted(([one], [other]) => one - other),
    })),
  );
}

/** A clause without id is read as no clause: its words would be gone from every reading. */
test('[S1] [H1] of values that a clause’s id is given in any order an update is taken in just where the clause then has one', () => {
  const verdicts = new Map<boolean, number>();
  for (let seed = 1; seed <= CASES; seed += 1) {
    const random = mulberry32(seed);
    const below = (bound: number): number => random() % bound;
    const doc = textOfOne(Array.from({ length: 1 + below(3) }, () => 10 + below(80)));
    const update = manyNames(doc, below);
    const judged = judgeUpdate(doc, update);
    doc.clientID = 1;
    Y.applyUpdate(doc, update);
    const isNamed = clauseOf(doc).getAttribute('id') !== undefined;
    expect([seed, judged.ok]).toEqual([seed, isNamed]);
    verdicts.set(isNamed, (verdicts.get(isNamed) ?? 0) + 1);
  }
  expect([...verdicts.values()].every((count) => count > CASES / 10)).toBe(true);
});
