import { unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { DraftId } from '../../shared/base/ids.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import type { Participant, Seat } from '../../shared/participants/participant.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { EXPORT_FORMATS, type ArchiveInfo, type SessionInfo } from '../../shared/protocol/api.ts';
import type { RunningServer } from '../../server/main.ts';
import { SAMPLE_SEATS } from '../../server/sample/seats.ts';
import { onlyDraft, serve, signIn, temporaryFolder, type Person } from './harness.ts';
import { routeTable } from './route-table.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let draft: DraftId;
let preparation: string;
/** Who did anything in the draft, but for those who are named as offices. */
let acting: readonly Participant[];
const people: Record<string, Person> = {};

beforeAll(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { sample: true });
  for (const { seat } of server.links) people[seat.id] = await signIn(server, seat.id);
  draft = await onlyDraft(as('drafter-1'));
  const reader = await as('norway-1').open(draft);
  preparation = (await as('norway-1').prepare(draft, reader.clauses().slice(0, 1))).body.id;
  const silence = { type: 'begin-silence', clauses: [reader.clauses()[0]!.id], gives: undefined } as const;
  const begun = await as('chair').command(draft, { ...silence, deadline: inAMonth(), shortening: null });
  expect(begun.status).toBe(200);
  await as('chair').command(draft, { type: 'issue-revision', symbol: 'A/CONF.1/1' });
  reader.close();
  const record = JSON.stringify((await as('chair').get(`/api/drafts/${draft}/record`)).body);
  acting = ROSTER.filter(({ id }) => record.includes(`"${id}"`) && id !== 'p-chair' && id !== 'p-secretariat');
  expect(acting.length).toBeGreaterThan(8);
});
afterAll(async () => {
  await server.stop();
  folder.forget();
});

function as(seat: string): Person {
  const person = people[seat];
  if (person === undefined) throw new Error(`nobody sits at ${seat}`);
  return person;
}

function inAMonth(): string {
  return new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
}

/** Every way to ask at a route; one that is not here is a route that was not thought of. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/healthz': [''],
  '/readyz': [''],
  '/metrics': [''],
  '/api/session': [''],
  '/api/desk': [''],
  '/api/seats': [''],
  '/api/checkpoint': [''],
  '/api/recoveries': [''],
  '/api/drafts/:draft': [''],
  '/api/drafts/:draft/look': [''],
  '/api/drafts/:draft/record': ['', '?after=10'],
  '/api/drafts/:draft/text': ['', '?shown=1', '?entry=20&shown=1', '?revision=1&shown=1'],
  '/api/drafts/:draft/compare': ['?from=entry-1&to=now', '?from=revision-1&to=entry-20'],
  '/api/drafts/:draft/export': EXPORT_FORMATS.flatMap((format) =>
    ['', '&entry=20', '&revision=1', '&tags=1', '&lens=unnamed'].map((more) => `?format=${format}${more}`),
  ),
  '/api/drafts/:draft/papers/:paper': ['?format=html', '?format=html&entry=20', '?format=docx&tags=1'],
  '/api/drafts/:draft/silences/:silence/certificate': ['', '?lens=unnamed'],
  '/api/preparations/:preparation': [''],
  '/api/archives/:archive': [''],
  '/api/archives/:archive/file': [''],
};

/** What the parts of an address are. */
async function partsOf(who: Person): Promise<Readonly<Record<string, readonly string[]>>> {
  const began = await as('chair').get<{
    readonly entries: readonly { readonly number: number; readonly event: { readonly type: string } }[];
  }>(`/api/drafts/${draft}/record`);
  const silences = began.body.entries.filter(({ event }) => event.type === 'SilenceBegan').map(({ number }) => String(number));
  expect(silences.length).toBeGreaterThan(0);
  const { id } = (await who.ask<ArchiveInfo>('POST', '/api/archives', { draft, lens: null })).body;
  const state = async () => (await who.get<ArchiveInfo>(`/api/archives/${id}`)).body.state;
  while ((await state()) === 'writing');
  return { draft: [draft], paper: PAPERS, silence: silences, preparation: [preparation], archive: [id] };
}

function addressesOf(path: string, parts: Readonly<Record<string, readonly string[]>>): string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (name === undefined) return [path];
  const values = parts[name];
  if (values === undefined) throw new Error(`nothing is known for :${name}`);
  return values.flatMap((value) => addressesOf(path.replace(`:${name}`, value), parts));
}

