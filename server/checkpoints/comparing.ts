import { GENESIS } from '../../shared/record/chain.ts';
import { participantsDigest, type Checkpoint, type DraftHead } from '../../shared/record/checkpoint.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import type { BrokenDraft } from '../drafts/broken-draft.ts';
import { replayDoc } from '../rooms/replaying.ts';
import type { Store } from '../store/store.ts';

/** Why a store is of another process than a checkpoint, or names others as taking part in it; null where neither is so. */
export function whyAnotherProcess(store: Store, { process, participants }: Checkpoint): string | null {
  const name = store.process.name() ?? '';
  if (process !== name) return `the checkpoint is of another one: “${process}”, and this is “${name}”`;
  return participants === participantsDigest(store.process.participants())
    ? null
    : 'its participants are not those whom the checkpoint has: an id, a name, a code or another form of one differs';
}

/**
 * The first thing that a checkpoint states and a store does not hold, or null. The store may have gone on since; what there was must be
 * there unchanged. For a store whose own chains verify.
 */
export function firstDifference(store: Store, checkpoint: Pick<Checkpoint, 'drafts'>): BrokenDraft | null {
  for (const head of checkpoint.drafts) {
    const found = differenceOf(store, head);
    if (found !== null) return { draft: head.draft, ...found };
  }
  return null;
}

function differenceOf(store: Store, head: DraftHead): Omit<BrokenDraft, 'draft'> | null {
  const { draft, revision, entries, entryHash, updates, updateHash, textDigest: digest } = head;
  if (store.drafts.find(draft) === null)
    return { kind: 'text', number: 0, why: 'the checkpoint has this draft, the store has not' };
  const entry = entries === 0 ? GENESIS : store.drafts.entries(draft, entries - 1)[0]?.hash;
  if (entry === undefined) return { kind: 'entry', number: entries, why: 'is missing; the checkpoint has it' };
  if (entry !== entryHash) return { kind: 'entry', number: entries, why: 'is not the one that the checkpoint has' };
  const log = store.drafts.updates(draft, 0).filter(({ number }) => number <= updates);
  const last = updates === 0 ? GENESIS : log[updates - 1]?.hash;
  if (last === undefined) return { kind: 'update', number: updates, why: 'is missing; the checkpoint has it' };
  if (last !== updateHash) return { kind: 'update', number: updates, why: 'is not the one that the checkpoint has' };
  const doc = replayDoc(log.filter((one) => one.revision === revision).map(({ bytes }) => bytes));
  if (textDigest(readText(doc)) !== digest)
    return { kind: 'text', number: updates, why: 'does not read as the checkpoint has it' };
  return null;
}
