import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { participantId, type DraftId, type ProposalId } from '../../shared/base/ids.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import { FILE_FORMATS } from '../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import { EXPORT_FORMATS, type DraftInfo, type RecordSlice } from '../../shared/protocol/api.ts';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { sealedFrom } from '../../shared/record/masking.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { plainText } from '../../shared/text/clause.ts';
import { SAMPLE_SEATS } from '../../server/sample/seats.ts';
import type { RunningServer } from '../../server/main.ts';
import { BIN } from '../operations/command.ts';
import { spawnSync } from 'node:child_process';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';
import { saidBy, Watcher } from './watcher.ts';

const SOURCE = `# Draft decision on wells

## Article 1

1. The Board [shall - Norway][should - Kenya; Brazil delete][is to - G77] meet [twice - Egypt on behalf of NAM] a year.

2. The Board [may] sit in private.

3. Wells are listed in writing.
`;
const AT = Date.parse('2026-07-01T09:00:00.000Z');
const NORWAY = participantId('p-no');
const KENYA = participantId('p-ke');
const BRAZIL = participantId('p-br');
const JAPAN = participantId('p-jp');
const G77 = participantId('g-g77');

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let draft: DraftId;
let client: Client;
const people: Record<string, Person> = {};
const here: { close(): void }[] = [];
const as = (seat: string): Person => people[seat]!;

