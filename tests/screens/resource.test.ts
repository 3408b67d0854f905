import { expect, test } from 'vitest';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../client/state/api.ts';
import { openResource } from '../../client/state/resource.ts';
import { worthAsking } from '../../client/sync/again.ts';

const UNREACHED: Failure = { kind: 'unreachable', code: null, reason: 'Nobody answers.', clashes: [] };
const REFUSED: Failure = { ...UNREACHED, kind: 'refused', reason: 'Not for you.' };

/** A page that opens something, from a server that gives these answers one after another. */
class Page {
  readonly attempts: number[] = [];
  readonly closed: string[] = [];
  /** It is worth trying again. */
  again: () => void = () => undefined;
  readonly opened: ReturnType<typeof openResource<string>>;

  constructor(answers: Result<string, Failure>[]) {
    this.opened = openResource(
      () => Promise.resolve(answers.shift() ?? refuse(UNREACHED)),
      (value) => this.closed.push(value),
      (attempts) => {
        this.attempts.push(attempts);
        return new Promise((resolve) => (this.again = resolve));
      },
    );
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('[E21] what is not reached is said, and opens by itself once the server is reached', async () => {
  const page = new Page([refuse(UNREACHED), refuse(UNREACHED), ok('the draft')]);
  for (const attempts of [0, 1]) {
    await settled();
    expect(page.opened.resource.get()).toEqual({ state: 'failed', failure: UNREACHED });
    expect(page.attempts.at(-1)).toBe(attempts);
    page.again();
  }
  await settled();
  expect(page.opened.resource.get()).toEqual({ state: 'open', value: 'the draft' });
  expect(page.attempts).toEqual([0, 1]);
  page.opened.close();
  expect(page.closed).toEqual(['the draft']);
});

test('[E21] what the server refused is not asked for again, nor what is not waited for any more', async () => {
  const refused = new Page([refuse(REFUSED)]);
  await settled();
  expect([refused.opened.resource.get().state, refused.attempts]).toEqual(['failed', []]);
  const left = new Page([refuse(UNREACHED), ok('the draft')]);
  await settled();
  left.opened.close();
  left.again();
  await settled();
  expect([left.opened.resource.get().state, left.closed]).toEqual(['failed', []]);
});

test('[S19] it is asked again after a wait drawn at random, and sooner where the browser finds a network', async () => {
  const page = new EventTarget();
  const waits: number[] = [];
  let run: () => void = () => undefined;
  const later = (next: () => void, milliseconds: number): (() => void) => {
    waits.push(milliseconds);
    run = next;
    return () => (run = () => undefined);
  };
  let asked = 0;
  const asking = worthAsking(30, page, later).then(() => (asked += 1));
  page.dispatchEvent(new Event('online'));
  expect(waits[0]).toBeGreaterThanOrEqual(5_000);
  expect(waits[0]).toBeLessThanOrEqual(10_000);
  expect(waits[1]).toBeLessThanOrEqual(1_000);
  expect(asked).toBe(0);
  run();
  await asking;
  page.dispatchEvent(new Event('online'));
  expect([asked, waits.length]).toEqual([1, 2]);
});
