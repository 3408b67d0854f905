import { afterAll, beforeAll, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

const STEPS = 400;
const SEEDS = Array.from({ length: Number(process.env['FUZZ_SEEDS'] ?? 24) }, (_, index) => index + 1);

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());

/**
 * Two people type, delete, split, join, bracket, undo and redo at random, each seeing the other's changes late, while decisions
 * fall. After each step: the editor shows just the text, no id is twice there, as many glyphs are drawn as an independent count
 * expects, and no out-text is lost; after each exchange: both texts are equal.
 */
test.each(SEEDS)('[B6] [B12] [B13] two people at random, seed %i', async (seed) => {
  await page.start({
    clauses: [
      clause('c1', 'Hello world'),
      clause('c2', [run('Some '), run('open', '+p1'), run(' words')]),
      clause('c3', [run('Gone', '+p2')]),
      clause('c4', [run('ab'), run('out', '+p2'), run('cd', '-p3')], { kind: 'paragraph' }),
      clause('c5', ''),
    ],
    outcomes: { p2: 'refused' },
    holdsNumber: ['p1'],
  });
  expect(await page.page.evaluate(({ given, steps }) => window.table.fuzz(given, steps), { given: seed, steps: STEPS })).toEqual(
    [],
  );
});
