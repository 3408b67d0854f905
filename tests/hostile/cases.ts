import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { proposalId } from '../../shared/base/ids.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { rawUpdate, type Content, type Place, type Struct } from './raw-update.ts';

/** What a hostile client can know: the text, and whose ids are in it. */
export interface Ground {
  readonly doc: Y.Doc;
  /** An id that nobody has, and a second one. */
  readonly own: number;
  readonly other: number;
  /** The id of an honest drafter who has written. */
  readonly victim: number;
  readonly victimClock: number;
  /** The second clause, its text node, the first of its words, and its attribute `id`. */
  readonly clause: Place;
  readonly words: Place;
  readonly letter: Place;
  readonly id: Place;
  /** The text node of another clause. */
  readonly otherWords: Place;
}

/** Looks over a copy of the text. */
export function groundOf(doc: Y.Doc, ids: Pick<Ground, 'own' | 'other' | 'victim'>): Ground {
  const clause = element(doc, 1);
  const words = must(clause.get(0) as Y.XmlText | undefined, 'words');
  const otherWords = must(element(doc, 2).get(0) as Y.XmlText | undefined, 'other words');
  let letter = words._start;
  while (letter !== null && !(letter.content instanceof Y.ContentString)) letter = letter.right;
  return {
    ...ids,
    doc,
    victimClock: Y.getState(doc.store, ids.victim),
    clause: placeOf(clause._item),
    words: placeOf(words._item),
    letter: placeOf(letter),
    id: placeOf(clause._map.get('id') ?? null),
    otherWords: placeOf(otherWords._item),
  };
}

function element(doc: Y.Doc, at: number): Y.XmlElement {
  const found: unknown = textOf(doc).get(at);
  if (!(found instanceof Y.XmlElement)) throw new Error(`no clause ${at}`);
  return found;
}

function placeOf(item: Y.Item | null): Place {
  const { client, clock } = must(item, 'an item').id;
  return [client, clock];
}

/** A named attack. */
export interface Attack {
  readonly name: string;
  update(ground: Ground): Uint8Array;
  /** Whether a gate may also take the legal part of it, so long as everybody then has the same legal text. */
  readonly mayBeLegal?: true;
  /** Whether it may be passed over instead of refused, since to the gate it says nothing. */
  readonly mayBeNothing?: true;
}

const P = proposalId('p-hostile');
const INSERTION = markKey('insertion', P);

