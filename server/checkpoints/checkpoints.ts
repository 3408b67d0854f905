import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DraftId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { participantsDigest, type Checkpoint, type DraftHead } from '../../shared/record/checkpoint.ts';
import { isoTime, type Clock } from '../clock.ts';
import type { Store, StoredDraft } from '../store/store.ts';
import type { SigningKey } from './signing-key.ts';
import { fetchUpdates } from '../drafts/stored-text.ts';
import { digestsOf, type TextBytes } from './text-digests.ts';

/** How long one checkpoint is given to everyone who asks over the network, in milliseconds. */
const SHARED_FOR = 2_000;

interface Digested {
  readonly updates: number;
  readonly digest: string;
}

/** Makes checkpoints of what is durable. */
export class Checkpoints {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly key: SigningKey;
  private readonly digests = new Map<DraftId, Digested>();
  private last: { readonly at: number; readonly checkpoint: Promise<Checkpoint> } | null = null;

  constructor(store: Store, clock: Clock, key: SigningKey) {
    this.store = store;
    this.clock = clock;
    this.key = key;
  }

  /** The checkpoint of this moment. Rejects where the store or a text cannot be read. */
  async make(): Promise<Checkpoint> {
    const at = isoTime(this.clock.now());
    const process = this.store.process.name() ?? '';
    const participants = participantsDigest(this.store.process.participants());
    const drafts = this.store.drafts.all();
    // Where the drafts stand is read now: they may move on while the digests are made of what stood then.
    const heads = drafts.map((draft) => this.chainsOf(draft));
    const known = new Map(this.digests);
    const stale = drafts.filter(({ id, updates }) => known.get(id)?.updates !== updates);
    const fresh = await digestsOf(stale.map((draft) => () => this.bytesOf(draft)));
    const made = new Map(stale.map(({ id, updates }, index) => [id, { updates, digest: fresh[index] ?? '' }]));
    const digests = new Map([...known, ...made]);
    for (const [id, digested] of made) this.digests.set(id, digested);
    return this.key.sign({
      version: 1,
      process,
      participants,
      at,
      drafts: heads.map((head) => ({ ...head, textDigest: digests.get(head.draft)?.digest ?? '' })),
    });
  }

  /** One that may be a moment old: for those who ask over the network. */
  recent(): Promise<Checkpoint> {
    const now = this.clock.now();
    if (this.last === null || Math.abs(now - this.last.at) >= SHARED_FOR) this.last = { at: now, checkpoint: this.make() };
    return this.last.checkpoint;
  }

  private chainsOf({ id, revision, entries, updates }: StoredDraft): Omit<DraftHead, 'textDigest'> {
    return {
      draft: id,
      revision,
      entries,
      entryHash: this.store.drafts.entries(id, entries - 1)[0]?.hash ?? GENESIS,
      updates,
      updateHash: this.store.drafts.updates(id, updates - 1)[0]?.hash ?? GENESIS,
    };
  }

  /** Part by part, each in a turn of the event loop. */
  private async bytesOf({ id, revision, updates }: StoredDraft): Promise<TextBytes> {
    const steps = fetchUpdates(this.store, id, { revision, number: updates });
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await nextTurn();
    }
  }
}
