import { afterEach, beforeEach, expect, it } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Answer } from './harness.ts';
import type { Done, Refused } from '../../shared/protocol/api.ts';
import { Sitting } from './sitting.ts';

const SOURCE = '# Draft\n\n1. The Board shall meet[ and report - Egypt].\n\n2. Wells are listed in writing.\n';
const REGISTRY = registry(ROSTER);

let sitting: Sitting;
beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  await sitting.seats('kenya', 'chair');
});
afterEach(() => sitting.end());

/** Kenya puts words behind others, each behind its own, and tables that. */
async function tabled(...typed: readonly (readonly [behind: string, words: string])[]): Promise<Answer<Done & Refused>> {
  const kenya = sitting.person('kenya');
  const clauses = sitting.client.clauses().filter((_, index) => index > 0);
  const { body } = await kenya.prepare(sitting.draft, clauses);
  const room = sitting.keep(await kenya.openPreparation(body));
  for (const [behind, words] of typed) room.typeAfter(behind, words);
  await room.until(() => room.acknowledged >= typed.length, 'the words');
  return kenya.command(sitting.draft, { type: 'table', preparation: body.id, rationale: '' });
}

/** Whose each bracket is in the text as it is printed and imported. */
async function bringing(): Promise<(string | null)[]> {
  const text = await sitting.exported('bracketed');
  return importText(text, { fileName: 'a.md', registry: REGISTRY, ids: NEW_IDS }).inherited.map(({ proposer }) => proposer);
}

it.each([
  ['out of its own bracket and into one of another', [['Wells', ' small - Norway] [and large']]],
  ['in a bracket of its own', [['Wells', ' [small - Norway] and large']]],
  [
    'of words that all agreed on',
    [
      ['Wells', ' ['],
      ['are', ' - Norway]'],
    ],
  ],
  [
    'over clauses',
    [
      ['Board', ' [must'],
      ['listed', ' - Norway]'],
    ],
  ],
  ['in signs of full width', [['Wells', ' small - Norway\uFF3D \uFF3Band large']]],
  ['for a group', [['Wells', ' small - Kenya on behalf of NAM] [and large']]],
  ['for one of a group', [['Wells', ' small - one of WEOG] [and large']]],
  ['of what another brought', [['report', ']']]],
  ['with signs in it that nobody sees', [['Wells', ' [small - Nor\u200Bway]']]],
  [
    'with a code in letters of a script that is written elsewhere',
    [
      [
        'Board',
        ' \u043D\u0435 \u0440\u0435\u0436\u0435 \u043E\u0434\u043D\u043E\u0433\u043E \u0440\u0430\u0437\u0430 \u0432 \u0433\u043E\u0434 \u0438 \u043F\u043E \u043C\u0435\u0440\u0435 \u043D\u0435\u043E\u0431\u0445\u043E\u0434\u0438\u043C\u043E\u0441\u0442\u0438, \u043F\u0440\u0435\u0434\u0443\u0441\u043C\u043E\u0442\u0440\u0435\u043D\u043D\u043E\u0439 \u0441\u043E\u0433\u043B\u0430\u0448\u0435\u043D\u0438\u0435\u043C \u0421\u0442\u043E\u0440\u043E\u043D',
      ],
      ['Wells', ' [small - \u0421\u041E]'],
    ],
  ],
  ['with a letter of another script', [['Wells', ' [small - N\u043Erway]']]],
  ['with letters of full width', [['Wells', ' [small - \uFF2E\uFF4F\uFF52\uFF57\uFF41\uFF59]']]],
  ['with letters of mathematics', [['Wells', ' [small - \u{1D40D}\u{1D428}rway]']]],
  ['with letters of Greek', [['Wells', ' [small - \u039D\u039FRWAY]']]],
  ['with a code in letters of another script', [['Wells', ' [small - \u0421\u041E]']]],
  ['with a small letter for a capital', [['Wells', ' [small - lceland]']]],
  ['with a sign that is drawn as a dash', [['Wells', ' [small \u2043 Norway]']]],
  ['with a verb in letters of another script', [['Wells', ' [Norway \u0440r\u043Eposes: small]']]],
  ['in brackets that are drawn alike', [['Wells', ' \u27E6small - Norway\u27E7']]],
  ['with a status that nobody gave', [['writing.', ' [Agreed ad ref]']]],
  ['with a status in another language', [['writing.', ' [\u5546\u5B9A]']]],
  ['with a status in letters of another script', [['writing.', ' [\u0410greed in plenary]']]],
  ['outside of any bracket', [['Wells', ' deep] or not [at all']]],
  ['half in a bracket', [['Wells', ' deep] or not']]],
] as const)(
  '[P9] nothing is tabled of which typed brackets would have words read as others’, or as agreed: %s',
  async (_, typed) => {
    const before = await bringing();
    const { status, body } = await tabled(...typed);
    expect([status, body.refusal.code]).toEqual([400, 'malformed']);
    expect(body.refusal.reason).toContain('brackets that were typed');
    expect(await bringing()).toEqual(before);
  },
);

