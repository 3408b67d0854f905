import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { proposalId } from '../../shared/base/ids.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import type { Random } from '../processes/random.ts';
import { rawUpdate } from './raw-update.ts';

/** An honest edit of a kind that drafters make, as an update: typing, deleting, a bracket, a format, a new clause, a split, an attribute. */
export function honestEdit(doc: Y.Doc, random: Random): Uint8Array {
  const updates: Uint8Array[] = [];
  const listen = (bytes: Uint8Array): void => void updates.push(bytes);
  doc.on('update', listen);
  doc.transact(() => edit(doc, random));
  doc.off('update', listen);
  return updates[0] ?? new Uint8Array([0, 0]);
}

function edit(doc: Y.Doc, random: Random): void {
  const text = textOf(doc);
  const at = random.below(text.length);
  const element: unknown = text.get(at);
  const node: unknown = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(element instanceof Y.XmlElement) || !(node instanceof Y.XmlText)) return;
  const from = random.below(node.length + 1);
  const length = Math.min(node.length - from, random.between(1, 12));
  const proposal = proposalId(`p-${random.below(1_000_000)}`);
  switch (random.below(7)) {
    case 0:
      return node.insert(from, `words ${random.below(100)} é 🙂 `);
    case 1:
      return node.delete(from, length);
    case 2:
      return node.format(from, length, { [markKey(random.chance(0.5) ? 'insertion' : 'deletion', proposal)]: { proposal } });
    case 3:
      return node.format(from, length, random.chance(0.5) ? { bold: {} } : { link: { href: 'https://example.org/a' } });
    case 4:
      return text.insert(at, [newClause(random)]);
    case 5:
      node.delete(from, node.length - from);
      return text.insert(at + 1, [newClause(random)]);
    default:
      return element.setAttribute('label', `(${random.below(20)})`);
  }
}

function newClause(random: Random): Y.XmlElement {
  const id = `c-${random.below(1_000_000_000)}` as Parameters<typeof elementOf>[0]['id'];
  return elementOf({
    id,
    kind: 'paragraph',
    level: 0,
    label: '',
    runs: [{ text: 'A new clause.', insertions: [], deletions: [] }],
  });
}

const NUMBERS = [0, 1, 2, 31, 63, 64, 127, 128, 255, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1];

/** Ways to spoil an update; `pool`: others to splice with, `doc`: whose ids to borrow. */
export const MUTATIONS = {
  'bit flips': (bytes: Uint8Array, { random }: Spoiling) => {
    const spoilt = bytes.slice();
    for (let left = random.between(1, 6); left > 0 && spoilt.length > 0; left -= 1) {
      const at = random.below(spoilt.length);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random.below(8));
    }
    return spoilt;
  },
  truncation: (bytes: Uint8Array, { random }: Spoiling) => bytes.slice(0, random.below(bytes.length)),
  splice: (bytes: Uint8Array, { random, pool }: Spoiling) => {
    const other = random.pick(pool);
    return joined(bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length)));
  },
  'duplicated structs': (bytes: Uint8Array, { random }: Spoiling) => {
    const from = random.between(1, Math.max(1, bytes.length - 2));
    const to = random.between(from, bytes.length - 1);
    const spoilt = joined(bytes.subarray(0, to), bytes.subarray(from));
    // As often as not with as many structs or clients announced as there are now.
    if (random.chance(0.5)) spoilt[random.below(2)] = 2;
    return spoilt;
  },
  'random numbers': (bytes: Uint8Array, { random }: Spoiling) => {
    const at = random.below(bytes.length);
    const number = encoding.encode((encoder) => encoding.writeVarUint(encoder, random.pick(NUMBERS)));
    return joined(bytes.subarray(0, at), number, bytes.subarray(at + random.below(3)));
  },
  noise: (_bytes: Uint8Array, { random }: Spoiling) =>
    encoding.encode((encoder) => {
      for (let left = random.between(1, 30); left > 0; left -= 1) encoding.writeVarUint(encoder, random.pick(NUMBERS));
    }),
  'random deletions': (bytes: Uint8Array, { random, doc }: Spoiling) => {
    const clients = [...doc.store.clients.keys()];
    const deletions = Array.from({ length: random.between(1, 3) }, () => {
      const client = random.pick(clients);
      const end = Y.getState(doc.store, client);
      return { client, ranges: [[random.below(end + 2), random.below(4)]] as const };
    });
    // An update without deletions ends in a zero, where these can stand instead.
    return random.chance(0.5) ? rawUpdate([], deletions) : joined(bytes.subarray(0, -1), rawUpdate([], deletions).subarray(1));
  },
  'a borrowed client id': (bytes: Uint8Array, { random, doc }: Spoiling) => {
    const number = encoding.encode((encoder) => encoding.writeVarUint(encoder, random.pick([...doc.store.clients.keys()])));
    const length = encoding.encode((encoder) => encoding.writeVarUint(encoder, doc.clientID)).length;
    return joined(bytes.subarray(0, 2), number, bytes.subarray(2 + length));
  },
} as const;

interface Spoiling {
  readonly random: Random;
  readonly pool: readonly Uint8Array[];
  readonly doc: Y.Doc;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
