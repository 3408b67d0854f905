import { getDocumentProxy } from 'unpdf';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import type { BroughtReport, ImportReport, Refused } from '../../shared/protocol/api.ts';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import { STEPPED } from '../../shared/protocol/stepped.ts';
import { readStepped, type Coming } from '../../client/papers/stepped-answer.ts';
import { LIMITS, type Limits } from '../../server/limits.ts';
import type { RunningServer } from '../../server/main.ts';
import { wordFile, p, r } from '../formats/word-files.ts';
import { serve, signIn, temporaryFolder, type Answer, type Person } from '../server/harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;

const WORDS = '1. The Board shall meet [twice - Norway] a year, in public, at its seat.\n\n';
const AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>';

async function start(limits: Partial<Limits>): Promise<void> {
  server = await serve(folder.path, { limits, metricsToken: 'token' });
  drafter = await signIn(server, 'drafter-1');
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server.stop();
  folder.forget();
});

const words = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const text = (who: Person, source: string, fileName = 'a.md') =>
  who.ask<ImportReport & Refused>('POST', '/api/drafts', { fileName, source });
const word = (who: Person, file: Uint8Array) =>
  who.ask<ImportReport & Refused>('POST', '/api/drafts/word', { fileName: 'a.docx', file: words(file) });
const bring = (who: Person, file: Uint8Array) =>
  who.ask<BroughtReport & Refused>('POST', `/api/drafts/${draft}/amendments`, {
    file: words(file),
    choices: { authors: [], untracked: true, legend: {} },
  });
const paper = (who: Person, format = 'pdf', signal?: AbortSignal) =>
  fetch(`${server.url}/api/drafts/${draft}/papers/negotiating?format=${format}`, {
    headers: { cookie: who.cookie },
    ...(signal === undefined ? {} : { signal }),
  });
/** A paper that tells its steps. `hear` is given each. */
async function stepped(who: Person, format: string, hear: (step: PaperStep | Coming) => void, signal?: AbortSignal) {
  const response = await fetch(`${server.url}/api/drafts/${draft}/papers/negotiating?format=${format}`, {
    headers: { cookie: who.cookie, accept: STEPPED },
    ...(signal === undefined ? {} : { signal }),
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, STEPPED]);
  return readStepped<PaperStep>(response.body!, hear);
}
const said = ({ status, body }: Answer<Refused>) => [status, body.refusal?.reason];

/** Files that take a while to read. */
const longText = WORDS.repeat(3_000);
const longWord = (): Uint8Array => wordFile(p(r('The Board shall meet twice a year, in public, at its seat.')).repeat(3_000));

async function bytesOf(file: Awaited<ReturnType<typeof stepped>>): Promise<Uint8Array> {
  if (!file.ok) throw new Error(file.refusal);
  return new Uint8Array(await file.value.content.arrayBuffer());
}

/** Resolves once so many pieces of work of a kind wait or are under way. */
async function untilWork(kind: 'files' | 'papers' | 'archives', count: number): Promise<void> {
  const headers = { authorization: 'Bearer token' };
  const pattern = new RegExp(`^travaux_work\\{kind="${kind}"\\} (\\d+)$`, 'm');
  const held = async () => pattern.exec(await (await fetch(`${server.url}/metrics`, { headers })).text())?.[1];
  while ((await held()) !== String(count));
}