/** Every case of CRDT section 7 that is an update, and those found since. */
export const ATTACKS: readonly Attack[] = [
  attack('forged id: the next words of another', (g) => one(g.victim, g.victimClock, inWords(g, { string: 'FORGED' }))),
  attack('forged id: the words of another before they come', (g) =>
    one(g.victim, g.victimClock + 3, inWords(g, { string: 'x' })),
  ),
  attack('clock burn of another by one GC struct', (g) => one(g.victim, g.victimClock, { gc: 1_000_000 })),
  attack('clock burn of another by deleted content', (g) => one(g.victim, g.victimClock, inWords(g, { deleted: 1_000_000 }))),
  attack('clock burn of a new id by one GC struct', (g) => one(g.own, 0, { gc: 1_000_000 })),
  attack('client id that no database gives back', (g) => one(2 ** 60, 0, inWords(g, { string: 'x' }))),
  attack('clock burn of a new id beyond what numbers tell apart', (g) =>
    one(g.own, 0, inWords(g, { deleted: 2 ** 60 }), inWords(g, { string: 'x' })),
  ),
  attack('a skip struct', (g) => one(g.own, 0, { skip: 10 })),
  attack('own words, then a GC struct', (g) => one(g.own, 0, inWords(g, { string: 'a' }), { gc: 5 })),
  attack('gap: words from clock 5 on', (g) => one(g.own, 5, inWords(g, { string: 'late' }))),
  attack('pending: beside what is not there', (g) => one(g.own, 0, { origin: [g.other, 7], content: { string: 'x' } })),
  attack('pending: in a parent that is not there', (g) => one(g.own, 0, { parent: [g.other, 7], content: { string: 'x' } })),
  attack('pending: beside itself', (g) => one(g.own, 0, { origin: [g.own, 0], content: { string: 'x' } })),
  attack('pending: two clients that wait for each other', (g) =>
    rawUpdate([
      { client: g.own, clock: 0, structs: [{ origin: g.letter, rightOrigin: [g.other, 0], content: { string: 'a' } }] },
      { client: g.other, clock: 0, structs: [{ origin: g.letter, rightOrigin: [g.own, 0], content: { string: 'b' } }] },
    ]),
  ),
  attack('pending: deletes what is not there', () => rawUpdate([], [{ client: 4_000_000_000, ranges: [[0, 5]] }])),
  {
    name: 'pending: a word, and an empty range of deletions past the end',
    update: (g) => rawUpdate([section(g.own, 0, inWords(g, { string: 'x' }))], [{ client: g.other, ranges: [[0, 0]] }]),
    mayBeLegal: true,
  },
  attack('unknown root', (g) => one(g.own, 0, { parent: 'other', content: { element: 'clause' } })),
  attack('unknown root that holds words', (g) => one(g.own, 0, { parent: 'shadow', content: { string: 'hidden' } })),
  attack('root opened as a map', (g) => one(g.own, 0, { parent: 'text', sub: 'key', content: { any: ['value'] } })),
  attack('root opened as an array', (g) => one(g.own, 0, { parent: 'text', content: { any: [1, 2] } })),
  attack('nesting of 2,000', (g) => one(g.own, 0, ...nested(g, 2_000))),
  attack('nesting of 5,000', (g) => one(g.own, 0, ...nested(g, 5_000))),
  attack('text node at the top level', (g) => one(g.own, 0, { parent: 'text', content: { type: 'xmlText' } })),
  attack('string at the top level', (g) => one(g.own, 0, { parent: 'text', content: { string: 'loose' } })),
  attack('unknown node name', (g) => one(g.own, 0, ...clause(g, 0, 'script'))),
  attack('node of another schema', (g) => one(g.own, 0, ...clause(g, 0, 'paragraph'))),
  attack('hook at the top level', (g) => one(g.own, 0, { parent: 'text', content: { hook: 'clause' } })),
  attack('clause in a clause', (g) => one(g.own, 0, { parent: g.clause, content: { element: 'clause' } })),
  attack('text node in words', (g) => one(g.own, 0, inWords(g, { type: 'xmlText' }))),
  attack('map in a clause', (g) => one(g.own, 0, { parent: g.clause, content: { type: 'map' } })),
  attack('embed in words', (g) => one(g.own, 0, inWords(g, { embed: { image: 'x' } }))),
  attack('binary in words', (g) => one(g.own, 0, inWords(g, { binary: new Uint8Array([1, 2, 3]) }))),
  attack('JSON in words', (g) => one(g.own, 0, inWords(g, { json: ['{"a":1}'] }))),
  attack('a control character among the words', (g) => one(g.own, 0, inWords(g, { string: 'a\u0000b' }))),
  attack('the sign of an escape among the words', (g) => one(g.own, 0, inWords(g, { string: '\u001b[31m' }))),
  attack('a sign that turns the words behind it', (g) => one(g.own, 0, inWords(g, { string: 'a\u202eb' }))),
  attack('a sign that ends where others run their own way', (g) => one(g.own, 0, inWords(g, { string: 'a\u2069' }))),
  attack('values in words', (g) => one(g.own, 0, inWords(g, { any: [{ a: 1 }] }))),
  attack('document in words', (g) => one(g.own, 0, inWords(g, { doc: 'sub' }))),
  attack('attribute of a text node', (g) => one(g.own, 0, { parent: g.words, sub: 'style', content: { any: ['x'] } })),
  ...marks(),
  ...attributes(),
  attack('a clause without id', (g) => one(g.own, 0, { parent: 'text', content: { element: 'clause' } })),
  attack('a clause whose id was deleted before it came', (g) =>
    one(g.own, 0, { parent: 'text', content: { element: 'clause' } }, { parent: [g.own, 0], sub: 'id', content: { deleted: 1 } }),
  ),
  attack('a clause whose id the same update deletes', (g) =>
    rawUpdate([section(g.own, 0, ...clause(g, 0))], [{ client: g.own, ranges: [[1, 1]] }]),
  ),
  attack('deletion of the id of a clause that stands', (g) => rawUpdate([], [{ client: g.id[0], ranges: [[g.id[1], 1]] }])),
  attack('a new id for a clause that stands, deleted as it comes', (g) =>
    rawUpdate([section(g.own, 0, { origin: g.id, content: { any: ['c-new'] } })], [{ client: g.own, ranges: [[0, 1]] }]),
  ),
  attack('the id of a clause that stands, taken by deleted content', (g) =>
    one(g.own, 0, { origin: g.id, content: { deleted: 1 } }),
  ),
  attack('a new clause whose id is taken by deleted content', (g) =>
    one(g.own, 0, ...clause(g, 0), { origin: [g.own, 1], content: { deleted: 1 } }),
  ),
  attack('deletion of the id of a clause that stands, and another that comes before it', (g) =>
    rawUpdate(
      [section(g.own, 0, { rightOrigin: g.id, content: { any: ['c-new'] } })],
      [{ client: g.id[0], ranges: [[g.id[1], 1]] }],
    ),
  ),
  attack('an item without length takes the id of a clause', (g) =>
    one(g.own, 0, { parent: g.clause, sub: 'id', content: { any: [] } }, inWords(g, { string: 'x' })),
  ),
  attack('an item without length under an unknown root', (g) =>
    one(g.own, 0, { parent: 'shadow', content: { string: '' } }, inWords(g, { string: 'x' })),
  ),
  attack('2^31 structs announced', (g) =>
    rawUpdate([{ client: g.own, clock: 0, structs: [inWords(g, { string: 'x' })], count: 2 ** 31 }]),
  ),
  attack('2^31 clients announced', () => new Uint8Array([0x80, 0x80, 0x80, 0x80, 0x08, 0])),
  attack('2^31 deletions announced', () => new Uint8Array([0, 0x80, 0x80, 0x80, 0x80, 0x08, 1, 1, 1, 1])),
  {
    name: 'update of the second format',
    update: (g) => Y.convertUpdateFormatV1ToV2(one(g.own, 0, inWords(g, { string: 'x' }))),
    mayBeNothing: true,
  },
];

