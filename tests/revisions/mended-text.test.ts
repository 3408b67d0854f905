import { afterEach, beforeEach, expect, test } from 'vitest';
import { statuses } from '../../shared/projection/status.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { replay } from '../../shared/record/evolve.ts';
import { runningOn } from '../../shared/record/silence.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Client } from '../server/harness.ts';
import { proposalReading } from '../server/sitting.ts';
import { Meeting } from './meeting.ts';

const SOURCE = `# Draft

1. Parties shall [promptly] [and fully] report.

2. The report is public[, where possible,], and yearly [, if asked,].

3. It is sent [early ] to all.
`;
const READ = ['Parties shall promptly report.', 'The report is public, and yearly.', 'It is sent early to all.'];
const NUMBERED = READ.map((words, at) => `${at + 1}. ${words}`);

let meeting: Meeting;
beforeEach(async () => {
  meeting = await Meeting.begin(SOURCE);
});
afterEach(() => meeting.end());

/** The chair decides all brackets, has the first paragraph agreed and circulates the second. */
async function decideAll(client: Client): Promise<void> {
  await meeting.accept(client, 'promptly');
  await meeting.drop(client, 'and fully');
  await meeting.drop(client, ', where possible,');
  await meeting.drop(client, ', if asked,');
  await meeting.accept(client, 'early ');
  const state = replay((await meeting.info()).entries);
  const [, first, second] = client.clauses();
  if (first === undefined || second === undefined) throw new Error('the text has three paragraphs');
  const version = clauseVersion(first, outcomesOf(state)) ?? '';
  const agree = { type: 'agree' as const, rung: 'ad-ref', clauses: [{ clause: first.id, version }] };
  expect((await meeting.chair.command(meeting.draft, agree)).status).toBe(200);
  const deadline = new Date(Date.now() + 100 * 3_600_000).toISOString();
  const silence = { type: 'begin-silence' as const, clauses: [second.id], deadline, shortening: null };
  expect((await meeting.chair.command(meeting.draft, silence)).status).toBe(200);
}

test('[R18] what brackets left behind is not written in the next revision: no second blank, no comma at the end; all else goes on', async () => {
  const client = await meeting.open();
  await decideAll(client);
  expect(client.words().slice(1)).not.toEqual(READ);
  expect((await meeting.shown('')).slice(1)).toEqual(NUMBERED);

  expect(await meeting.issue('Rev.1')).toBe(200);
  const { entries } = await meeting.info();
  const next = await meeting.open();
  const [, first, second, third] = next.clauses();
  // The third has its blank within words that were accepted, and can be reopened: it is read mended, and stays as it is.
  expect(next.words().slice(1)).toEqual([READ[0], READ[1], 'It is sent early  to all.']);
  expect(entries.at(-1)?.event).toMatchObject({ type: 'RevisionIssued', mended: [first?.id, second?.id] });
  const state = replay(entries);
  expect([...statuses(next.clauses(), state).keys()]).toEqual([first?.id]);
  expect(runningOn(state.silences, second!.id)).not.toBeNull();

  const moments = ['', '?revision=1', `?entry=${entries.length - 1}`, `?entry=${entries.length}`];
  for (const moment of moments) expect((await meeting.shown(moment)).slice(1), moment).toEqual(NUMBERED);
  expect((await meeting.text('?revision=1')).clauses).toEqual(client.clauses());
  const reopen = { type: 'reopen' as const, proposal: proposalReading(next, 'early '), reason: 'new facts' };
  expect((await meeting.chair.command(meeting.draft, reopen)).status).toBe(200);
  expect((await meeting.shown('')).at(-1)).toBe('3. It is sent [early ] to all.');
  expect(third?.runs.map(({ text }) => text)).toEqual(['It is sent ', 'early ', ' to all.']);
  await meeting.verifies();
});

test('[R18] [R13] a text that is gone back to is mended as it was when it was issued, and what was agreed in it stays so', async () => {
  const client = await meeting.open();
  await decideAll(client);
  await meeting.issue('Rev.1');
  const issued = (await meeting.open()).clauses();
  const restore = { type: 'restore-revision' as const, revision: 1, symbol: 'Rev.2' };
  expect((await meeting.drafter.command(meeting.draft, restore)).status).toBe(200);
  const { entries } = await meeting.info();
  const [first, again] = entries.flatMap(({ event }) => (event.type === 'RevisionIssued' ? [event] : []));
  expect(again?.mended).toEqual(first?.mended);
  expect([again?.unsettled, again?.readsOtherwise]).toEqual([undefined, undefined]);
  const next = await meeting.open();
  expect(next.clauses()).toEqual(issued);
  expect(statuses(next.clauses(), replay(entries)).size).toBe(1);
  await meeting.verifies();
});
