import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { replayDoc } from '../../server/rooms/replaying.ts';
import type { Chamber, Honest } from './chamber.ts';
import { whyIllegal } from './legal.ts';

/**
 * What the honest have suffered, in words: none where they are connected, served, and of one text with each other, the room's memory and
 * its log, and that is a text. The first of them types.
 */
export function harmTo(chamber: Chamber, honest: readonly Honest[]): string[] {
  const [writer] = honest;
  const before = writer?.acknowledged ?? 0;
  writer?.type('§', 5);
  const log = replayDoc(chamber.store.drafts.updates(chamber.draft, 0).map((update) => update.bytes));
  const digest = textDigest(readText(log));
  const illegal = whyIllegal(log);
  return [
    ...(chamber.room().isGone ? ['the room is gone'] : []),
    ...(illegal === null ? [] : [`no legal text: ${illegal}`]),
    ...(textDigest(chamber.room().clauses()) === digest ? [] : ["the room's memory is not its log"]),
    ...(writer?.acknowledged === before + 1 ? [] : ['honest words are not acknowledged']),
    ...honest.flatMap((one, index) => (one.closed === null ? [] : [`honest client ${index} was closed with ${one.closed.code}`])),
    ...honest.flatMap((one, index) => (one.digest() === digest ? [] : [`honest client ${index} has another text than the log`])),
  ];
}

/** Why chain, text and record do not verify, or null where they do. */
export function whyUnverified(chamber: Chamber): string | null {
  const verified = verifyDraft(chamber.store, chamber.draft);
  return verified.ok ? null : JSON.stringify(verified.refusal);
}
