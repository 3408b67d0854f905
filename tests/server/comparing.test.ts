import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Comparison } from '../../shared/protocol/api.ts';
import { OneATurn } from '../../server/http/one-a-turn.ts';
import { Sitting } from './sitting.ts';

let sitting: Sitting;

beforeEach(async () => {
  sitting = await Sitting.begin('The Council [shall - Norway][should - Kenya] meet.');
  await sitting.seats('kenya', 'chair');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await sitting.end();
});

const comparison = () => sitting.person('kenya').get<Comparison>(`/api/drafts/${sitting.draft}/compare?from=entry-1&to=now`);

test('[A12] [V7] a comparison is made in several turns', async () => {
  sitting.client.typeAfter('meet', ' once');
  await sitting.client.until(() => sitting.client.acknowledged > 0, 'the words');
  const turns = vi.spyOn(OneATurn.prototype, 'take');
  const { status, body } = await comparison();
  expect([status, body.to.entry]).toEqual([200, 1]);
  expect(body.clauses).toMatchObject([{ clause: { type: 'changed' } }]);
  expect(turns.mock.calls.length).toBeGreaterThanOrEqual(5);
});

test('[Z2] [Z6] a comparison goes out as names are shown when it does, not as they were shown when it was asked for', async () => {
  const take = OneATurn.prototype.take;
  let turns = 0;
  vi.spyOn(OneATurn.prototype, 'take').mockImplementation(async function wait(this: OneATurn, work) {
    turns += 1;
    if (turns === 4) await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
    return take.call(this, work);
  });
  const { status, body } = await comparison();
  expect(status).toBe(200);
  expect(turns).toBeGreaterThan(6);
  expect(body.to.entry).toBe(2);
  expect(JSON.stringify(body)).not.toMatch(/Norway|p-no/);
});
