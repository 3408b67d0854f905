import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { participantId, type DraftId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { clausesWith, type Silence } from '../../shared/record/silence.ts';
import { readingOf } from '../../shared/record/text-reading.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import type { RunningServer, ServerOptions } from '../../server/main.ts';
import { BIN } from '../operations/command.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SOURCE = `# Draft decision on the archive

1. The Archive is established in Geneva.

2. The Depositary [shall][should] keep the list.

3. Parties are informed in writing.
`;
const HOUR = 3_600_000;
const START = Date.parse('2026-07-01T09:00:00.000Z');
const iso = (moment: number): string => new Date(moment).toISOString();
const NORWAY = participantId('p-no');

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let now: number;
let draft: DraftId;
let people: Record<'chair' | 'drafter' | 'norway' | 'kenya', Person>;
const open: Client[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<void> {
  server = await serve(folder.path, { clock: { now: () => now }, ...options });
  const [chair, drafter, norway, kenya] = await Promise.all(
    ['chair', 'drafter-1', 'norway-1', 'kenya'].map((seat) => signIn(server, seat)),
  );
  people = { chair: must(chair, ''), drafter: must(drafter, ''), norway: must(norway, ''), kenya: must(kenya, '') };
}

async function stop(): Promise<void> {
  for (const client of open.splice(0)) client.close();
  await server.stop();
}

async function enter(person: Person): Promise<Client> {
  const client = await person.open(draft);
  open.push(client);
  return client;
}

async function record(): Promise<readonly Entry[]> {
  return (await people.chair.get<RecordSlice>(`/api/drafts/${draft}/record`)).body.entries;
}

/** Circulates the clauses with these words, or the whole text. */
async function circulate(client: Client, words: readonly string[] | null, hours = 4, who = people.chair): Promise<number> {
  const clauses = words === null ? null : words.map((one) => client.clauseWith(one).id);
  const answer = await who.command(draft, {
    type: 'begin-silence',
    clauses,
    deadline: iso(now + hours * HOUR),
    shortening: hours < 72 ? 'the session ends' : null,
  });
  expect(answer.status).toBe(200);
  return answer.body.entries[0] ?? 0;
}

function silenceIn(entries: readonly Entry[], number: number): Silence {
  return must(replay(entries).silences.get(number), 'the silence');
}

beforeEach(async () => {
  folder = temporaryFolder();
  now = START;
  await start();
  draft = (await people.drafter.import(SOURCE)).draft;
});

afterEach(async () => {
  await stop();
  const verified = spawnSync(process.execPath, [BIN, 'verify', '--data', folder.path], { encoding: 'utf8' });
  folder.forget();
  expect(verified.stderr + verified.stdout).toMatch(/verif/i);
  expect(verified.status).toBe(0);
});

describe('a silence procedure on a running server', () => {
  it('[Q4] passes by itself at the deadline, by the server and by nobody, and everybody hears of it', async () => {
    const watching = await enter(people.norway);
    const number = await circulate(watching, ['Geneva', 'in writing']);
    now = START + 4 * HOUR - 1;
    expect((await people.norway.command(draft, broken(number, watching, 'in writing'))).status).toBe(200);
    now += 1;
    await watching.untilEntry('SilencePassed');
    const entries = await record();
    const passed = must(entries.at(-1), 'an entry');
    expect(passed.event).toEqual({
      type: 'SilencePassed',
      silence: number,
      clauses: [watching.clauseWith('Geneva').id],
      deadline: iso(START + 4 * HOUR),
    });
    expect(passed.actor).toEqual({ seat: 'server', user: 'The server, by itself', participant: 'server', role: 'server' });
    expect(passed.at).toBe(iso(now));
    expect(clausesWith(silenceIn(entries, number), 'broken')).toEqual([watching.clauseWith('in writing').id]);
  });

  it('[Q4] passes at the next start where the server was stopped over the deadline; the entry says both times', async () => {
    const client = await enter(people.chair);
    const number = await circulate(client, null, 72);
    const other = client.clauseWith('in writing').id;
    await people.kenya.command(draft, broken(number, client, 'Geneva', 'p-ke'));
    await stop();
    now = START + 100 * HOUR;
    // Nobody asks this one for anything.
    await (await serve(folder.path, { clock: { now: () => now } })).stop();
    now += HOUR;
    await start();
    const entries = await record();
    const passed = must(
      entries.find(({ event }) => event.type === 'SilencePassed'),
      'the passing',
    );
    expect(passed.event).toMatchObject({ silence: number, deadline: iso(START + 72 * HOUR) });
    expect(passed.at).toBe(iso(START + 100 * HOUR));
    const silence = silenceIn(entries, number);
    expect(clausesWith(silence, 'broken')).toHaveLength(1);
    expect(clausesWith(silence, 'passed')).toContain(other);
    expect(clausesWith(silence, 'running')).toEqual([]);
    // Once, however often it starts.
    await stop();
    await start();
    expect((await record()).length).toBe(entries.length);
    expect((await people.norway.command(draft, { ...broken(number, client, 'in writing'), clauses: [other] })).status).toBe(410);
  });

  it('[L13] puts the clauses on which it passes on the rung that the chair said, behind the passing, also where the server was stopped', async () => {
    const client = await enter(people.chair);
    const clauses = ['Geneva', 'in writing'].map((words) => client.clauseWith(words).id);
    const begin = { type: 'begin-silence', clauses, deadline: iso(now + 72 * HOUR), shortening: null, gives: 'ad-ref' } as const;
    expect((await people.drafter.command(draft, begin)).status).toBe(403);
    const bracketed = await people.chair.command(draft, { ...begin, clauses: null });
    expect(bracketed.body.refusal).toMatchObject({ code: 'brackets-open' });
    expect(bracketed.body.refusal.reason).toContain('Paragraph 2.');
    const number = (await people.chair.command(draft, begin)).body.entries[0] ?? 0;
    expect((await people.norway.command(draft, broken(number, client, 'Geneva'))).status).toBe(200);
    await stop();
    now = START + 100 * HOUR;
    await start();
    const entries = await record();
    expect(entries.slice(-2).map(({ event, actor }) => [event.type, actor.role])).toEqual([
      ['SilencePassed', 'server'],
      ['ClauseAgreed', 'server'],
    ]);
    const by = { on: 'silence', entry: number };
    expect(entries.at(-1)?.event).toMatchObject({ clause: clauses[1], rung: 'ad-ref', by });
    expect([...replay(entries).ladder.agreed.keys()]).toEqual([clauses[1]]);
    const certified = (await people.kenya.get<string>(`/api/drafts/${draft}/silences/${number}/certificate`)).body;
    expect(certified).toContain('Gives         Agreed ad referendum');
    expect(certified).toContain(entries.at(-1)?.hash ?? '-');
    const story = (await people.kenya.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
    expect(story).toContain(`agreed ad referendum (Working group): silence passed on it (begun in record ${number}).`);
  });

  it('[Q4] what comes after the deadline comes after the passing, also where the server has not looked at the clock since', async () => {
    const client = await enter(people.drafter);
    const number = await circulate(client, ['Geneva']);
    now = START + 5 * HOUR;
    // The clock jumps and the change is on its way within the same second.
    client.typeAfter('Geneva', ' and Nairobi');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    const entries = await record();
    expect(clausesWith(silenceIn(entries, number), 'passed')).toHaveLength(1);
    expect(entries.some(({ event }) => event.type === 'SilenceOvertaken')).toBe(false);
  });

  it('[Q5] an edit of a circulated clause ends silence on it, in its transaction; of another it does not', async () => {
    const client = await enter(people.drafter);
    const number = await circulate(client, ['Geneva', 'in writing']);
    client.typeAfter('keep the list', ' up to date');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    expect(clausesWith(silenceIn(await record(), number), 'running')).toHaveLength(2);
    client.typeAfter('Geneva', ' and Nairobi');
    await client.untilEntry('SilenceOvertaken');
    const entries = await record();
    const overtaken = must(entries.at(-1), 'an entry');
    expect(overtaken.event).toEqual({ type: 'SilenceOvertaken', silence: number, clauses: [client.clauseWith('Geneva').id] });
    expect(overtaken.actor.seat).toBe('drafter-1');
    // What was typed back is not what was circulated without a break.
    client.strike(' and Nairobi');
    now += 8 * HOUR;
    await client.untilEntry('SilencePassed');
    const silence = silenceIn(await record(), number);
    expect(clausesWith(silence, 'passed')).toEqual([client.clauseWith('in writing').id]);
    expect(clausesWith(silence, 'overtaken')).toEqual([client.clauseWith('Geneva').id]);
  });

  it('[Q5] so does a decision on a bracket in it, and a restored revision', async () => {
    const client = await enter(people.drafter);
    const issue = (symbol: string) => people.drafter.command(draft, { type: 'issue-revision', symbol });
    expect((await issue('L.1')).status).toBe(200);
    const again = await enter(people.drafter);
    const number = await circulate(again, null);
    expect((await issue('L.2')).status).toBe(200);
    const [clause] = [client.clauseWith('keep the list')];
    expect(clausesWith(silenceIn(await record(), number), 'overtaken')).toEqual([]);
    const proposal = must(clause.runs.flatMap((run) => run.insertions)[0], 'a bracket');
    const version = proposalVersion([clause], proposal);
    const accepted = await people.chair.command(draft, { type: 'accept', proposal, version, falls: [] });
    const entries = await record();
    expect(accepted.body.entries.map((one) => entries[one - 1]?.event.type)).toEqual(['ProposalAccepted']);
    expect(entries.at(-1)?.event).toEqual({ type: 'SilenceOvertaken', silence: number, clauses: [clause.id] });
    const third = await enter(people.drafter);
    third.typeAfter('Geneva', ' and Nairobi');
    await third.until(() => third.acknowledged > 0, 'the acknowledgement');
    const second = await circulate(third, ['Nairobi']);
    await people.drafter.command(draft, { type: 'restore-revision', revision: 1, symbol: 'L.3' });
    expect(clausesWith(silenceIn(await record(), second), 'overtaken')).toHaveLength(1);
  });

  it('[Q3] the versions circulated are those of the text as it stands', async () => {
    const client = await enter(people.norway);
    const number = await circulate(client, null);
    const entries = await record();
    const reading = readingOf(client.clauses(), outcomesOf(replay(entries)));
    expect(entries[number - 1]?.event).toMatchObject({ whole: true, circulated: reading.all() });
  });

  it('[Q6] is certified: what, under which version, until when, by whom it was broken, and the entries with their hashes', async () => {
    const client = await enter(people.norway);
    const number = await circulate(client, ['Geneva', 'keep the list']);
    const path = `/api/drafts/${draft}/silences/${number}/certificate`;
    const before = (await people.kenya.get<string>(path)).body;
    expect(before).toContain('Nobody broke silence.');
    expect(before).toContain('not final');
    await people.norway.command(draft, broken(number, client, 'Geneva'));
    now += 5 * HOUR;
    await client.untilEntry('SilencePassed');
    const answer = await people.kenya.get<string>(path);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const entries = await record();
    const text = answer.body;
    expect(text).toContain('Deadline      1 July 2026, 13:00 UTC');
    expect(text).toContain('below 72 hours: the session ends');
    expect(text).toContain('passed on one clause, broken on one clause');
    expect(text).toContain('Norway, on 1.: without instructions');
    expect(text).toContain('2. The Depositary [shall][should] keep the list.');
    for (const { number: at, hash, event } of entries)
      expect(text.includes(hash), `${at} ${event.type}`).toBe(event.type.startsWith('Silence'));
    expect((await people.kenya.get(`/api/drafts/${draft}/silences/1/certificate`)).status).toBe(404);
    expect((await people.kenya.get(`/api/drafts/${draft}/silences/x/certificate`)).status).toBe(404);
    await stop();
    const printed = spawnSync(
      process.execPath,
      [BIN, 'export', draft, '--format', 'certificate', '--silence', String(number), '--data', folder.path],
      { encoding: 'utf8' },
    );
    expect(printed.stdout).toBe(text);
    const missing = spawnSync(process.execPath, [BIN, 'export', draft, '--format', 'certificate', '--data', folder.path]);
    expect(missing.status).toBe(2);
    await start();
  });

  it('[Q2] is refused to whom it is not for, and changes nothing then', async () => {
    const client = await enter(people.norway);
    const number = await circulate(client, ['Geneva']);
    const before = (await record()).length;
    expect((await people.kenya.command(draft, broken(number, client, 'Geneva'))).status).toBe(403);
    expect((await people.norway.command(draft, { type: 'lift-silence', silence: number, reason: 'x' })).status).toBe(403);
    const short = { type: 'begin-silence', clauses: null, deadline: iso(now + HOUR), shortening: 'haste' } as const;
    expect((await people.drafter.command(draft, short)).status).toBe(403);
    expect((await people.chair.command(draft, { ...short, shortening: null })).body.refusal.reason).toContain('72 hours');
    expect((await people.chair.command(draft, { ...short, deadline: 'tomorrow' })).status).toBe(400);
    expect((await record()).length).toBe(before);
    expect((await people.chair.command(draft, { type: 'lift-silence', silence: number, reason: 'a new text' })).status).toBe(200);
    now += 8 * HOUR;
    const after = await record();
    expect(clausesWith(silenceIn(after, number), 'lifted')).toHaveLength(1);
    expect(after).toHaveLength(before + 1);
  });
});

function broken(number: number, client: Client, words: string, participant: string = NORWAY) {
  return {
    type: 'break-silence',
    silence: number,
    clauses: [client.clauseWith(words).id],
    participant: participantId(participant),
    reason: 'without instructions',
  } as const;
}
