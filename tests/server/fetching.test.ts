import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import { textDigest as digestOfClauses } from '../../shared/text/digest.ts';
import { Checkpoints } from '../../server/checkpoints/checkpoints.ts';
import { signingKey } from '../../server/checkpoints/signing-key.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { atOnce, fetchText, textOfStored, type StoredText } from '../../server/drafts/stored-text.ts';
import { OneATurn } from '../../server/http/one-a-turn.ts';
import { textAtEntry } from '../../server/rooms/text-at.ts';
import { openStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { NOTHING } from './made-store.ts';
import { Sitting } from './sitting.ts';

let sitting: Sitting;

beforeEach(async () => {
  sitting = await Sitting.begin('The Council [shall - Norway][should - Kenya] meet.', { coalesceMs: 1 });
  await sitting.seats('kenya', 'chair');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await sitting.end();
});

async function type(words: string): Promise<void> {
  const { client } = sitting;
  const before = client.acknowledged;
  client.typeAfter('Council', words);
  await client.until(() => client.acknowledged > before, words);
}

/** Two revisions, with words typed in each. */
async function twoRevisions(): Promise<void> {
  await type(' of');
  await type(' all');
  await sitting.done('chair', { type: 'issue-revision', symbol: 'A/1' });
  await sitting.openAnew();
  await type(' and');
  await type(' one');
  await sitting.done('chair', { type: 'accept', ...sitting.seen('shall'), falls: [] });
}

/** The store that the server leaves behind. */
async function withStore(work: (store: Store) => void): Promise<void> {
  await sitting.leave();
  const opened = openStore(sitting.data, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    work(opened.value);
  } finally {
    opened.value.close();
  }
}

test('[R14] [A12] a text is the same at every moment, in however many steps it was fetched', async () => {
  await twoRevisions();
  await withStore((store) => {
    const { draft } = sitting;
    const entries = store.drafts.entries(draft, 0);
    const issue = must(
      entries.find(({ event }) => event.type === 'RevisionIssued'),
      'the issue',
    ).number;
    const fetched = (moment: Moment, rows?: number): StoredText | null => atOnce(fetchText(store, draft, moment, rows));
    for (const { number } of entries) {
      const stored = must(fetched({ at: 'entry', entry: number }, 1), `entry ${number}`);
      expect(textOfStored(stored), `entry ${number}`).toEqual(textAtEntry(store, draft, number));
      expect(fetched({ at: 'entry', entry: number })).toEqual(stored);
    }
    const last = { at: 'entry', entry: entries.length } as const;
    for (const moment of [{ at: 'now' }, { at: 'revision', revision: 2 }] as const)
      expect(fetched(moment, 1)).toEqual(fetched(last));
    expect(fetched({ at: 'revision', revision: 1 }, 1)).toEqual(fetched({ at: 'entry', entry: issue }));
    for (const none of [
      { at: 'revision', revision: 3 },
      { at: 'entry', entry: entries.length + 1 },
    ] as const)
      expect(fetched(none, 1)).toBeNull();
  });
});

test('[R14] [A12] what is written while a text is being fetched is not of it', async () => {
  await twoRevisions();
  await withStore((store) => {
    const { draft } = sitting;
    const before = atOnce(fetchText(store, draft, { at: 'now' }));
    const underWay = [1, 2, 500].map((rows) => fetchText(store, draft, { at: 'now' }, rows));
    for (const steps of underWay) steps.next();
    const entry = must(store.drafts.entries(draft, 0).at(-1), 'an entry');
    const update = must(store.drafts.updates(draft, 0).at(-1), 'an update');
    const { id: _id, snapshot: _snapshot, ...counts } = must(store.drafts.find(draft), 'the draft');
    const number = { entry: entry.number + 1, update: update.number + 1 };
    store.drafts.append(draft, {
      ...NOTHING,
      entries: [{ ...entry, number: number.entry }],
      updates: [{ ...update, number: number.update }],
      draft: { ...counts, entries: number.entry, updates: number.update },
    });
    for (const steps of underWay) expect(atOnce(steps)).toEqual(before);
  });
});

test('[A12] [O10] what a paper is made of is fetched in several turns', async () => {
  await type(' of');
  const turns = vi.spyOn(OneATurn.prototype, 'take');
  const { status, body } = await sitting.person('kenya').get<string>(`/api/drafts/${sitting.draft}/papers/clean?format=md`);
  expect([status, body]).toEqual([200, expect.stringContaining('The Council of meet')]);
  expect(turns.mock.calls.length).toBeGreaterThanOrEqual(3);
});

test('[O1] the texts of a checkpoint are fetched in turns of their own', async () => {
  await twoRevisions();
  for (const words of ['One.', 'Two.']) await sitting.person('drafter-1').import(words);
  await sitting.leave();
  const opened = openStore(sitting.data, { create: false });
  const key = signingKey(sitting.data, { create: false });
  if (!opened.ok || !key.ok) throw new Error('there is nothing to make a checkpoint of');
  const { value: store } = opened;
  const { updates, all } = store.drafts;
  let turn = 0;
  let isOver = false;
  const count = (): void => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  count();
  const fetched: number[] = [];
  const watched: Store = {
    ...store,
    drafts: {
      ...store.drafts,
      updates: (id, after, revision, most) => {
        if (revision !== undefined) fetched.push(turn);
        return updates(id, after, revision, most);
      },
    },
  };
  const { drafts } = await new Checkpoints(watched, SYSTEM_CLOCK, key.value).make();
  isOver = true;
  expect(fetched).toHaveLength(3);
  expect(new Set(fetched).size).toBe(3);
  expect(drafts.map(({ textDigest }) => textDigest)).toEqual(
    all().map(({ id }) => digestOfClauses(textOfStored(must(atOnce(fetchText(store, id, { at: 'now' })), id)).clauses)),
  );
  store.close();
});