describe('files that come in', () => {
  test('[W24] [O10] each kind has so much time, and what takes more is refused in a sentence, while everybody goes on', async () => {
    await start({});
    ({ draft } = (await text(drafter, WORDS)).body);
    await server.stop();
    await start({ files: { ...LIMITS.files, milliseconds: 5 } });
    const norway = await signIn(server, 'norway-1');
    const late = [422, 'The file takes longer to read than a text can need; it is not read.'];
    expect(said(await text(drafter, longText))).toEqual(late);
    expect(said(await text(drafter, AKN, 'a.akn'))).toEqual(late);
    expect(said(await word(drafter, wordFile(p(r('1. Words.')))))).toEqual(late);
    expect(said(await bring(norway, wordFile(p(r('1. Words.')))))).toEqual(late);
    expect((await drafter.desk()).body.drafts.map(({ id }) => id)).toEqual([draft]);
    const client = await drafter.open(draft);
    client.typeAfter('The Board', ' still');
    await client.until(() => client.acknowledged === 1, 'the acknowledgement');
    client.close();
  });

  test('[W24] [O10] each has so much memory, and the server outlives what asks for more', async () => {
    await start({ files: { ...LIMITS.files, megabytes: 24 } });
    const greedy = [422, 'The file asks for more memory than a text can need; it is not read.'];
    expect(said(await text(drafter, longText))).toEqual(greedy);
    expect(said(await word(drafter, longWord()))).toEqual(greedy);
    expect((await text(drafter, WORDS)).status).toBe(201);
    expect((await drafter.desk()).body.drafts).toHaveLength(1);
  });

  test('[W24] nothing is stored or told of what was read for a session that ended meanwhile', async () => {
    await start({});
    ({ draft } = (await text(drafter, WORDS)).body);
    const [other, norway, oslo] = [
      await signIn(server, 'drafter-2'),
      await signIn(server, 'norway-1'),
      await signIn(server, 'norway-2'),
    ];
    const importing = text(drafter, longText);
    await untilWork('files', 1);
    const before = (await other.desk()).body.drafts.length;
    await drafter.ask('DELETE', '/api/session');
    expect((await importing).status).toBe(401);
    expect((await other.desk()).body.drafts).toHaveLength(before);
    const bringing = bring(norway, longWord());
    await untilWork('files', 1);
    await norway.ask('DELETE', '/api/session');
    const refused = await bringing;
    expect(refused.status).toBe(401);
    expect(JSON.stringify(refused.body)).not.toContain('Board');
    expect((await oslo.desk()).body.preparations).toEqual([]);
  });

  test('[O10] a stopping server gives up what is being read, and says so', async () => {
    await start({});
    const importing = text(drafter, longText);
    await untilWork('files', 1);
    const begun = performance.now();
    await server.stop();
    expect(said(await importing)).toEqual([503, 'The server stops, so this was not done. Try again soon.']);
    expect(performance.now() - begun).toBeLessThan(15_000);
    await start({});
    expect((await drafter.desk()).body.drafts).toEqual([]);
  });
});

/** How many processes beside this one it has. */
const children = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;

