import { afterAll, beforeAll, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());

test('mounts, types, and the other sees it', async () => {
  await page.start({ clauses: [clause('c1', 'Hello world'), clause('c2', [run('Some '), run('open', '+p1'), run(' words')])] });
  await page.caret('a', 0, 5);
  await page.type(' there');
  await page.flush();
  expect(await page.text('b')).toEqual(['Hello there world', 'Some [+p1:open] words']);
  expect(await page.faults()).toEqual([]);
  await page.page.screenshot({ path: '/tmp/editor.png' });
});
test.each([1,2,3,4,5,6,7,8,9,10,11,12])('fuzz %i', async (seed) => {
  await page.start({ clauses: [clause('c1', 'Hello world'), clause('c2', [run('Some '), run('open', '+p1'), run(' words')]), clause('c3', [run('Gone', '+p2')]), clause('c4', [run('ab'), run('out', '+p2'), run('cd')], {kind:'paragraph'})], outcomes: {p2: 'refused'} });
  expect(await page.page.evaluate((n) => window.table.fuzz(n, 400), seed)).toEqual([]);
});
