import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({
    source: '## Draft decision on seats\n\n1. Each seat has a link.\n',
    title: 'on seats',
    reads: /Each seat has a link/,
  });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('signing in', () => {
  it('[E12] a sign-in link is good once; a used one says what to do', async () => {
    await hall.observer();
    const context = await hall.browser.newContext();
    const page = await context.newPage();
    await page.goto(hall.server.seat('observer').link);
    await page.getByText('This one has been used before').waitFor();
    expect(page.url()).not.toContain('#');
    // Where the address alone is turned away, nothing is said against the link, and it may be tried again.
    const body = JSON.stringify({ refusal: { code: 'not-allowed', reason: 'Too many attempts.' } });
    const again = await context.newPage();
    await again.route('**/api/session', (route) => route.fulfill({ status: 429, contentType: 'application/json', body }));
    await again.goto(hall.server.seat('observer').link);
    await again.getByText('Too many attempts. Your link has not been used.').waitFor();
    expect(await again.getByText(/ask the secretariat/i).count()).toBe(0);
    await context.close();
  });

  it('[E12] a browser that keeps no cookies does not use a link up, and says so', async () => {
    const { link } = hall.server.seat('delegate', 'Japan');
    const context = await hall.browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false }));
    await page.goto(link);
    await page.getByText('Your link has not been used.').waitFor();
    expect(page.url()).not.toContain('#');
    const other = await context.newPage();
    await other.goto(link);
    await other.waitForURL((url) => url.pathname === '/');
    await context.close();
  });
});