describe('papers', () => {
  test('[W50] tell each step as it comes, count what is counted, and end with the file, or with why there is none', async () => {
    await start({});
    ({ draft } = (await text(drafter, WORDS.repeat(30))).body);
    const steps: (PaperStep | Coming)[] = [];
    const file = await stepped(drafter, 'pdf', (step) => steps.push(step));
    const names = steps.map(({ name }) => name).filter((name, at, all) => name !== all[at - 1]);
    expect(names).toEqual(['reading', 'composing', 'setting', 'writing', 'coming']);
    for (const counted of ['setting', 'coming'] as const) {
      const counts = steps.flatMap((step) => (step.name === counted ? [step.done] : []));
      const last = steps.findLast((step) => step.name === counted);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(counts.at(-1)).toBe(last !== undefined && 'of' in last ? last.of : null);
    }
    const { numPages } = await getDocumentProxy(await bytesOf(file));
    expect(steps).toContainEqual({ name: 'writing', pages: numPages });
    expect(steps).toContainEqual({ name: 'setting', done: 30, of: 30 });

    const waiting: string[] = [];
    const leaving = new AbortController();
    const first = paper(drafter, 'pdf', leaving.signal).catch(() => null);
    await untilWork('papers', 1);
    const second = stepped(drafter, 'html', ({ name }) => {
      waiting.push(name);
      leaving.abort();
    });
    expect(new TextDecoder().decode(await bytesOf(await second))).toContain('The Board shall meet');
    expect(await first).toBeNull();
    expect(waiting).toEqual(['waiting', 'reading', 'composing', 'writing', 'coming']);
  });

  test('[W50] what is refused before any step is refused as ever, and later behind the steps, with nothing of the paper', async () => {
    await start({ papers: { ...LIMITS.papers, ofOne: 1 } });
    ({ draft } = (await text(drafter, WORDS)).body);
    const [japan, chair] = [await signIn(server, 'japan'), await signIn(server, 'chair')];
    const steps: string[] = [];
    const late = await stepped(japan, 'pdf', ({ name }) => {
      if (!steps.includes(name)) steps.push(name);
      if (name === 'reading') void chair.command(draft, { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
    });
    expect(late).toEqual({ ok: false, refusal: expect.stringContaining('took names out') });
    expect(steps).toEqual(['reading', 'composing', 'setting', 'writing']);
    const ended = stepped(drafter, 'pdf', () => undefined);
    await untilWork('papers', 1);
    const more = await drafter.ask<Refused>('GET', `/api/drafts/${draft}/papers/clean?format=pdf`, undefined, {
      accept: STEPPED,
    });
    expect([more.status, more.body.refusal.reason]).toEqual([429, expect.stringContaining('being written already')]);
    await drafter.ask('DELETE', '/api/session');
    expect(await ended).toEqual({ ok: false, refusal: 'Your session has ended. Sign in again to go on.' });
  });

  test('[W50] [O10] cancelled, its process ends and its turn is free', async () => {
    await start({ papers: { ...LIMITS.papers, ofOne: 1 } });
    ({ draft } = (await text(drafter, WORDS.repeat(1_200))).body);
    const before = children();
    const begun = performance.now();
    let left = 0;
    const leaving = new AbortController();
    const counts: number[] = [];
    const during: number[] = [];
    const given = stepped(
      drafter,
      'pdf',
      (step) => {
        if (step.name === 'setting') counts.push(step.done);
        // While it is being set, some way before its end.
        if (counts.length < 3 || leaving.signal.aborted) return;
        during.push(children());
        left = performance.now();
        leaving.abort();
      },
      leaving.signal,
    );
    expect(await given).toEqual({ ok: false, refusal: expect.stringContaining('broke before the whole file') });
    await untilWork('papers', 0);
    // Most of it would have come yet.
    expect(performance.now() - left).toBeLessThan(left - begun);
    expect([...during, children()]).toEqual([before + 1, before]);
    expect(counts.at(-1)).toBeLessThan(1_200);
    expect((await paper(drafter, 'md')).status).toBe(200);
  });

  test('[O10] one seat has so many waiting or under way, and others are written all the same', async () => {
    await start({ papers: { ...LIMITS.papers, ofOne: 1 } });
    ({ draft } = (await text(drafter, WORDS)).body);
    const kenya = await signIn(server, 'kenya');
    const [first, second, other] = await Promise.all([paper(drafter), paper(drafter), paper(kenya, 'html')]);
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 429]);
    expect(other.status).toBe(200);
  });

  test('[O10] each has so much time and memory', async () => {
    await start({ papers: { ...LIMITS.papers, milliseconds: 5 } });
    ({ draft } = (await text(drafter, WORDS)).body);
    const late = await paper(drafter, 'html');
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('longer to write')]);
    await server.stop();
    await start({ papers: { ...LIMITS.papers, megabytes: 32 } });
    const long = (await text(drafter, WORDS.repeat(2_000))).body.draft;
    const greedy = await fetch(`${server.url}/api/drafts/${long}/papers/negotiating?format=docx`, {
      headers: { cookie: drafter.cookie },
    });
    expect([greedy.status, await greedy.text()]).toEqual([422, expect.stringContaining('more memory')]);
    expect((await paper(drafter, 'html')).status).toBe(200);
  });

  test('[O10] what nobody waits for any more is given up', async () => {
    await start({ papers: { ...LIMITS.papers, ofOne: 1 } });
    ({ draft } = (await text(drafter, WORDS)).body);
    const leaving = new AbortController();
    const given = paper(drafter, 'pdf', leaving.signal).catch(() => null);
    await untilWork('papers', 1);
    expect((await paper(drafter, 'html')).status).toBe(429);
    leaving.abort();
    expect(await given).toBeNull();
    await untilWork('papers', 0);
    expect((await paper(drafter, 'html')).status).toBe(200);
  });

  test('[Z6] what was written while more names were shown is given to nobody once fewer are', async () => {
    await start({ papers: { ...LIMITS.papers, ofOne: 1 } });
    ({ draft } = (await text(drafter, WORDS)).body);
    const [japan, chair] = [await signIn(server, 'japan'), await signIn(server, 'chair')];
    const archive = (await japan.ask<{ readonly id: string }>('POST', '/api/archives', { draft, lens: null })).body.id;
    await untilWork('archives', 1);
    await untilWork('archives', 0);
    expect((await japan.get(`/api/archives/${archive}`)).body).toMatchObject({ state: 'ready', why: null });
    const writing = paper(japan);
    await untilWork('papers', 1);
    await chair.command(draft, { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
    const given = await writing;
    expect([given.status, await given.text()]).toEqual([409, expect.stringContaining('took names out')]);
    expect((await japan.get(`/api/archives/${archive}/file`)).status).toBe(410);
    expect((await japan.get(`/api/archives/${archive}`)).status).toBe(404);
    expect(await (await paper(japan, 'html')).text()).not.toContain('Norway');
  });
});
