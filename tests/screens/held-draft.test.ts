import { beforeEach, expect, test } from 'vitest';
import { holdingDrafts } from '../../client/state/held-draft.ts';
import type { OpenDraft } from '../../client/state/open-draft.ts';
import { Cell } from '../../client/state/readable.ts';
import type { Session } from '../../client/state/session.ts';
import type { SaveState } from '../../client/sync/save-state.ts';
import { must } from '../../shared/base/assert.ts';
import { draftId } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';

const [ONE, OTHER] = [draftId('d-1'), draftId('d-2')];
const OFFLINE: SaveState = { state: 'offline', unsaved: 2 };

/** A page on which drafts are opened: each opening has a save state of its own, and is closed once. */
class Page {
  readonly saves: Cell<SaveState>[] = [];
  readonly closed: number[] = [];
  readonly session = new Cell<Session>({ state: 'asking' });
  readonly drafts = holdingDrafts((id) => {
    const save = new Cell<SaveState>({ state: 'saved' });
    const opening = this.saves.push(save) - 1;
    const model = { get: () => ({ state: { title: `Draft ${id}` } }) };
    return Promise.resolve(ok({ id, model, room: { save }, close: () => this.closed.push(opening) } as unknown as OpenDraft));
  }, this.session);

  async open(id = ONE, seat = 's-1'): Promise<OpenDraft> {
    const sitting = { seat: { id: seat } } as Parameters<Page['drafts']['openDraft']>[1];
    const opened = await this.drafts.openDraft(id, sitting);
    return must(opened.ok ? opened.value : null, 'draft');
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

let page: Page;
beforeEach(() => {
  page = new Page();
});

test('[E21] a draft that is left without a connection is gone back to as it was, however often, and one that is saved is opened anew', async () => {
  const first = await page.open();
  page.saves[0]?.set(OFFLINE);
  first.close();
  expect([page.closed, page.drafts.held.get()]).toEqual([[], { id: ONE, title: 'Draft d-1' }]);
  const again = await page.open();
  expect([again.room === first.room, page.drafts.held.get()]).toEqual([true, null]);
  again.close();
  const back = await page.open();
  expect(back.room).toBe(first.room);
  page.saves[0]?.set({ state: 'saved' });
  await page.settle();
  expect(page.closed).toEqual([]);
  back.close();
  expect(page.closed).toEqual([0]);
  expect((await page.open()).room).not.toBe(first.room);
});

test.each(['saved', 'refused'] as const)('[E21] it is closed by itself once it is %s, and not before', async (state) => {
  const first = await page.open();
  page.saves[0]?.set(OFFLINE);
  first.close();
  for (const under of [{ state: 'connecting' }, { state: 'saving', unsaved: 2 }] as const) {
    page.saves[0]?.set(under);
    await page.settle();
    expect(page.closed).toEqual([]);
  }
  page.saves[0]?.set(state === 'saved' ? { state } : { state, why: '', unsaved: 0 });
  await page.settle();
  expect([page.closed, page.drafts.held.get()]).toEqual([[0], null]);
});

test('[E21] it is nobody else’s, and of two it is the one left last', async () => {
  const first = await page.open();
  page.saves[0]?.set(OFFLINE);
  first.close();
  expect((await page.open(ONE, 's-2')).room).not.toBe(first.room);
  const other = await page.open(OTHER);
  page.saves.at(-1)?.set(OFFLINE);
  other.close();
  expect([page.closed, page.drafts.held.get()?.id]).toEqual([[0], OTHER]);
});

test.each([
  ['its author signs out', { state: 'signed-out' }],
  ['somebody else signs in', { state: 'signed-in', info: { seat: { id: 's-2' } } }],
] as const)('[E21] it is held no more once %s, who neither sees it nor sends anything of it', async (_, over) => {
  const first = await page.open();
  page.saves[0]?.set(OFFLINE);
  first.close();
  page.session.set({
    state: 'unreachable',
    failure: { kind: 'unreachable', code: null, reason: 'Nobody answers.', clashes: [] },
  });
  expect(page.closed).toEqual([]);
  const second = await page.open(OTHER);
  page.saves[1]?.set(OFFLINE);
  page.session.set(over as unknown as Session);
  expect([page.closed, page.drafts.held.get()]).toEqual([[0], null]);
  second.close();
  expect([page.closed, page.drafts.held.get()]).toEqual([[0, 1], null]);
});
