import { expect, it, vi } from 'vitest';
import { httpApi } from '../../client/state/api.ts';
import { SessionStore } from '../../client/state/session.ts';
import { draftId } from '../../shared/base/ids.ts';

/** The interface to something that answers like this, whatever is asked. */
function answering(body: string | null, init: ResponseInit) {
  return httpApi(() => Promise.resolve(new Response(body, init)));
}

const WANTS_A_SIGN_IN = '<!doctype html><title>Guest network</title><p>Accept the terms of use to go on.';

it.each([WANTS_A_SIGN_IN, '', 'undefined', '{"seat":'])(
  '[E21] what answers that all is well and is no answer of the server counts as none: %j',
  async (body) => {
    const api = answering(body, { status: 200 });
    const asked = [api.session(), api.signIn('a-token'), api.desk(), api.recoveries(), api.signOut()];
    for (const answer of await Promise.all(asked)) {
      const failure = answer.ok ? null : answer.refusal;
      expect(failure).toMatchObject({ kind: 'unreachable', code: null });
      expect(failure?.reason).toContain('this network may want you to sign in to it');
    }
    const session = new SessionStore(api, () => new Promise(() => undefined));
    await session.ask();
    expect(session.session.get().state).toBe('unreachable');
  },
);

it('[E21] an answer that has nothing to say is one', async () => {
  expect(await answering(null, { status: 204 }).signOut()).toEqual({ ok: true, value: null });
});

it.each([-26, 0, 26])('[O12] time is the server’s, whatever the clock of the device says, %i hours off', async (hours) => {
  const server = Date.parse('2026-07-06T09:00:00Z');
  vi.useFakeTimers({ now: server + hours * 3_600_000 });
  try {
    const api = answering('{}', { status: 200, headers: { date: new Date(server).toUTCString() } });
    await api.desk();
    expect(api.now()).toBe(server);
    vi.advanceTimersByTime(90_000);
    expect(api.now()).toBe(server + 90_000);
  } finally {
    vi.useRealTimers();
  }
});

/** Something that takes what is asked, and of whose answer so much comes and then nothing more. */
function silentAfter(...pieces: string[]) {
  return httpApi((_path, init) => {
    const signal = init?.signal;
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece));
        signal?.addEventListener('abort', () => stream.error(signal.reason));
      },
    });
    return pieces.length > 0
      ? Promise.resolve(new Response(body))
      : new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        });
  });
}

it.each([[[]], [['{"entr']]])(
  '[E31] an answer of which nothing more comes is given up, and an act may have been done: %j',
  async (pieces) => {
    vi.useFakeTimers();
    try {
      const api = silentAfter(...pieces);
      const asked = [api.recordAfter(draftId('d-1'), 0), api.see(draftId('d-1'), 1)];
      await vi.runAllTimersAsync();
      const [read, done] = await Promise.all(asked);
      expect(read).toMatchObject({
        ok: false,
        refusal: { kind: 'unreachable', reason: expect.stringContaining('Nothing is known') },
      });
      expect(done).toMatchObject({
        ok: false,
        refusal: { kind: 'unreachable', reason: expect.stringContaining('may have been done') },
      });
    } finally {
      vi.useRealTimers();
    }
  },
);

it('[E31] an answer that comes slowly is heard to its end', async () => {
  vi.useFakeTimers();
  try {
    const pieces = ['{"number":', '1', '234', '}'].map((piece) => new TextEncoder().encode(piece));
    const body = new ReadableStream<Uint8Array>({
      async pull(stream) {
        await new Promise((resolve) => setTimeout(resolve, 20_000));
        const piece = pieces.shift();
        if (piece === undefined) stream.close();
        else stream.enqueue(piece);
      },
    });
    const answer = httpApi(() => Promise.resolve(new Response(body))).desk();
    await vi.runAllTimersAsync();
    expect(await answer).toEqual({ ok: true, value: { number: 1234 } });
  } finally {
    vi.useRealTimers();
  }
});

it('[E21] who sits here is asked again by itself where the server is not reached, and by hand alone where it refuses', async () => {
  const answers = [502, 502, 429, 401];
  const asked: number[] = [];
  const api = httpApi(() => Promise.resolve(new Response('', { status: answers.shift() ?? 401 })));
  const session = new SessionStore(api, (attempts) => {
    asked.push(attempts);
    return Promise.resolve();
  });
  await session.ask();
  await expect.poll(() => session.session.get()).toMatchObject({ state: 'unreachable', failure: { kind: 'refused' } });
  expect(asked).toEqual([0, 1]);
  await session.ask();
  expect(session.session.get().state).toBe('signed-out');
  expect(asked).toEqual([0, 1]);
});
