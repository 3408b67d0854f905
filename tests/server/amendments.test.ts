import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { preparationId, type DraftId } from '../../shared/base/ids.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import type { BroughtReport, Refused } from '../../shared/protocol/api.ts';
import { travaux } from '../e2e/travaux.ts';
import { EditedWord } from '../formats/word-edits.ts';
import { p, r, wordFile } from '../formats/word-files.ts';
import type { Answer, Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = ['## Article 1', '1. Parties [shall - Kenya] report.', '2. They meet in May.', '3. They may object.'].join('\n\n');
const US = 'A. Hansen';

let sitting: Sitting;
let drafter: Person;
let norway: Person;
let draft: DraftId;
let drafting: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [drafter, norway] = await sitting.seats('drafter-1', 'norway-1');
  ({ draft, client: drafting } = sitting);
});

afterEach(() => sitting.end());

/** A paper of the draft as it is saved, in the hands of somebody who edits it. */
async function paperOf(person: Person, paper = 'negotiating'): Promise<EditedWord> {
  const response = await fetch(`${person.url}/api/drafts/${draft}/papers/${paper}?format=docx`, {
    headers: { cookie: person.cookie, origin: person.url },
  });
  expect(response.status).toBe(200);
  return new EditedWord(new Uint8Array(await response.arrayBuffer()));
}

function bring(person: Person, file: Uint8Array, choices?: FileChoices, to = draft): Promise<Answer<BroughtReport & Refused>> {
  const body = { file: Buffer.from(file).toString('base64'), ...(choices === undefined ? {} : { choices }) };
  return person.ask('POST', `/api/drafts/${to}/amendments`, body);
}

/** What Norway's capital makes of the paper. */
async function fromOslo(): Promise<Uint8Array> {
  const word = await paperOf(norway);
  const second = word.clause(drafting.clauseWith('meet in May').id);
  word.comment(word.insert(second, 'They meet'.length, ' at least once', US), 'They may wish to meet again.', US);
  word.addBehind(second, 'They publish a report.', US);
  return word.bytes();
}

test('[W44] a delegation’s file is looked at, then made a preparation of its own, which it tables; the draft may have moved on', async () => {
  const file = await fromOslo();
  const seen = await bring(norway, file);
  expect(seen.status).toBe(200);
  expect(seen.body).toMatchObject({
    questions: { authors: [{ name: 'A. Hansen', insertions: 2, deletions: 0, comments: 1 }], ways: [], isWhole: true },
    choices: { authors: [US], untracked: true, legend: {} },
    findings: { changed: 1, added: 1, deleted: 0, clashes: [] },
    rationale: 'They may wish to meet again.',
    preparation: null,
  });
  expect((await norway.desk()).body.preparations).toEqual([]);

  drafting.typeAfter('in May', ' or June');
  await drafting.until(() => drafting.acknowledged === 1, 'the drafter’s words');
  const brought = await bring(norway, file, seen.body.choices);
  expect(brought.status).toBe(201);
  const { preparation } = brought.body;
  if (preparation === null) throw new Error('no preparation');
  expect(brought.body.findings.untracked).toEqual([]);
  const [kenya] = await sitting.seats('kenya');
  expect((await kenya.preparation(preparation)).status).toBe(404);
  expect((await kenya.desk()).body.preparations).toEqual([]);
  const info = (await norway.preparation(preparation)).body;
  expect(info.drafting).toMatchObject({ sponsors: ['p-no'], rationale: 'They may wish to meet again.' });
  const room = sitting.keep(await norway.openPreparation(info));
  expect(room.words()).toEqual(['They meet at least once in May or June.', 'They publish a report.']);

  const tabled = await norway.command(draft, {
    type: 'table',
    preparation: preparationId(preparation),
    rationale: info.drafting.rationale,
  });
  expect(tabled.status).toBe(200);
  await drafting.until(() => drafting.words().includes('They publish a report.'), 'the proposal');
  expect(drafting.words()).toEqual([
    'Article 1',
    'Parties shall report.',
    'They meet at least once in May or June.',
    'They publish a report.',
    'They may object.',
  ]);
  const entry = drafting.entries.find(({ event }) => event.type === 'ProposalTabled');
  expect(entry?.event).toMatchObject({ proposer: 'p-no', inserted: ['at least once ', 'They publish a report.'], deleted: [] });
});