it('[P9] nor has a link an address that does', async () => {
  const kenya = sitting.person('kenya');
  const { body } = await kenya.prepare(sitting.draft, [sitting.client.clauseWith('Wells')], true);
  const room = sitting.keep(await kenya.openPreparation(body));
  const linked = (link: string, id: string) => ({
    ...sitting.client.clauseWith('Wells'),
    id: clauseId(id),
    runs: [{ text: 'See there', insertions: [], deletions: [], link }],
  });
  textOf(room.doc).push([elementOf(linked('https://a.int/) - Norway] [(b', 'c-new'))]);
  await room.until(() => room.acknowledged === 1, 'the link');
  const table = { type: 'table', preparation: body.id, rationale: '' } as const;
  expect((await kenya.command(sitting.draft, table)).body.refusal.reason).toContain('brackets that were typed');
  textOf(room.doc).delete(textOf(room.doc).length - 1, 1);
  textOf(room.doc).push([elementOf(linked('https://a.int/?of=[b]', 'c-newer'))]);
  await room.until(() => room.acknowledged === 3, 'another');
  expect((await kenya.command(sitting.draft, table)).status).toBe(200);
});

it.each([
  ['a place to be filled in', 'of [X] metres'],
  ['a place in an annex with names', 'Norway: [X]; Egypt: [Y]'],
  ['a date', '[by 1 January [2030]]'],
  ['a name without brackets', 'off Norway'],
  ['its own name', '[small - Kenya]'],
  ['what is agreed, as a word', 'as [agreed] between them'],
  ['a footnote', 'of old[^9]'],
  ['words of another language', 'or [\u0441\u043A\u0432\u0430\u0436\u0438\u043D\u044B]'],
  ['in signs of Chinese', '\u3010\u6CE8\u3011'],
])('[P9] other brackets are tabled as they were typed: %s', async (_, words) => {
  expect((await tabled(['Wells', ` ${words}`])).status).toBe(200);
  await sitting.openAnew();
  expect(sitting.client.words().join()).toContain(words);
});

it.each([
  ['behind a dash', ' small - Norway'],
  ['before a colon', ' Norway propose: small'],
  ['for a group', ' small - Kenya on behalf of NAM'],
  ['as one of a group', ' small - one of WEOG'],
  ['in parentheses', ' in small numbers (Norway)'],
  ['with a letter of another script', ' small - N\u043Erway'],
  ['by a code in letters of another script', ' small - \u0421\u041E'],
  ['with signs in it that nobody sees', ' small \u200B- \u2060N\u00ADorway\uFEFF'],
])('[Z5] where names are not shown nobody tables words that would be read as another’s: %s', async (_, words) => {
  await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
  const { status, body } = await tabled(['Wells', words]);
  expect([status, body.refusal.code]).toEqual([400, 'malformed']);
  expect(body.refusal.reason).toContain('read as another’s');
  await sitting.done('chair', { type: 'set-lens', lens: 'named', reason: 'the plenary follows' });
  expect((await tabled(['Wells', words])).status).toBe(200);
});

it('[Z5] there its own name, and others where no bracket would have them, are words like any', async () => {
  await sitting.done('chair', { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
  for (const words of [' small - Kenya', ' off Norway', ', Norway and Egypt excepted,'])
    expect((await tabled(['Wells', words])).status).toBe(200);
});
