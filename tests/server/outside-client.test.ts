import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { proposalId, type DraftId } from '../../shared/base/ids.ts';
import { CLAUSE_KINDS, DEEPEST_LEVEL, LONGEST_LABEL } from '../../shared/text/clause.ts';
import { isLinkAddress } from '../../shared/text/link.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import type { RunningServer } from '../../server/main.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SPEC = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8');
const SOCKET = SPEC.slice(SPEC.indexOf('\n## S · The socket\n'), SPEC.indexOf('\n- **S1**'));

/** A key as the section on the socket has it made, with nothing of the server's. */
function keyBySpec(role: 'insertion' | 'deletion', id: string): string {
  const text = (words: string): number[] => [...Buffer.from(words)];
  const bytes = [
    ...[0x76, 0x02, 0x04, ...text('type'), 0x77, role.length, ...text(role)],
    ...[0x05, ...text('attrs'), 0x76, 0x01, 0x08, ...text('proposal'), 0x77, id.length, ...text(id)],
  ];
  const folded = [0, 0, 0, 0, 0, 0];
  for (const [at, byte] of createHash('sha256').update(Uint8Array.from(bytes)).digest().entries())
    folded[at % 6] = (folded[at % 6] ?? 0) ^ byte;
  return `${role}--${Buffer.from(folded).toString('base64')}`;
}

test('[T3] the key of a mark is made as is written, whatever the id', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/), fc.constantFrom('insertion', 'deletion'), (id, role) => {
      expect(markKey(role, proposalId(id))).toBe(keyBySpec(role, id));
    }),
  );
  for (const role of ['insertion', 'deletion'] as const) expect(SOCKET).toContain(`\`${keyBySpec(role, 'p-1')}\``);
});

test('[S1] what is written of clauses is what there is', () => {
  const kinds = /`kind`: (.*?)\. `level`/s.exec(SOCKET)?.[1] ?? '';
  expect([...kinds.matchAll(/`(\w+)`/g)].map(([, kind]) => kind)).toEqual([...CLAUSE_KINDS]);
  expect(SOCKET).toContain(`\`level\`: a number from 0 to ${DEEPEST_LEVEL}.`);
  expect(SOCKET).toContain(`at most ${LONGEST_LABEL} UTF-16 units`);
  for (const href of ['http://un.org', 'https://un.org', 'mailto:a@b.org', '#5', `/${'x'.repeat(3_999)}`])
    expect(isLinkAddress(href)).toBe(true);
  for (const href of ['javascript:x', 'data:x', `/${'x'.repeat(4_000)}`]) expect(isLinkAddress(href)).toBe(false);
});

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  drafter = await signIn(server, 'drafter-1');
  ({ draft } = await drafter.import('1. The Council shall meet.\n'));
  client = await drafter.open(draft);
});
afterEach(async () => {
  client.close();
  await server.stop();
  folder.forget();
});

function clauseBySpec(attributes: Readonly<Record<string, string | number>>, words: string): Y.XmlElement {
  const element = new Y.XmlElement('clause');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value as string);
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

test('[S1] [T3] [R8] a client that goes by what is written has its clauses, its marks and its bracket taken', async () => {
  client.doc.transact(() => {
    const all = [
      ...CLAUSE_KINDS.map((kind, at) => clauseBySpec({ id: `k-${at}`, kind, level: DEEPEST_LEVEL, label: '3 bis.' }, 'Words.')),
      clauseBySpec({ id: 'bare' }, 'No more than an id.'),
      clauseBySpec({ id: 'cell', kind: 'text', cell: 't1/r1/c1/head' }, 'A heading.'),
    ];
    textOf(client.doc).push(all);
    const { node, at } = client.place('shall');
    node.format(0, 3, { bold: {}, italic: {}, link: { href: 'https://un.org' } });
    node.format(0, 1, { italic: null });
    node.format(at, 5, { [keyBySpec('deletion', 'b-1')]: { proposal: 'b-1' } });
    node.insert(at + 5, ' may', { [keyBySpec('insertion', 'b-1')]: { proposal: 'b-1' } });
  });
  await client.untilEntry('ProposalTabled');
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  expect(client.closed).toBeNull();
  expect(client.entries.flatMap(({ event }) => (event.type === 'ProposalTabled' ? [event] : []))).toMatchObject([
    { proposal: 'b-1', origin: 'floor', inserted: [' may'], deleted: ['shall'] },
  ]);
  const reader = await drafter.open(draft);
  expect(reader.clauses()).toEqual(client.clauses());
  expect(reader.clauses()).toHaveLength(3 + CLAUSE_KINDS.length);
  reader.close();
});

test.each([
  ['a mark under another key', (node: Y.XmlText) => node.format(0, 3, { 'insertion--AAAAAAAA': { proposal: 'b-1' } })],
  ['a mark under the name of its kind alone', (node: Y.XmlText) => node.format(0, 3, { insertion: { proposal: 'b-1' } })],
  ['bold that is true', (node: Y.XmlText) => node.format(0, 3, { bold: true })],
])('[S1] [T3] what is written otherwise is refused whole: %s', async (_name, edit) => {
  edit(client.place('shall').node);
  await client.until(() => client.closed !== null, 'a refusal');
  expect(client.closed?.code).toBe(4400);
});
