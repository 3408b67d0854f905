import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Comparison, Refused, TextInfo } from '../../shared/protocol/api.ts';
import { madeOfText, type Wanted } from '../../server/drafts/made-of-text.ts';
import { atOnce, fetchText } from '../../server/drafts/stored-text.ts';
import { TextMaker } from '../../server/drafts/text-maker.ts';
import { LIMITS, type Limits } from '../../server/limits.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { Sitting } from '../server/sitting.ts';

let sitting: Sitting;
afterEach(async () => {
  vi.restoreAllMocks();
  await sitting.end();
});

const SHORT = 'The Board shall meet [twice - Norway] a year, in public, at its seat.\n\n';
/** A text of which nothing is made at once, though its record is short. */
const LONG = `${SHORT}${'The Board shall meet every year, in public, at its seat.\n\n'.repeat(2_500)}`;

async function begin(source: string, limits: Partial<Limits> = {}): Promise<void> {
  sitting = await Sitting.begin(source, { limits, metricsToken: 'token', coalesceMs: 1 });
  await sitting.seats('kenya', 'chair');
}

const ask = <T>(path: string) => sitting.person('kenya').get<T>(`/api/drafts/${sitting.draft}/${path}`);
const asked = ['export?format=bracketed', 'text?entry=1', 'compare?from=entry-1&to=now'] as const;

async function untilMade(count: number): Promise<void> {
  const headers = { authorization: 'Bearer token' };
  const held = async () =>
    /^travaux_work\{kind="texts"\} (\d+)$/m.exec(await (await fetch(`${sitting.server.url}/metrics`, { headers })).text())?.[1];
  while ((await held()) !== String(count));
}

describe('exports, past texts and comparisons', () => {
  test('[A12] [O10] of a long text have so much time, in a process of their own; those of a short one are made at once', async () => {
    const limits = { texts: { ...LIMITS.texts, milliseconds: 5 } };
    await begin(LONG, limits);
    const late = 'This takes longer to make than the server gives to it. Another format may be quicker.';
    for (const path of asked) {
      const { status, body } = await ask<Refused>(path);
      expect([status, body.refusal.reason], path).toEqual([422, late]);
    }
    expect((await ask<Refused>('export?format=clean&entry=2')).status).toBe(404);
    expect((await ask<Refused>('export?format=clean&lens=wide')).status).toBe(400);
    await sitting.end();
    await begin(SHORT, limits);
    for (const path of asked) expect((await ask(path)).status, path).toBe(200);
  });

  test('[A12] [O10] are the same wherever they are made', async () => {
    await begin(LONG);
    sitting.client.typeAfter('Board', ' itself');
    await sitting.client.untilEntry('ClauseEdited');
    const exported = await ask<string>('export?format=bracketed&lens=unnamed');
    const text = await ask<TextInfo>('text?shown=1');
    const compared = await ask<Comparison>('compare?from=entry-1&to=now');
    expect(exported.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('content-type')).toBe('application/json; charset=utf-8');
    await sitting.leave();
    const opened = openStore(sitting.data, { create: false });
    if (!opened.ok) throw new Error(opened.refusal.reason);
    const { value: store } = opened;
    const participants = store.process.participants();
    const made = (
      wanted: Wanted,
      lens: 'named' | 'unnamed',
      ...moments: readonly ({ at: 'now' } | { at: 'entry'; entry: number })[]
    ) => {
      const texts = moments.flatMap((moment) => atOnce(fetchText(store, sitting.draft, moment)) ?? []);
      return Buffer.from(madeOfText({ wanted, texts, viewer: { lens, own: null }, participants }).bytes).toString();
    };
    const now = { at: 'now' } as const;
    const bracketed = { is: 'export', format: 'bracketed', moment: now, tags: false, part: { of: null, article: null } } as const;
    expect(exported.body).toBe(made(bracketed, 'unnamed', now));
    expect(exported.body).toContain('The Board itself shall meet [twice');
    expect(exported.body).not.toContain('Norway');
    expect(text.body).toEqual(JSON.parse(made({ is: 'text', draft: sitting.draft, issued: [], shown: true }, 'named', now)));
    expect(compared.body).toEqual(JSON.parse(made({ is: 'comparison' }, 'named', { at: 'entry', entry: 1 }, now)));
    store.close();
  });

  test('[Z2] [O10] go out as names are shown when they do, and are given up where nobody waits for them', async () => {
    await begin(LONG);
    const make = TextMaker.prototype.make;
    const spy = vi.spyOn(TextMaker.prototype, 'make').mockImplementationOnce(async function first(this: TextMaker, ...order) {
      const made = await make.apply(this, order);
      await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
      return made as never;
    });
    const { status, body } = await ask<string>('export?format=bracketed');
    expect([status, spy.mock.calls.length]).toEqual([200, 2]);
    expect(body).toContain('[twice');
    expect(body).not.toContain('Norway');
    const leaving = new AbortController();
    const path = `${sitting.server.url}/api/drafts/${sitting.draft}/export?format=record`;
    const gone = fetch(path, { headers: { cookie: sitting.person('kenya').cookie }, signal: leaving.signal });
    await untilMade(1);
    leaving.abort();
    await expect(gone).rejects.toThrow('abort');
    await untilMade(0);
  });
});