/** All that an answer says, headers too, whatever it is packed in. */
async function said(who: Person, address: string): Promise<{ readonly status: number; readonly words: string }> {
  const response = await fetch(`${server.url}${address}`, { headers: { cookie: who.cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  const words = address === '/api/session' ? seatIn(bytes) : await decoded(bytes);
  return { status: response.status, words: `${headers}\n${words}` };
}

/** Who takes part at all is no secret: of what a session tells, one's own seat and all who can be named, the seat alone counts. */
function seatIn(bytes: Uint8Array): string {
  return JSON.stringify((JSON.parse(Buffer.from(bytes).toString('utf8')) as SessionInfo).seat);
}

async function decoded(bytes: Uint8Array): Promise<string> {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (beginning.startsWith('PK')) {
    const parts = await Promise.all(
      Object.entries(unzipSync(bytes)).map(async ([name, part]) => `${name}\n${await decoded(part)}`),
    );
    return parts.join('\n');
  }
  const plain = Buffer.from(bytes).toString('utf8');
  if (beginning !== '%PDF') return plain;
  const document = await getDocumentProxy(bytes.slice());
  const { text } = await extractText(document, { mergePages: true });
  // What is packed in it is in the text; packed, it may by chance spell anything.
  const open = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/stream\r?\n.*?endstream/gs, '');
  return `${text}\n${JSON.stringify(await document.getMetadata())}\n${open}`;
}

/** A name that the chair wrote into a reason: a lens leaves what somebody wrote as it is. */
const SAID_IN_A_REASON = 'Brazil had asked for the floor';

/** Ids and names of people and participants that are given away; offices are named, and groups where the lens names them. */
function givenAway(
  words: string,
  { own, lens }: { readonly own: Pick<Seat, 'id' | 'participant'>; readonly lens: 'group' | 'unnamed' },
): string[] {
  const seats = SAMPLE_SEATS.filter(({ id }) => id !== own.id);
  const forms = [
    ...seats.filter((seat) => seat.participant !== own.participant && !ROLES.has(seat.id)).map(({ id }) => `"${id}"`),
    ...seats.map(({ name }) => name),
    ...acting
      .filter(({ id, kind }) => id !== own.participant && !(lens === 'group' && kind === 'group'))
      .flatMap(({ id, name }) => [id, name]),
  ];
  const whole = words.replaceAll(/\s+/g, ' ').replaceAll(SAID_IN_A_REASON, '');
  return forms.filter((form) => whole.includes(form) && new RegExp(`(?<![\\w-])${RegExp.escape(form)}(?![\\w-])`).test(whole));
}

/** Seats that are called as roles are, of which a schema speaks. */
const ROLES: ReadonlySet<string> = new Set(['chair', 'observer']);

describe('what a delegate and an observer are told, whatever they ask for (invariant 9)', () => {
  test.each([
    { lens: 'unnamed', seat: 'japan' },
    { lens: 'unnamed', seat: 'observer' },
    { lens: 'group', seat: 'observer' },
  ] as const)('[Z2] [Z6] [W35] $lens: no answer to $seat names anybody', async ({ lens, seat }) => {
    const own = must(
      SAMPLE_SEATS.find(({ id }) => id === seat),
      'the seat',
    );
    await as('chair').command(draft, { type: 'set-lens', lens, reason: 'informal informals' });
    const who = as(seat);
    const parts = await partsOf(who);
    const routes = routeTable().filter(({ method }) => method === 'GET');
    const leaks: string[] = [];
    for (const { path } of routes) {
      const queries = QUERIES[path];
      if (queries === undefined) throw new Error(`${path} is new: say how it is asked`);
      for (const address of addressesOf(path, parts).flatMap((one) => queries.map((query) => `${one}${query}`))) {
        const { status, words } = await said(who, address);
        expect([address, status]).toEqual([address, REFUSED[path] ?? 200]);
        leaks.push(...givenAway(words, { own, lens }).map((form) => `${form}: ${address}`));
      }
    }
    expect(leaks).toEqual([]);
  });

  test('[Z1] the scan finds names where they are shown', async () => {
    const { words } = await said(as('chair'), `/api/drafts/${draft}/papers/negotiating?format=docx`);
    const own = must(SAMPLE_SEATS[0], 'a seat');
    expect(givenAway(words, { own, lens: 'unnamed' })).toEqual(expect.arrayContaining(['Norway', 'Kenya', 'Egypt']));
    const record = await said(as('chair'), `/api/drafts/${draft}/record`);
    expect(givenAway(record.words, { own, lens: 'unnamed' })).toEqual(
      expect.arrayContaining(['"kenya"', 'Wanjiru Kamau', 'p-jp']),
    );
  });
});

/** Of routes that do not answer these seats. */
const REFUSED: Readonly<Record<string, number>> = {
  '/metrics': 404,
  '/api/seats': 403,
  '/api/preparations/:preparation': 404,
};
