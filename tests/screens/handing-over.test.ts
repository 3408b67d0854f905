import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftId, seatId } from '../../shared/base/ids.ts';
import { HandingOver } from '../../client/sync/handing-over.ts';
import { Outbox } from '../../client/sync/outbox.ts';
import type { Place } from '../../client/sync/place.ts';
import { FakeKept } from './kept-fake.ts';

const PLACE: Place = { seat: seatId('s1'), room: 'd1', draft: draftId('d1'), revision: 2 };

/** A page on which somebody writes, and what of it came into the tray. */
class Page {
  readonly kept = new FakeKept();
  readonly outbox = new Outbox(this.kept, PLACE, 7);
  readonly tray: string[][] = [];
  /** Lets the tray come back with whether it kept what it was given. */
  answer: (isKept: boolean) => void = () => undefined;
  rest: () => void = () => undefined;
  readonly handing = new HandingOver(
    this.outbox,
    (_why, updates) => {
      this.tray.push(updates.map(wordsIn));
      return new Promise((resolve) => (this.answer = resolve));
    },
    (run) => {
      this.rest = run;
      return () => (this.rest = () => undefined);
    },
  );
  #made = 0;

  write(words: string): void {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, words);
    this.outbox.add((this.#made += 1), Y.encodeStateAsUpdate(doc));
    this.handing.written();
  }
}

function wordsIn(update: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc.getText('t').toJSON();
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

test('[S18] words that are typed while those before them are put into the tray come there too, and are not forgotten with them', async () => {
  const page = new Page();
  page.write('before');
  const handed = page.handing.begin('refused', page.outbox.unconfirmed);
  page.write('meanwhile');
  page.answer(true);
  await settled();
  expect(page.tray).toEqual([['before'], ['meanwhile']]);
  page.answer(true);
  expect(await handed).toBe(true);
  expect([page.outbox.unconfirmed.length, page.kept.rows.size]).toEqual([0, 0]);
});

test('[S18] so do those that are typed after it, as a passage, once typing rests', async () => {
  const page = new Page();
  const handed = page.handing.begin('refused', page.outbox.unconfirmed);
  expect(await handed).toBe(true);
  expect(page.tray).toEqual([]);
  for (const letter of 'late') page.write(letter);
  await settled();
  expect([page.tray.length, page.kept.rows.size]).toEqual([0, 4]);
  page.rest();
  page.answer(true);
  await settled();
  expect(page.tray).toEqual([['l', 'a', 't', 'e']]);
  expect([page.outbox.unconfirmed.length, page.kept.rows.size]).toEqual([0, 0]);
});

test('[S18] what cannot be kept in the tray stays to be handed over by a later page, and nothing behind it takes it away', async () => {
  const page = new Page();
  page.write('before');
  const handed = page.handing.begin('refused', page.outbox.unconfirmed);
  page.answer(false);
  expect(await handed).toBe(false);
  page.write('after');
  page.rest();
  await settled();
  expect(page.tray).toEqual([['before']]);
  expect([page.outbox.unconfirmed.length, page.kept.rows.size]).toEqual([2, 2]);
});

test('[S18] nothing is handed over while the server takes what is written, nor once the room is left', async () => {
  const page = new Page();
  page.write('on its way');
  page.rest();
  await page.handing.begin('refused', []);
  page.write('left');
  page.handing.stop();
  page.rest();
  expect(page.tray).toEqual([]);
});
