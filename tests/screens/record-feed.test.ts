import { expect, test } from 'vitest';
import { RecordFeed, type FetchAfter } from '../../client/sync/record-feed.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { A, entry } from './texts.ts';

const ALL = Array.from({ length: 9 }, (_, index) => entry(index + 1, { type: 'TextVanished', proposal: A }));
const numbers = (entries: readonly Entry[]): number[] => entries.map((one) => one.number);
const upTo = (from: number, to: number): readonly Entry[] => ALL.slice(from - 1, to);

/** A server that answers when it is told to. */
function server() {
  const asked: number[] = [];
  const answers: ((entries: readonly Entry[] | null) => void)[] = [];
  const fetchAfter: FetchAfter = (after) => {
    asked.push(after);
    return new Promise((resolve) => answers.push(resolve));
  };
  const answer = async (entries: readonly Entry[] | null): Promise<void> => {
    answers.shift()?.(entries);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, answer, fetchAfter };
}

test('[Z7] a change of the lens has the whole record fetched anew, and what comes meanwhile stands behind it', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(upTo(1, 2), fetchAfter);
  const before = feed.entries.get();
  feed.receive([entry(3, { type: 'LensChanged', lens: 'unnamed', reason: 'informals' })]);
  expect(asked).toEqual([0]);
  feed.receive(upTo(4, 4));
  const masked = ALL.slice(0, 3).map((one) => ({ ...one, commitments: [] }));
  await answer(masked);
  expect(feed.entries.get()).toEqual([...masked, ALL[3]]);
  expect(feed.entries.get()[0]).not.toBe(before[0]);
});

test('[S9] takes entries as they come, once each', () => {
  const feed = new RecordFeed(upTo(1, 2), () => Promise.resolve([]));
  feed.receive(upTo(2, 4));
  feed.receive(upTo(3, 4));
  expect(numbers(feed.entries.get())).toEqual([1, 2, 3, 4]);
});

test('[S9] a gap is fetched, and nothing is shown across it', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(upTo(1, 2), fetchAfter);
  feed.receive(upTo(5, 6));
  expect(numbers(feed.entries.get())).toEqual([1, 2]);
  expect(asked).toEqual([2]);
  await answer(upTo(3, 6));
  expect(numbers(feed.entries.get())).toEqual([1, 2, 3, 4, 5, 6]);
});

test('[S9] what comes while a gap is being fetched is not lost', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(upTo(1, 1), fetchAfter);
  feed.receive(upTo(4, 4));
  feed.receive(upTo(7, 7));
  expect(asked).toEqual([1]);
  await answer(upTo(2, 4));
  expect(asked).toEqual([1, 4]);
  await answer(upTo(5, 7));
  expect(numbers(feed.entries.get())).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('[S9] a fetch that failed is tried again', async () => {
  const { asked, answer, fetchAfter } = server();
  const waiting: (() => void)[] = [];
  const feed = new RecordFeed([], fetchAfter, (again) => waiting.push(again));
  feed.catchUp();
  await answer(null);
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  expect(asked).toEqual([0, 0]);
  await answer(upTo(1, 3));
  expect(numbers(feed.entries.get())).toEqual([1, 2, 3]);
});

test('[E31] whoever waits for an entry has it by whichever way it comes, and is not kept where it cannot be had', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(upTo(1, 2), fetchAfter, () => undefined);
  await feed.reached(2);
  expect(asked).toEqual([]);
  const fetched = feed.reached(3);
  expect(asked).toEqual([2]);
  await answer(upTo(3, 3));
  await fetched;
  expect(numbers(feed.entries.get())).toEqual([1, 2, 3]);
  const inVain = feed.reached(4);
  await answer(null);
  await inVain;
});

/** The record of a server that was put back behind the second entry, and went on otherwise. */
const chained = (history: string, from: number, to: number): readonly Entry[] =>
  upTo(from, to).map((one) => {
    const hashOf = (number: number): string => (number === 0 ? GENESIS : `${number > 2 ? history : ''}${number}`);
    return { ...one, previousHash: hashOf(one.number - 1), hash: hashOf(one.number) };
  });

test('[S12] of a server that was put back, no entry joins the record of before: it is fetched anew', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(chained('before', 1, 5), fetchAfter);
  feed.receive(chained('after', 3, 3));
  expect(asked).toEqual([0]);
  await answer(chained('after', 1, 4));
  expect(feed.entries.get()).toEqual(chained('after', 1, 4));
  feed.receive(chained('before', 5, 5));
  expect(asked).toEqual([0, 0]);
  await answer(chained('after', 1, 5));
  expect(feed.entries.get()).toEqual(chained('after', 1, 5));
});

test('[S12] a page that comes back asks whether the server has what it has, be nothing new there', async () => {
  const { asked, answer, fetchAfter } = server();
  const feed = new RecordFeed(chained('before', 1, 5), fetchAfter);
  feed.resume();
  await answer(chained('before', 5, 5));
  expect(feed.entries.get()).toEqual(chained('before', 1, 5));
  feed.resume();
  await answer([]);
  await answer(chained('after', 1, 2));
  expect(feed.entries.get()).toEqual(chained('after', 1, 2));
  expect(asked).toEqual([4, 4, 0]);
});

test('[S20] is behind from an answer that failed until one that came', async () => {
  const { answer, fetchAfter } = server();
  const again: (() => void)[] = [];
  const feed = new RecordFeed(upTo(1, 2), fetchAfter, (run) => again.push(run));
  feed.receive(upTo(5, 5));
  expect(feed.behind.get()).toBe(false);
  await answer(null);
  expect(feed.behind.get()).toBe(true);
  again.shift()?.();
  expect(feed.behind.get()).toBe(true);
  await answer(upTo(3, 5));
  expect(feed.behind.get()).toBe(false);
});
