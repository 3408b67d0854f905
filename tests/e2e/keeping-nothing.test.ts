import { describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { refuseStore } from './kept-rows.ts';
import { typeBehind, untilSaved } from './reading.ts';

const archive = Archive.ofThisFile();

describe('without a store', () => {
  it('[E28] [S20] a browser that keeps nothing says so, of unsaved changes too, and works', async () => {
    const one = await archive.person(archive.drafter(0));
    await one.context.addInitScript(refuseStore);
    await one.page.reload();
    const page = await one.open();
    await page.getByText(/does not let Travaux keep anything on this device/).waitFor();
    await typeBehind(page, 'a list of visitors', ' and');
    await untilSaved(page);
    expect(await page.getByText(/does not let Travaux keep anything on this device/).count()).toBe(1);
    await one.cut();
    await typeBehind(page, 'visitors and', ' guests');
    await page.getByText('Offline: 7 changes not saved, on this page alone').waitFor();
    one.mend();
    await untilSaved(page);
  });
});
