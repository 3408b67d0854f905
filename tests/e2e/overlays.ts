import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const CLIENT = fileURLToPath(new URL('../../client/', import.meta.url));
/** What makes a component one that lies over the page. */
const OVER = /<(DialogFrame|FormDialog|FigureDialog|Sheet|SmallSheet|dialog|Popover)\b/;
/** What the others are made of, and is nothing by itself. */
const FRAMES = ['chrome/FormDialog.tsx', 'chrome/Sheet.tsx', 'figures/FigureDialog.tsx', 'instruments/SmallSheet.tsx'];

/** Every file of the client that puts something over the page. */
export function overlayFiles(): string[] {
  return readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.tsx') && !path.startsWith('dist/') && !FRAMES.includes(path))
    .filter((path) => OVER.test(readFileSync(CLIENT + path, 'utf8')))
    .toSorted();
}

/** Where any of them stands. */
export const OVERLAY = 'dialog[open], .overlay, .popover';

/** Who opens something over the page, and how: from the desk, or with a draft open. */
export interface Overlay {
  readonly who: 'chair' | 'drafter' | 'delegate';
  readonly at: 'desk' | 'draft';
  readonly open: (page: Page) => Promise<void>;
}

const byKeys =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    // With a capital no key is held by itself, as if Caps Lock were on.
    for (const key of keys) await page.keyboard.press(/^[A-Z]$/.test(key) ? `Shift+${key}` : key);
  };
const byButton =
  (name: string | RegExp, item?: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    if (item !== undefined) await page.getByRole('menuitem', { name: item }).click();
  };
const chairs = (open: Overlay['open']): Overlay => ({ who: 'chair', at: 'draft', open });

/** Each of them, by its file, with the way to it. The chair has the first point chosen. */
export const OVERLAYS: Readonly<Record<string, Overlay>> = {
  'archive/ArchiveDialog.tsx': chairs(byButton('Export', /^Archive of everything/)),
  'bringing/BringDialog.tsx': { who: 'delegate', at: 'draft', open: byButton('Amend, export', /^Bring amendments/) },
  'chair/ArrangementSheet.tsx': chairs(byKeys('f')),
  'chair/DecisionSheet.tsx': chairs(byKeys('m')),
  'chrome/ActsMenu.tsx': chairs(byButton('Export')),
  'chrome/HelpDialog.tsx': chairs(byKeys('?')),
  'figures/BurnDownDialog.tsx': chairs(byKeys('B')),
  'figures/MatrixDialog.tsx': chairs(byKeys('P')),
  'figures/PartnersDialog.tsx': chairs(byKeys('W')),
  'floor/FloorLine.tsx': chairs(byKeys('Alt+s')),
  'instruments/InstrumentSheets.tsx': chairs(byKeys('w')),
  'instruments/PackageSheet.tsx': chairs(byKeys('x', 'n', 'x', 'K')),
  'instruments/TogetherSheet.tsx': chairs(byKeys('x', 'n', 'x', 'A')),
  'ladder/AgreeSheet.tsx': chairs(async (page) => {
    await page.locator('.clause:not(:has(.glyph)) .words').first().click();
    await page.keyboard.press('s');
  }),
  'ladder/LadderDialog.tsx': chairs(async (page) => {
    await page.keyboard.press('Shift+M');
    await page.getByRole('button', { name: 'Status ladder …' }).click();
  }),
  'length/LengthLine.tsx': chairs(byButton(/words$/)),
  'lens/LensDialog.tsx': chairs(byKeys('H')),
  'meetings/MeetingDialog.tsx': chairs(byKeys('M')),
  'numbers/NumbersDialog.tsx': chairs(byKeys('#')),
  'options/OptionsDialog.tsx': chairs(byKeys('O')),
  'papers/PaperDialog.tsx': chairs(byButton('Export', /^Paper in Word/)),
  'participants/ParticipantPicker.tsx': {
    who: 'drafter',
    at: 'draft',
    open: async (page) => {
      await page.keyboard.press('Shift+X');
      await page.getByRole('combobox', { name: 'Whose text' }).press('ArrowDown');
    },
  },
  'procedures/CirculateDialog.tsx': chairs(byKeys('Q')),
  'procedures/VoteDialog.tsx': chairs(byKeys('V')),
  'register/RegisterDialog.tsx': chairs(byKeys('R')),
  'revisions/IssueDialog.tsx': { who: 'drafter', at: 'draft', open: byButton('Revisions', /^Issue revision/) },
  'screens/DraftHeader.tsx': chairs(byKeys('z')),
  'screens/ImportDialog.tsx': { who: 'drafter', at: 'desk', open: byButton('Import a text') },
  'screens/MandatesDialog.tsx': { who: 'drafter', at: 'desk', open: byButton('Who speaks for groups …') },
};
