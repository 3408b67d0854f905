import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpusOf, PATTERN } from './corpus.ts';
import { checkDrawn } from './drawn.ts';
import { EditorWindow } from './editor-window.ts';
import { inWords, typeByTurns } from './keystrokes.ts';
import type { Cost } from './meter.ts';
import { receiveByTurns, type Arrival } from './remote.ts';
import { Stage, type EditorName } from './stage.ts';

const CLAUSES = 2 * PATTERN;
/** Slow enough for what is typed to arrive on a machine that does much else. */
const PACE = 1500;

test('the text of the editor bench has seventeen brackets in twenty clauses of some sixty words', () => {
  const { clauses, words, brackets } = corpusOf(200);
  expect([clauses.length, brackets]).toEqual([200, 170]);
  const counted = words.map((one) => one.split(' ').length).filter((count) => count > 10);
  expect(counted.reduce((sum, count) => sum + count, 0) / counted.length).toBeCloseTo(60, -1);
});

describe('the editor bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'travaux-bench-'));
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set([CLAUSES], folder);
  });
  afterAll(async () => {
    await stage.strike();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (editor: EditorName): Promise<EditorWindow> =>
    EditorWindow.open(await stage.context(editor), stage.address(editor, CLAUSES), CLAUSES);

  test('both editors show the same words, Travaux each bracket, and a key and a remote character come to stand there', async () => {
    const corpus = stage.corpus(CLAUSES);
    const spot = inWords(corpus, 0.5);
    for (const editor of ['travaux', 'bare'] as const) {
      const window = await opened(editor);
      await checkDrawn(window, corpus, { name: editor, typed: 0 });
      const costs: Cost[] = [];
      await typeByTurns([{ editor: window, spot, costs }], { atEdge: false, count: 4, paceMs: PACE });
      expect(costs.every(({ all, script }) => all > script && script > 0)).toBe(true);
      const writer = await stage.join(editor, CLAUSES);
      const arrivals: Arrival[] = [];
      const beside = { clause: spot.clause + 1, offset: 8 };
      await receiveByTurns([{ editor: window, writer, spot: beside, arrivals }], { count: 3, paceMs: PACE });
      expect(arrivals.map(({ applied }) => applied > 0)).toEqual([true, true, true]);
      writer.leave();
      await window.page.context().close();
    }
  });

  test('an editor that leaves a bracket out, or loses a key, is caught', async () => {
    const window = await opened('travaux');
    await window.page.evaluate(() => document.querySelector('.glyph')?.remove());
    await expect(checkDrawn(window, stage.corpus(CLAUSES), { name: 'travaux', typed: 0 })).rejects.toThrow(/bracket signs/);
    await window.page.evaluate(() => addEventListener('keydown', (event) => event.key === 'e' && event.preventDefault(), true));
    const spot = inWords(stage.corpus(CLAUSES), 0);
    const lost = typeByTurns([{ editor: window, spot, costs: [] }], { atEdge: false, count: 4, paceMs: PACE });
    await expect(lost).rejects.toThrow(/typed “a le” at 8/);
  });
});
