import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { Hall } from './hall.ts';

/** Longer than what the browser lays out at once, and in brackets that are nobody's. */
const ARTICLES = Array.from({ length: 60 }, (_, article) => [
  `## Article ${article + 1}`,
  ...Array.from({ length: 9 }, (_one, at) => paragraph(article + 1, at + 1)),
]).flat();

function paragraph(article: number, at: number): string {
  const words = `The Archive keeps record ${article}.${at} in good order. `.repeat(1 + ((article * 7 + at * 5) % 9)).trim();
  if (at === 4) return `${at}. [${words}]`;
  return at === 7 ? `${at}. It [shall][may] be so. ${words}` : `${at}. ${words}`;
}

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({
    source: ['## Draft rules of the long archive', ...ARTICLES, 'The end.'].join('\n\n'),
    title: 'of the long archive',
    reads: 'The end.',
  });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('a place in a long text', () => {
  it('[V11] is there where nobody would have the text otherwise', async () => {
    const page = await hall.observer();
    await page.keyboard.press('Shift+X');
    await page.getByText('everybody would have the text as it is').waitFor();
    await page.locator('main.view-wish .clause', { hasText: 'record 30.4' }).waitFor();
    await page.keyboard.press('Shift+X');
    await page.locator('main.view-negotiating').waitFor();
  });
});
