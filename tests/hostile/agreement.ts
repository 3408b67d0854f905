import { expect } from 'vitest';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { replayDoc } from '../../server/rooms/replaying.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import type { Chamber, Honest } from './chamber.ts';
import { whyIllegal } from './legal.ts';

/** That the honest are as before: connected, served, and of one text with each other, the room's memory and its log; and that it is a text. */
export function expectUnharmed(chamber: Chamber, honest: readonly Honest[], what: string): void {
  const [writer] = honest;
  const before = writer?.acknowledged ?? 0;
  writer?.type('§', 5);
  expect(writer?.acknowledged, `${what}: honest words are acknowledged`).toBe(before + 1);
  expect(chamber.room().isGone, `${what}: the room stands`).toBe(false);
  const log = replayDoc(chamber.store.drafts.updates(chamber.draft, 0).map((update) => update.bytes));
  expect(whyIllegal(log), `${what}: the text`).toBeNull();
  const digest = textDigest(readText(log));
  expect(textDigest(chamber.room().clauses()), `${what}: the room's memory is its log`).toBe(digest);
  for (const [index, one] of honest.entries()) {
    expect(one.closed, `${what}: honest client ${index} is connected`).toBeNull();
    expect(one.digest(), `${what}: honest client ${index} has the text of the log`).toBe(digest);
  }
}

/** That chain, text and record verify. */
export function expectVerified(chamber: Chamber): void {
  expect(verifyDraft(chamber.store, chamber.draft)).toMatchObject({ ok: true });
}
