import { afterAll, beforeAll, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';
let page: EditorPage;
beforeAll(async () => { page = await EditorPage.open(); });
afterAll(() => page.close());
test('bench', async () => {
  const words = (n: number, s: number) => Array.from({ length: n }, (_, i) => ['the', 'Parties', 'shall', 'measures', 'waste'][(i * 7 + s) % 5]).join(' ') + ' ';
  const make = (marked: boolean) => Array.from({ length: 2000 }, (_, i) => marked && i % 20 < 17
    ? clause(`c${i}`, [run(words(20, i)), run(words(10, i), `+p${i}`), run(words(5, i), `+p${i}`, `-q${i % 7}`), run(words(25, i))], { kind: 'paragraph' })
    : clause(`c${i}`, words(60, i), { kind: 'paragraph' }));
  const client = await page.page.context().newCDPSession(page.page);
  await client.send('Performance.enable');
  const metrics = async () => Object.fromEntries((await client.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]));
  for (const marked of [false, true]) {
    const t0 = Date.now();
    await page.start({ clauses: make(marked) , tags: true});
    const opened = Date.now() - t0;
    // Only one of the two editors on the page.
    await page.page.evaluate(() => { window.table.sides.b.draft.editor.view.dom.remove(); });
    await page.caret('a', 1000, 130);
    await page.page.waitForTimeout(1000);
    for (let i = 0; i < 20; i++) await page.press('x');
    await page.page.waitForTimeout(300);
    const a = await metrics();
    for (let i = 0; i < 100; i++) { await page.press('x'); }
    await page.page.waitForTimeout(100);
    const b = await metrics();
    const per = (k: string) => (((b[k] ?? 0) - (a[k] ?? 0)) * 10).toFixed(2);
    const remote = await page.page.evaluate(() => {
      const { a: one, b: two } = window.table.sides;
      const view = two.draft.editor.view; const pos = 1 + [...Array(500).keys()].reduce((s, i) => s + view.state.doc.child(i).nodeSize, 0) + 20;
      window.table.flush();
      let total = 0;
      for (let i = 0; i < 50; i++) { view.dispatch(view.state.tr.insertText('y', pos)); const t = performance.now(); window.table.receive('a'); total += performance.now() - t; }
      return (total / 50).toFixed(2);
    });
    const js = await page.page.evaluate(() => { const { view } = window.table.sides.a.draft.editor; const ts: number[] = []; for (let i = 0; i < 50; i++) { const t = performance.now(); view.dispatch(view.state.tr.insertText('z')); ts.push(performance.now() - t); } return ts.toSorted((x, y) => x - y)[25]!.toFixed(2); });
    const facts = await page.page.evaluate(() => { const t = performance.now(); window.table.sides.a.draft.factsChanged(); return (performance.now() - t).toFixed(1); });
    console.log(marked ? 'glyphs' : 'plain', 'open both', opened, 'key task', per('TaskDuration'), 'script', per('ScriptDuration'), 'layout', per('LayoutDuration'), 'style', per('RecalcStyleDuration'), 'remote apply', remote, 'dispatch', js, 'facts', facts, 'glyphs', await page.page.locator('#a .glyph').count());
  }
});