async function give(seat: string, command: Command): Promise<number> {
  const answer = await as(seat).command(draft, command);
  expect(answer.status, `${seat} ${command.type}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body.entries[0] ?? 0;
}

function proposal(words: string): ProposalId {
  for (const { runs } of client.clauses())
    for (const run of runs) if (run.text === words && run.insertions[0] !== undefined) return run.insertions[0];
  throw new Error(`no proposal ${words}`);
}

const seen = (words: string) => ({ proposal: proposal(words), version: proposalVersion(client.clauses(), proposal(words)) });
const entriesFor = async (seat: string): Promise<readonly Entry[]> =>
  (await as(seat).get<RecordSlice>(`/api/drafts/${draft}/record`)).body.entries;

/** All that can happen in a draft, by everybody but Japan and the observer. */
async function negotiate(round: string): Promise<void> {
  const [may, wells] = [client.clauseWith('sit in private').id, client.clauseWith('Wells')];
  await give('chair', { type: 'open-meeting', name: `${round} meeting`, body: 'Committee of the Whole' });
  await give('norway-1', position(NORWAY, 'oppose', 'should'));
  await give('kenya', { ...position(KENYA, 'support', 'should'), onBehalfOf: G77 });
  await give('drafter-1', position(BRAZIL, 'reserve', 'should'));
  await give('kenya', {
    type: 'take-position',
    proposal: proposal('shall'),
    participant: KENYA,
    onBehalfOf: null,
    stance: 'prefer-another',
    preferred: proposal('should'),
  });
  await give('brazil', { type: 'sponsor', proposal: proposal('shall'), participant: BRAZIL });
  await give('brazil', { type: 'leave', proposal: proposal('shall'), participant: BRAZIL });
  await give('drafter-1', { type: 'attribute', proposal: proposal('may'), proposer: NORWAY, onBehalfOf: null });
  await give('chair', { type: 'park', proposal: proposal('shall'), owner: 'Ms Solheim', returns: '2026-07-10', reason: '' });
  await give('chair', { type: 'call-back', proposal: proposal('shall'), note: '' });
  await give('chair', { type: 'reserve', proposal: proposal('shall'), participant: KENYA, reason: 'wishes' });
  await give('chair', { type: 'call-back', proposal: proposal('shall'), note: '' });
  await give('chair', { type: 'refer', proposal: proposal('shall'), body: 'Drafting Committee', note: '' });
  await give('chair', { type: 'call-back', proposal: proposal('shall'), note: '' });
  const words = `Springs, ${round}, and `;
  const preparation = (await as('norway-1').prepare(draft, [wells])).body;
  const room = await as('norway-1').openPreparation(preparation);
  room.typeAfter('', words);
  await room.until(() => room.acknowledged > 0, 'what was prepared');
  const tabled = await give('norway-1', { type: 'table', preparation: preparation.id, rationale: 'so that all know' });
  room.close();
  const event = (await entriesFor('chair'))[tabled - 1]?.event;
  const { proposal: tabledOne } = event as { readonly proposal: ProposalId };
  await give('norway-1', { type: 'withdraw', proposal: tabledOne, participant: participantId('p-no') });
  const silence = await give('chair', {
    type: 'begin-silence',
    clauses: [may],
    deadline: iso(4),
    shortening: 'the session ends',
  });
  await give('kenya', { type: 'break-silence', silence, clauses: [may], participant: KENYA, reason: 'no instructions yet' });
  const other = await give('chair', { type: 'begin-silence', clauses: [wells.id], deadline: iso(4), shortening: 'likewise' });
  await give('chair', { type: 'lift-silence', silence: other, reason: 'the words will change' });
  const vote = await give('chair', {
    type: 'open-vote',
    question: { on: 'proposal', proposal: proposal('may') },
    version: seen('may').version,
    method: 'roll-call',
    majority: 'simple',
    members: null,
  });
  await give('norway-1', { type: 'cast-vote', vote, participant: NORWAY, choice: 'for' });
  await give('drafter-1', { type: 'cast-vote', vote, participant: BRAZIL, choice: 'against' });
  await give('kenya', { type: 'explain-vote', vote, participant: KENYA, explanation: 'it is early' });
  await give('chair', { type: 'call-off-vote', vote, reason: 'we go on' });
  await give('chair', {
    type: 'relate',
    proposals: [proposal('shall'), proposal('should')],
    relation: round === 'first' ? 'exclusive' : 'cumulative',
  });
  await give('chair', { type: 'drop', ...seen('is to'), ground: 'no support' });
  await give('chair', { type: 'reopen', proposal: proposal('is to'), reason: 'support after all' });
  client.typeAfter('in private', ` ${round}`);
  await client.until(() => client.acknowledged > 0, 'the words');
  await give('chair', { type: 'issue-revision', symbol: `WELLS/${round}` });
  client.close();
  client = await as('drafter-1').open(draft);
  here.push(client);
  await give('chair', {
    type: 'close-meeting',
    opened: (await entriesFor('chair')).findLast(({ event }) => event.type === 'MeetingOpened')!.number,
  });
}

const iso = (hours: number): string => new Date(AT + hours * 3_600_000).toISOString();
const position = (participant: typeof NORWAY, stance: 'support' | 'oppose' | 'reserve', words: string) =>
  ({ type: 'take-position', proposal: proposal(words), participant, onBehalfOf: null, stance }) as const;

/** Written from one manuscript, whatever the format. */
const ALL_PAPERS = [
  ...PAPERS.map((paper) => `${paper}?format=docx`),
  ...FILE_FORMATS.map((format) => `negotiating?format=${format}`),
];

/** Everything that a seat can ask for of the draft. */
async function everything(seat: string, { lens = '', papers = ALL_PAPERS.slice(0, 1) } = {}): Promise<string[]> {
  const base = `/api/drafts/${draft}`;
  const silences = (await entriesFor('chair')).filter(({ event }) => event.type === 'SilenceBegan').map(({ number }) => number);
  const paths = [
    ...(lens === '' ? [base, `${base}/record`, `${base}/record?after=9`, `${base}/text?shown=1`, `${base}/look`] : []),
    ...(lens === ''
      ? [`${base}/text?entry=4&shown=1`, `${base}/compare?from=entry-1&to=now`, '/api/desk', '/api/checkpoint']
      : []),
    ...(lens === '' ? ['/api/recoveries', '/api/seats', '/api/nothing', `${base}/commands`] : []),
    ...EXPORT_FORMATS.flatMap((format) => [
      `${base}/export?format=${format}${lens}`,
      `${base}/export?format=${format}&entry=20${lens}`,
    ]),
    ...papers.map((paper) => `${base}/papers/${paper}${lens}`),
    ...silences.map((silence) => `${base}/silences/${silence}/certificate?x=1${lens}`),
  ];
  return Promise.all(paths.map((path) => saidBy(as(seat), path)));
}

/** Where somebody is given away: by name, id, seat or person. The chair and the secretariat are offices, and named. */
function givenAway(said: string, but: readonly string[] = []): string[] {
  const acting = SAMPLE_SEATS.filter(({ participant }) => !but.includes(participant));
  const named = new Set(['p-no', 'p-ke', 'p-br', 'p-jp', 'p-eg', 'g-nam', 'g-g77', 'o-unep'].filter((id) => !but.includes(id)));
  const forms = [
    ...acting.flatMap(({ id, name }) => [`"${id}"`, name]),
    ...ROSTER.filter(({ id }) => named.has(id)).flatMap(({ id, name }) => [id, name]),
    'Solheim',
    'G77',
  ];
  return forms.filter((form) => new RegExp(`(?<![A-Za-z0-9_-])${form}(?![A-Za-z0-9_-])`).test(said) && form !== '"chair"');
}

beforeAll(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { clock: { now: () => AT } });
  for (const { seat } of server.links) people[seat.id] = await signIn(server, seat.id);
  draft = (await as('drafter-1').import(SOURCE)).draft;
  client = await as('drafter-1').open(draft);
  here.push(client);
  for (const seat of ['norway-1', 'kenya', 'chair', 'observer']) here.push(await as(seat).open(draft));
  await negotiate('first');
  await give('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
});

afterAll(async () => {
  for (const one of here) one.close();
  await server.stop();
  folder.forget();
});

describe('a draft under the Chatham House Rule', () => {
  it('[Z2] no byte of anything that a delegation or an observer is sent names another (invariant 9)', async () => {
    const watchers = ['japan', 'observer'].flatMap((seat) =>
      [`text/${draft}`, `text/${draft}/1`].map((room) => ({ seat, watcher: new Watcher(as(seat), room) })),
    );
    for (const { watcher } of watchers) {
      here.push(watcher);
      await watcher.until(() => watcher.frames.length > 1);
    }
    here.push(await as('kenya').open(draft), await as('norway-2').open(draft), await as('drafter-2').open(draft));
    await negotiate('second');
    const last = (await entriesFor('chair')).length;
    for (const seat of ['japan', 'observer']) {
      const own = seat === 'japan' ? [JAPAN] : ['o-unep'];
      for (const said of await everything(seat, { papers: seat === 'observer' ? ALL_PAPERS : [] }))
        expect(givenAway(said, own), said.slice(0, 4_000)).toEqual([]);
      const refusal = await as(seat).command(draft, position(NORWAY, 'support', 'may'));
      expect([refusal.status, givenAway(JSON.stringify(refusal.body), own)]).toEqual([403, []]);
      for (const { watcher } of watchers.filter((one) => one.seat === seat)) {
        watcher.askWhoIsThere();
        expect(givenAway(watcher.said(), own)).toEqual([]);
      }
      const entries = await entriesFor(seat);
      expect(entries).toHaveLength(last);
      expect(firstBrokenLink(entries.map(sealedFrom))).toBeNull();
    }
    const [{ watcher }] = watchers as [(typeof watchers)[number]];
    await watcher.until(() => watcher.entries.some(({ event }) => event.type === 'RevisionIssued'));
    expect(watcher.said()).toMatch(/"a delegation"[\s\S]*"Secretariat"|"Secretariat"[\s\S]*"a delegation"/);
    const whole = await entriesFor('japan');
    expect(watcher.entries).toEqual(whole.slice(watcher.entries[0]!.number - 1, watcher.entries.at(-1)!.number));
  });

  it('[Z2] no id of a delegation’s document is in the text', async () => {
    const info = (await as('kenya').get<DraftInfo>(`/api/drafts/${draft}`)).body;
    const writers = new Set(Y.decodeStateVector(Y.encodeStateVector(client.doc)).keys());
    expect(writers.has(info.clientId)).toBe(false);
    expect(client.clauses().map(plainText).join()).toContain('Wells');
  });

  it('[Z1] chair and secretariat see names', async () => {
    for (const seat of ['chair', 'drafter-1']) {
      const entries = await entriesFor(seat);
      expect(JSON.stringify(entries)).toContain('Wanjiru Kamau');
      expect(entries.every(({ commitments }) => commitments === undefined)).toBe(true);
      expect((await saidBy(as(seat), `/api/drafts/${draft}/export?format=bracketed`)).includes('Norway')).toBe(true);
    }
  });

  it('[Z3] a delegation sees its own name and acts, and nobody else’s', async () => {
    const own = (await entriesFor('kenya')).filter(({ actor }) => actor.participant === KENYA);
    expect(own.map(({ event }) => event.type)).toContain('SilenceBroken');
    expect(own.every(({ actor }) => actor.user === 'Wanjiru Kamau')).toBe(true);
    expect(own.some(({ event }) => 'onBehalfOf' in event && event.onBehalfOf === G77)).toBe(true);
    for (const said of await everything('kenya'))
      expect(
        givenAway(said, [KENYA, 'g-g77']).filter((form) => form !== 'G77'),
        said.slice(0, 4_000),
      ).toEqual([]);
  });

  it('[Z6] a document is had through a stricter lens by everybody, through a looser one by nobody', async () => {
    const path = `/api/drafts/${draft}/export?format=record`;
    const through = async (seat: string, lens: string) => saidBy(as(seat), `${path}&lens=${lens}`);
    for (const lens of ['named', 'group']) expect(await through('japan', lens)).toMatch(/^403 /m);
    expect(await through('japan', 'none')).toMatch(/^400 /m);
    expect(givenAway(await through('chair', 'unnamed'))).toEqual([]);
    expect(await through('chair', 'group')).toContain('A delegation (AGN)');
    // Its own name is not in what it gives to others.
    expect(await through('kenya', 'unnamed')).not.toContain('Kenya');
    expect(await saidBy(as('kenya'), path)).toContain('Kenya');
    for (const said of await everything('chair', { lens: '&lens=unnamed' }))
      expect(givenAway(said), said.slice(0, 4_000)).toEqual([]);
  });

  it('[Z6] by group, groups are told and delegations are not; named again, everybody sees all that was done', async () => {
    const watcher = new Watcher(as('observer'), `text/${draft}`);
    here.push(watcher, await as('kenya').open(draft));
    await watcher.until(() => watcher.said().includes('a delegation'));
    expect(watcher.said()).not.toContain('Kamau');
    await give('chair', { type: 'set-lens', lens: 'group', reason: 'the plenary follows' });
    for (const said of await everything('observer'))
      expect(
        givenAway(said, ['o-unep']).filter((form) => !/^(g-|G77$|Group of 77|Non-Aligned)/.test(form)),
        said.slice(0, 4_000),
      ).toEqual([]);
    const shown = await saidBy(as('observer'), `/api/drafts/${draft}/export?format=bracketed`);
    expect([shown.includes('WEOG'), shown.includes('AGN')]).toEqual([true, true]);
    await give('chair', { type: 'set-lens', lens: 'named', reason: 'the report names names' });
    await watcher.until(() => watcher.entries.some(({ event }) => event.type === 'LensChanged' && event.lens === 'named'));
    await watcher.until(() => watcher.said().includes('Wanjiru Kamau'));
    expect(await entriesFor('observer')).toEqual(await entriesFor('chair'));
    expect((await entriesFor('observer')).some(({ actor }) => isStandIn(actor.participant))).toBe(false);
  });

  it('[Z6] the command line takes a lens, and shows all names where none is said', async () => {
    await give('chair', { type: 'set-lens', lens: 'unnamed', reason: 'once more' });
    await server.stop();
    const run = (...more: string[]): string =>
      spawnSync(process.execPath, [BIN, 'export', draft, '--format', 'record', '--data', folder.path, ...more], {
        encoding: 'utf8',
      }).stdout;
    expect(givenAway(run('--lens', 'unnamed'))).toEqual([]);
    expect(run('--lens', 'unnamed')).toContain('A delegation broke silence');
    expect(run('--lens', 'group')).toContain('A delegation (AGN) broke silence');
    expect(run()).toContain('Kenya broke silence');
    server = await serve(folder.path, { clock: { now: () => AT } });
  });
});
