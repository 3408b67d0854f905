import { afterEach, expect, test, vi } from 'vitest';
import { indexedKept } from '../../client/sync/indexed-kept.ts';

/** A store of a browser that opens, and then answers nothing. */
function silentStore(): IDBFactory {
  const request = new EventTarget();
  const table = { getAllKeys: () => request, getAll: () => request };
  const transaction = Object.assign(new EventTarget(), { objectStore: () => table });
  const database = Object.assign(new EventTarget(), { transaction: () => transaction });
  const opening = Object.assign(new EventTarget(), { result: database });
  const open = () => {
    queueMicrotask(() => opening.dispatchEvent(new Event('success')));
    return opening;
  };
  return { open } as unknown as IDBFactory;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[S16] a store that opens and then answers nothing is told of, and holds up nobody who waits for what it has', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IDBKeyRange', { bound: () => null });
  const kept = indexedKept(silentStore);
  let rows: unknown;
  void kept.under(['change', 's1']).then((found) => (rows = found));
  await vi.advanceTimersByTimeAsync(2_900);
  expect([rows, kept.trouble.get()]).toEqual([undefined, null]);
  await vi.advanceTimersByTimeAsync(100);
  expect([rows, kept.trouble.get()]).toEqual([[], expect.stringContaining('could not be read')]);
});

test('[S16] a browser without a store, and one that throws where it is merely looked for, keep nothing, and it is told', async () => {
  const looked = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  for (const store of [() => undefined, looked]) {
    const kept = indexedKept(store);
    expect(await kept.put([{ key: ['change', 's1'], value: Uint8Array.of(1) }])).toBe(false);
    expect(kept.trouble.get()).toContain('does not let Travaux keep anything');
  }
});