/** Two updates: the first is honest, the second says of the same words that they stand elsewhere too. */
export function overlapping(g: Ground): readonly [Uint8Array, Uint8Array] {
  return [one(g.own, 0, inWords(g, { string: 'abc' })), one(g.own, 0, { parent: g.otherWords, content: { string: 'abcdef' } })];
}

function marks(): Attack[] {
  const format = (name: string, key: string, value: unknown): Attack =>
    attack(name, (g) => one(g.own, 0, inWords(g, { format: [key, value] }), after(g.own, 0, { string: 'x' })));
  return [
    format('unknown mark', 'blink', {}),
    format('unknown overlapping mark', 'comment--AAAAAAAA', { proposal: 'p-1' }),
    format('mark without its attribute', INSERTION, {}),
    format('mark whose attribute is a number', INSERTION, { proposal: 7 }),
    format('mark whose attribute is no id', INSERTION, { proposal: '<img src=x>' }),
    format('mark under a key that is not its own', 'insertion--AAAAAAAA', { proposal: 'p-hostile' }),
    format('mark with one attribute more', INSERTION, { proposal: 'p-hostile', onclick: 'alert(1)' }),
    format('mark that is true', INSERTION, true),
    format('bold with an attribute', 'bold', { onclick: 'alert(1)' }),
    format('bold that is a word', 'bold', 'very'),
    format('bold that is a list', 'bold', []),
    format('link that is no object', 'link', 'https://example.org'),
    format('link that runs a script', 'link', { href: 'javascript:alert(1)' }),
    format('link whose address turns the words behind it', 'link', { href: 'https://example.org/\u202e' }),
    format('link whose address steers a terminal', 'link', { href: 'https://example.org/\u001b[2J' }),
    format('link whose address has two lines', 'link', { href: 'https://example.org/\n2. Norway agrees.' }),
    format('link with one attribute more', 'link', { href: 'https://example.org', onclick: 'alert(1)' }),
  ];
}

function attributes(): Attack[] {
  const wrong: readonly (readonly [name: string, value: unknown])[] = [
    ['onclick', 'alert(1)'],
    ['id', 7],
    ['id', ''],
    ['id', '<b>'],
    ['kind', 'script'],
    ['kind', 3],
    ['level', 'deep'],
    ['level', 1.5],
    ['level', -1],
    ['level', 1e9],
    ['label', 12],
    ['label', { toString: 1 }],
    ['label', 'x'.repeat(10_000)],
    ['label', '1\u0007'],
    ['__proto__', {}],
  ];
  return wrong.flatMap(([name, value]) => {
    const said = `${name} ${JSON.stringify(value)?.slice(0, 20) ?? ''}`;
    return [
      attack(`attribute of a clause that stands: ${said}`, (g) =>
        one(g.own, 0, { parent: g.clause, sub: name, content: { any: [value] } }),
      ),
      attack(`attribute of a new clause: ${said}`, (g) =>
        one(g.own, 0, ...clause(g, 0), { parent: [g.own, 0], sub: name, content: { any: [value] } }),
      ),
    ];
  });
}

function attack(name: string, update: (ground: Ground) => Uint8Array): Attack {
  return { name, update };
}

function section(client: number, clock: number, ...structs: Struct[]): { client: number; clock: number; structs: Struct[] } {
  return { client, clock, structs };
}

function one(client: number, clock: number, ...structs: Struct[]): Uint8Array {
  return rawUpdate([section(client, clock, ...structs)]);
}

function inWords(g: Ground, content: Content): Struct {
  return { parent: g.words, content };
}

function after(client: number, clock: number, content: Content): Struct {
  return { origin: [client, clock], content };
}

function clause(g: Ground, clock: number, name = 'clause'): Struct[] {
  return [
    { parent: 'text', content: { element: name } },
    { parent: [g.own, clock], sub: 'id', content: { any: ['c-hostile'] } },
  ];
}

function nested(g: Ground, depth: number): Struct[] {
  const rest = Array.from({ length: depth }, (_, clock): Struct => ({ parent: [g.own, clock], content: { element: 'clause' } }));
  return [{ parent: 'text', content: { element: 'clause' } }, ...rest];
}
