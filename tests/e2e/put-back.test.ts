import { describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { textKept } from './kept-rows.ts';
import { readPaper, typeBehind, untilReads, untilSaved } from './reading.ts';

const archive = Archive.ofThisFile();

describe('a server that was put back from an older copy', () => {
  it('[S12] is found by a page that knows more: it says so, keeps the words, sends nothing of them, and goes on', async () => {
    const [one, other] = [await archive.person(archive.drafter(0)), await archive.person(archive.drafter(1))];
    const [page, second] = [await one.open(), await other.open()];
    await typeBehind(page, 'The archivist', ' duly');
    await untilSaved(page);
    const copy = archive.backup();
    await typeBehind(page, 'duly', ' appointed');
    await typeBehind(second, 'on request', ' alone');
    await Promise.all([untilSaved(page), untilSaved(second), untilReads(page, /request alone/)]);
    for (const words of ['appointed', 'alone']) await expect.poll(() => textKept(page)).toContain(words);
    await archive.restore(copy);
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    await page.reload();
    await page.getByText('You need the link to your seat').waitFor();
    await one.signIn(archive.drafter(0));
    await one.open();
    // Said of the page as it was before, then of the one that is entered anew.
    await one.page.getByText('so that text was fetched').waitFor();
    for (const words of [' appointed', ' alone']) await one.page.locator('.recoveries mark', { hasText: words }).waitFor();
    await untilReads(one.page, /^The archivist duly /i);
    expect((await readPaper(one.page)).join(' ')).not.toMatch(/appointed|alone/);
    await typeBehind(one.page, 'duly', ' elected');
    await untilSaved(one.page);
  });
});
