import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { mulberry32 } from '../random/mulberry32.ts';
import { serve, signIn, temporaryFolder, type Client } from './harness.ts';

const SOURCE =
  '# Draft\n\n1. The Council [shall][should] meet [twice] a year.\n\n2. [The Chair presides.]\n\n3. The Secretariat serves.\n';
const STEPS = 120;
const SEEDS = [1, 2, 3, 5, 8];

function elements(client: Client): Y.XmlElement[] {
  return textOf(client.doc)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement);
}

function act(client: Client, below: (n: number) => number, step: number): void {
  const all = elements(client);
  const element = all[below(Math.max(1, all.length))];
  const node = element?.toArray().find((child) => child instanceof Y.XmlText);
  const id = clauseId(`c-${client.doc.clientID}-${step}`);
  const proposal = proposalId(`q-${below(6)}`);
  const role = below(2) === 0 ? 'insertion' : 'deletion';
  const kind = below(12);
  if (kind === 0)
    textOf(client.doc).insert(below(all.length + 1), [
      elementOf({ id, kind: 'text', level: 0, label: '', runs: [{ text: `new ${step}`, insertions: [], deletions: [] }] }),
    ]);
  else if (kind === 1 && all.length > 2) textOf(client.doc).delete(below(all.length), 1);
  else if (kind === 2) element?.setAttribute('level', below(4) as unknown as string);
  else if (node === undefined || element === undefined) return;
  else if (kind < 6)
    node.insert(below(node.length + 1), `w${step} `, below(2) === 0 ? { [markKey(role, proposal)]: { proposal } } : undefined);
  else if (kind < 8 && node.length > 2) node.delete(below(node.length - 1), 1 + below(2));
  else if (kind < 11 && node.length > 3) {
    const at = below(node.length - 2);
    node.format(at, 1 + below(node.length - at - 1), { [markKey(role, proposal)]: below(4) === 0 ? null : { proposal } });
  } else {
    // Move: delete and insert again in one transaction, as the editor does.
    client.doc.transact(() => {
      const at = all.indexOf(element);
      const copy = element.clone();
      textOf(client.doc).delete(at, 1);
      textOf(client.doc).insert(below(all.length), [copy]);
    });
  }
}

test.each(SEEDS)(
  '[R8] [C2] a random session of two drafters, with a reader, offline spells and tidying (invariants 1, 3 and 5; seed %i)',
  async (seed) => {
    const next = mulberry32(seed);
    const below = (end: number): number => next() % end;
    const folder = temporaryFolder();
    const server = await serve(folder.path);
    const people = await Promise.all(['drafter-1', 'drafter-2', 'observer'].map((seat) => signIn(server, seat)));
    const { draft } = await people[0]!.import(SOURCE);
    const [one, other, reader] = await Promise.all(people.map((person) => person.open(draft)));
    for (let step = 0; step < STEPS; step += 1) {
      const drafter = below(2) === 0 ? one! : other!;
      act(drafter, below, step);
      const chance = below(20);
      if (chance === 0) drafter.provider.disconnect();
      if (chance === 1) for (const client of [one!, other!, reader!]) client.provider.connect();
      if (chance < 6) await new Promise(setImmediate);
    }
    for (const client of [one!, other!, reader!]) client.provider.connect();
    const digests = (): Set<string> => new Set([one!, other!, reader!].map((client) => textDigest(client.clauses())));
    await one!.until(
      () => [one!, other!, reader!].every((client) => client.provider.synced || client.closed !== null) && digests().size === 1,
      'the same text at all',
    );
    expect([one!.closed, other!.closed, reader!.closed]).toEqual([null, null, null]);

    const fresh = await people[2]!.open(draft);
    expect(textDigest(fresh.clauses())).toBe(textDigest(one!.clauses()));
    const tabled = fresh.entries.map((entry) => entry.event).filter((event: RecordEvent) => event.type === 'ProposalTabled');
    expect(tabled.length).toBe(new Set(tabled.map((event) => event.proposal)).size);
    const known = new Set([
      ...tabled.map((event) => event.proposal),
      ...(fresh.entries[0]?.event.type === 'DraftImported' ? fresh.entries[0].event.inherited.map((one) => one.id) : []),
    ]);
    for (const id of proposalsIn(fresh.clauses())) expect(known.has(id)).toBe(true);
    for (const client of [one!, other!, reader!, fresh]) client.close();
    await server.stop();

    const store = openStore(folder.path, { create: false });
    if (!store.ok) throw new Error(store.refusal.reason);
    expect(verifyDraft(store.value, draft)).toMatchObject({ ok: true });
    store.value.close();
    folder.forget();
  },
);
