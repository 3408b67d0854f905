import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { participantId } from '../../shared/base/ids.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import type { DraftInfo } from '../../shared/protocol/api.ts';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import { plainText } from '../../shared/text/clause.ts';
import { sealedFrom } from '../laws/sealed-from.ts';
import { BIN } from '../operations/command.ts';
import { ALL_PAPERS, AT, everything, G77, givenAway, KENYA, negotiate, NORWAY, position, SOURCE } from './given-away.ts';
import { Sitting } from './sitting.ts';
import { saidBy, Watcher } from './watcher.ts';

const JAPAN = participantId('p-jp');

let sitting: Sitting;

const open = async (seat: string): Promise<unknown> => sitting.keep(await sitting.person(seat).open(sitting.draft));

beforeAll(async () => {
  sitting = await Sitting.begin(SOURCE, { clock: { now: () => AT } });
  await sitting.everybody();
  for (const seat of ['norway-1', 'kenya', 'chair', 'observer']) await open(seat);
  await negotiate(sitting, 'first');
  await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
});

afterAll(() => sitting.end());

describe('a draft under the Chatham House Rule', () => {
  it('[Z2] no byte of anything that a delegation or an observer is sent names another (invariant 9)', async () => {
    const watchers = ['japan', 'observer'].flatMap((seat) =>
      [`text/${sitting.draft}`, `text/${sitting.draft}/1`].map((room) => ({
        seat,
        watcher: new Watcher(sitting.person(seat), room),
      })),
    );
    for (const { watcher } of watchers) {
      sitting.keep(watcher);
      await watcher.until(() => watcher.frames.length > 1);
    }
    for (const seat of ['kenya', 'norway-2', 'drafter-2']) await open(seat);
    for (const { watcher } of watchers) watcher.askWhoIsThere();
    await negotiate(sitting, 'second');
    const last = (await sitting.entries('chair')).length;
    for (const seat of ['japan', 'observer']) {
      const own = seat === 'japan' ? [JAPAN] : ['o-unep'];
      for (const said of await everything(sitting, seat, { papers: seat === 'observer' ? ALL_PAPERS : [] }))
        expect(givenAway(said, own), said.slice(0, 4_000)).toEqual([]);
      const refusal = await sitting.person(seat).command(sitting.draft, position(sitting, NORWAY, 'support', 'may'));
      expect([refusal.status, givenAway(JSON.stringify(refusal.body), own)]).toEqual([403, []]);
      for (const { watcher } of watchers.filter((one) => one.seat === seat)) expect(givenAway(watcher.said(), own)).toEqual([]);
      const entries = await sitting.entries(seat);
      expect(entries).toHaveLength(last);
      expect(firstBrokenLink(entries.map(sealedFrom))).toBeNull();
    }
    const [{ watcher }] = watchers as [(typeof watchers)[number]];
    await watcher.until(() => watcher.entries.some(({ event }) => event.type === 'RevisionIssued'));
    expect(watcher.said()).toMatch(/"a delegation"[\s\S]*"Secretariat"|"Secretariat"[\s\S]*"a delegation"/);
    const whole = await sitting.entries('japan');
    expect(watcher.entries).toEqual(whole.slice(watcher.entries[0]!.number - 1, watcher.entries.at(-1)!.number));
  });

  it('[Z2] no id of a delegation’s document is in the text', async () => {
    const info = (await sitting.person('kenya').get<DraftInfo>(`/api/drafts/${sitting.draft}`)).body;
    const writers = new Set(Y.decodeStateVector(Y.encodeStateVector(sitting.client.doc)).keys());
    expect(writers.has(info.clientId)).toBe(false);
    expect(sitting.client.clauses().map(plainText).join()).toContain('Wells');
  });

  it('[Z1] chair and secretariat see names', async () => {
    for (const seat of ['chair', 'drafter-1']) {
      const entries = await sitting.entries(seat);
      expect(JSON.stringify(entries)).toContain('Wanjiru Kamau');
      expect(entries.every(({ commitments }) => commitments === undefined)).toBe(true);
      expect(
        (await saidBy(sitting.person(seat), `/api/drafts/${sitting.draft}/export?format=bracketed`)).includes('Norway'),
      ).toBe(true);
    }
  });

  it('[Z3] a delegation sees its own name and acts, and nobody else’s', async () => {
    const own = (await sitting.entries('kenya')).filter(({ actor }) => actor.participant === KENYA);
    expect(own.map(({ event }) => event.type)).toContain('SilenceBroken');
    expect(own.every(({ actor }) => actor.user === 'Wanjiru Kamau')).toBe(true);
    expect(own.some(({ event }) => 'onBehalfOf' in event && event.onBehalfOf === G77)).toBe(true);
    for (const said of await everything(sitting, 'kenya'))
      expect(
        givenAway(said, [KENYA, 'g-g77']).filter((form) => form !== 'G77'),
        said.slice(0, 4_000),
      ).toEqual([]);
  });

  it('[Z6] a document is had through a stricter lens by everybody, through a looser one by nobody', async () => {
    const path = `/api/drafts/${sitting.draft}/export?format=record`;
    const through = async (seat: string, lens: string) => saidBy(sitting.person(seat), `${path}&lens=${lens}`);
    for (const lens of ['named', 'group']) expect(await through('japan', lens)).toMatch(/^403 /m);
    expect(await through('japan', 'none')).toMatch(/^400 /m);
    expect(givenAway(await through('chair', 'unnamed'))).toEqual([]);
    expect(await through('chair', 'group')).toContain('A delegation (AGN)');
    // Its own name is not in what it gives to others.
    expect(await through('kenya', 'unnamed')).not.toContain('Kenya');
    expect(await saidBy(sitting.person('kenya'), path)).toContain('Kenya');
    for (const said of await everything(sitting, 'chair', { lens: '&lens=unnamed' }))
      expect(givenAway(said), said.slice(0, 4_000)).toEqual([]);
  });

  it('[Z6] by group, groups are told and delegations are not; named again, everybody sees all that was done', async () => {
    const watcher = new Watcher(sitting.person('observer'), `text/${sitting.draft}`);
    sitting.keep(watcher);
    await open('kenya');
    await watcher.until(() => watcher.said().includes('a delegation'));
    expect(watcher.said()).not.toContain('Kamau');
    await sitting.done('chair', { type: 'set-lens', lens: 'group', reason: 'the plenary follows' });
    for (const said of await everything(sitting, 'observer'))
      expect(
        givenAway(said, ['o-unep']).filter((form) => !/^(g-|G77$|Group of 77|Non-Aligned)/.test(form)),
        said.slice(0, 4_000),
      ).toEqual([]);
    const shown = await saidBy(sitting.person('observer'), `/api/drafts/${sitting.draft}/export?format=bracketed`);
    expect([shown.includes('WEOG'), shown.includes('AGN')]).toEqual([true, true]);
    await sitting.done('chair', { type: 'set-lens', lens: 'named', reason: 'the report names names' });
    await watcher.until(() => watcher.entries.some(({ event }) => event.type === 'LensChanged' && event.lens === 'named'));
    await watcher.until(() => watcher.said().includes('Wanjiru Kamau'));
    expect(await sitting.entries('observer')).toEqual(await sitting.entries('chair'));
    expect((await sitting.entries('observer')).some(({ actor }) => isStandIn(actor.participant))).toBe(false);
  });

  it('[Z6] the command line takes a lens, and shows all names where none is said', async () => {
    await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'once more' });
    await sitting.stop();
    const run = (...more: string[]): string =>
      spawnSync(process.execPath, [BIN, 'export', sitting.draft, '--format', 'record', '--data', sitting.data, ...more], {
        encoding: 'utf8',
      }).stdout;
    expect(givenAway(run('--lens', 'unnamed'))).toEqual([]);
    expect(run('--lens', 'unnamed')).toContain('A delegation broke silence');
    expect(run('--lens', 'group')).toContain('A delegation (AGN) broke silence');
    expect(run()).toContain('Kenya broke silence');
    await sitting.start();
  });
});
