import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { caretAt, clauseWith, readPaper, selectWords, untilReads } from '../e2e/reading.ts';
import { newDataFolder, RunningServer, signIn, travaux, type SeatLink } from '../e2e/travaux.ts';

/**
 * Imports a real negotiation text and drives a drafter, a delegation and a chair in browsers of their own through bracketing, tabling and
 * fifty decisions; then exports and verifies. Screenshots of every screen go to `demo-output/`. Usage: `npm run demo:real -- FILE`.
 */
const FILE = process.argv[2] ?? '../shared/data/unfccc-4-dec-2015-agreement.md';
const OUTPUT = resolve('demo-output');
const DECISIONS = 50;
/** So many of the first decisions are timed: none of them makes a rival fall, which would count twice. */
const MEASURED = 5;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 1024, height: 768 };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function timed(begun: number): string {
  return `${Math.round(performance.now() - begun)} ms`;
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    for (const size of [WIDE, NARROW]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled))));
      await page.screenshot({ path: join(OUTPUT, `${name}-${size.width}-${scheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
}

async function main(): Promise<void> {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const data = newDataFolder();
  let begun = performance.now();
  const imported = travaux('import', FILE, '--data', data, '--json');
  if (imported.status !== 0) throw new Error(imported.stderr);
  const report = JSON.parse(imported.stdout) as {
    draft: string;
    title: string;
    clauses: number;
    brackets: number;
    ordinary: unknown[];
    unclosed: unknown[];
    stray: unknown[];
    maxDepth: number;
  };
  say(
    `imported ${basename(FILE)} in ${timed(begun)}: ${report.clauses} clauses, ${report.brackets} brackets, ${report.ordinary.length} ordinary, ${report.unclosed.length} unclosed, ${report.stray.length} stray, depth ${report.maxDepth}`,
  );

  const server = await RunningServer.start({ data });
  const browser = await launchChromium();
  const open = async (seat: SeatLink): Promise<Page> => {
    const { page } = await signIn(browser, seat);
    await page.locator('a.draft-card').waitFor();
    const from = performance.now();
    await page.locator('a.draft-card').first().click();
    await page.locator('.ProseMirror > p, [data-clause]').nth(5).waitFor();
    await page.locator('article[data-point]').first().waitFor();
    say(`${seat.role} (${seat.participant}): text and points on screen in ${timed(from)}`);
    return page;
  };
  try {
    const desk = await signIn(browser, server.seat('chair'));
    await shoot(desk.page, 'desk-chair');
    await desk.page.locator('a.draft-card').first().click();
    const chair = desk.page;
    const drafter = await open(server.seat('drafter'));
    const delegate = await open(server.seat('delegate'));
    await chair.locator('article[data-point]').first().waitFor();

    const [first, second] = plainSentences(await readPaper(chair));
    begun = performance.now();
    await selectWords(drafter, first.words);
    await drafter.keyboard.press('[');
    await drafter.getByRole('dialog', { name: 'For whom?' }).waitFor();
    await shoot(drafter, 'floor-line');
    await drafter.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox').focus();
    await drafter.keyboard.type('Norw');
    await drafter.keyboard.press('Enter');
    await untilReads(chair, first.line.replace(first.words, `[${first.words}]`));
    say(`bracket from the floor on the chair's screen, screenshots included: ${timed(begun)}`);
    await shoot(drafter, 'draft-drafter');

    await clauseWith(delegate, second.line).click();
    await shoot(delegate, 'draft-delegate');
    await delegate
      .getByRole('button', { name: /Propose a change/ })
      .first()
      .click();
    await delegate.waitForURL(/\/preparations\//);
    await caretAt(delegate, second.words, 'before');
    await delegate.keyboard.type('full and timely ');
    await delegate.getByLabel(/Rationale/).fill('Our capital attaches importance to these words.');
    await shoot(delegate, 'composer');
    begun = performance.now();
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await untilReads(chair, second.line.replace(second.words, `[full and timely ]${second.words}`));
    say(`tabled, and on the chair's screen after ${timed(begun)}`);

    begun = performance.now();
    const decided = await decide(chair, drafter);
    say(`${decided} decisions in ${timed(begun)}`);
    await chair.getByRole('button', { name: /^Decided/ }).click();
    await shoot(chair, 'draft-chair-decided');
    for (const view of ['Clean', 'Provenance']) {
      await chair.getByRole('button', { name: view, exact: true }).click();
      if (view === 'Provenance') await clauseWith(chair, second.line.slice(0, 20)).click();
      await shoot(chair, `view-${view.toLowerCase()}`);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  for (const format of ['bracketed', 'clean', 'record'] as const) {
    const exported = travaux('export', report.draft, '--format', format, '--data', data);
    writeFileSync(join(OUTPUT, `${format}.txt`), exported.stdout);
    say(`export ${format}: ${exported.stdout.length} characters, exit ${exported.status}`);
  }
  const verified = travaux('verify', '--data', data);
  say(`verify: exit ${verified.status} ${verified.stdout.trim()}${verified.stderr.trim()}`);
  rmSync(data, { recursive: true, force: true });
  say(`screenshots in ${basename(OUTPUT)}/`);
  if (verified.status !== 0) process.exitCode = 1;
}

interface Sentence {
  readonly line: string;
  /** Two words from its middle that stand nowhere else in the text. */
  readonly words: string;
}

/** Two sentences of the text without brackets, in which people can work. */
function plainSentences(paper: readonly string[]): [Sentence, Sentence] {
  const found: Sentence[] = [];
  for (const line of paper) {
    if (line.length < 90 || line.length > 600 || /[[\]*]/.test(line)) continue;
    const words = line.split(' ').slice(4, 6).join(' ');
    if (/^[a-z]+ [a-z]+$/.test(words) && paper.filter((other) => other.includes(words)).length === 1) found.push({ line, words });
  }
  const [first, second] = found;
  if (first === undefined || second === undefined) throw new Error('the text has no two plain sentences');
  return [first, second];
}

/** Fifty decisions by the chair's keys: accept, drop, accept as amended where there are words to amend; some reopened. */
async function decide(chair: Page, watcher: Page): Promise<number> {
  let count = 0;
  const followed: number[] = [];
  await chair.keyboard.press('Escape');
  while (count < DECISIONS) {
    await chair.keyboard.press('n');
    const before = await recordLength(chair);
    const act = count % 10 === 7 ? 'm' : count % 3 === 1 ? 'd' : 'a';
    await chair.keyboard.press(act);
    const sheet = chair.getByRole('dialog');
    await sheet.waitFor();
    if (act === 'm') {
      const words = sheet.getByRole('textbox').first();
      await words.fill(`${await words.inputValue()} as applicable`);
    }
    if (act === 'd') await sheet.getByLabel('Ground, for the record').fill('No agreement.');
    if (count === 0) await shoot(chair, 'decision');
    const confirmed = performance.now();
    await chair.keyboard.press('Control+Enter');
    if (count < MEASURED) {
      await watcher.getByRole('button', { name: `Decided ${count + 1}`, exact: true }).waitFor();
      followed.push(performance.now() - confirmed);
    }
    await sheet.waitFor({ state: 'detached' });
    await untilLonger(chair, before);
    count += 1;
    if (count % 20 === 0) {
      await chair.keyboard.press('r');
      await sheet.getByRole('textbox').fill('To be taken up with the package.');
      await chair.keyboard.press('Control+Enter');
      await sheet.waitFor({ state: 'detached' });
      count += 1;
    }
  }
  const median = followed.toSorted((a, b) => a - b)[Math.floor(followed.length / 2)] ?? 0;
  say(
    `a decision is on the drafter's screen after ${Math.round(median)} ms (median of ${followed.length}, slowest ${Math.round(Math.max(...followed))} ms)`,
  );
  return count;
}

function recordLength(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch(`/api/drafts/${location.pathname.split('/').at(-1) ?? ''}/record?after=0`);
    return ((await answer.json()) as { entries: unknown[] }).entries.length;
  });
}

async function untilLonger(page: Page, before: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) if ((await recordLength(page)) > before) return;
  throw new Error('the decision did not reach the record');
}

await main();