test('[W40] what the secretariat was typing when a paper was saved is no change of the delegation’s, whatever became of it since', async () => {
  drafting.typeAfter('meet in May', ' or Ju');
  await drafting.until(() => drafting.acknowledged === 1, 'the drafter’s words');
  const file = await fromOslo();
  drafting.strike(' or Ju');
  await drafting.until(() => drafting.acknowledged === 2, 'that they were struck');
  const choices = { authors: [US], untracked: true, legend: {} };
  const { body } = await bring(norway, file, choices);
  expect(body.findings).toMatchObject({ changed: 1, added: 1, clashes: [], untracked: [] });
  const info = (await norway.preparation(body.preparation ?? '')).body;
  const room = sitting.keep(await norway.openPreparation(info));
  expect(room.words()).toEqual(['They meet at least once in May.', 'They publish a report.']);
});

test('[W44] only a delegation brings amendments, only its own, and only to the draft that the file is of', async () => {
  const file = await fromOslo();
  expect((await bring(drafter, file)).status).toBe(403);
  for (const seat of ['chair', 'observer']) expect((await bring((await sitting.seats(seat))[0], file)).status, seat).toBe(403);
  const other = (await drafter.import('1. Another draft.')).draft;
  expect((await bring(norway, file, undefined, other)).body.refusal.reason).toMatch(/saved from another draft/);
  const compiled = await bring(norway, (await paperOf(norway, 'compilation')).bytes());
  expect(compiled.body.refusal.reason).toBe(
    'This file is a compilation of proposals, not the text itself. Amend the negotiating text, and bring that.',
  );
  const text = await bring(norway, new TextEncoder().encode('words'));
  expect([text.status, text.body.refusal.reason]).toEqual([422, 'This is no Word file (.docx).']);
  const empty = await bring(norway, wordFile(p(r('2. They meet in May.'))), { authors: [], untracked: true, legend: {} });
  expect([empty.status, empty.body.preparation]).toEqual([200, null]);
});

test('[W44] the operator makes a preparation for a delegation that sent its file: nothing is tabled', async () => {
  const file = join(sitting.data, 'oslo.docx');
  writeFileSync(file, await fromOslo());
  const marked = join(sitting.data, 'marked.docx');
  writeFileSync(marked, wordFile(p(r('3. They ') + r('may', '<w:strike/>') + r('shall', '<w:b/>') + r(' object.'))));
  await sitting.stop();
  const order = ['--as-proposals-of', 'Norway', '--to', draft, '--data', sitting.data];
  const run = travaux('import', file, ...order);
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(
    /^w-\S+: a preparation of Norway, who can look it over and table it\. 1 clause reworded, 1 added, 0 taken out\. Changes of: A\. Hansen\.\n$/,
  );
  const unsaid = travaux('import', marked, ...order);
  expect([unsaid.status, unsaid.stderr]).toEqual([
    2,
    'travaux: the file marks words without tracking them. Say what each way means, as in --legend "struck=deletion; bold=nothing" (insertion, deletion, comment or nothing).\n',
  ]);
  const said = travaux('import', marked, ...order, '--legend', 'struck=deletion; bold=insertion', '--json');
  expect(JSON.parse(said.stdout)).toMatchObject({
    findings: { changed: 1, unmatched: [] },
    choices: { legend: { bold: 'insertion' } },
  });
  expect(travaux('import', file, ...order, '--authors', 'Nobody').stderr).toMatch(
    /nobody called "Nobody" changed anything in the file; there is A\. Hansen\./,
  );
  expect(travaux('import', file, '--to', draft, '--data', sitting.data).stderr).toMatch(/both go together/);
  expect(travaux('import', file, '--as-proposals-of', 'Atlantis', '--to', draft, '--data', sitting.data).stderr).toMatch(
    /no delegation "Atlantis"/,
  );
  await sitting.start();
  [norway] = await sitting.seats('norway-2');
  const { preparations } = (await norway.desk()).body;
  expect(preparations.map(({ startedBy, draft: of }) => [startedBy, of])).toEqual([
    ['Operator of the server', draft],
    ['Operator of the server', draft],
  ]);
});
