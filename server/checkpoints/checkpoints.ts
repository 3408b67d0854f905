import type { DraftId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Checkpoint, DraftHead } from '../../shared/record/checkpoint.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { isoTime, type Clock } from '../clock.ts';
import { loadText } from '../rooms/loading.ts';
import type { Store, StoredDraft } from '../store/store.ts';
import type { SigningKey } from './signing-key.ts';

/** How long one checkpoint is given to everyone who asks, in milliseconds: to digest a long text stops all typing for a moment. */
const SHARED_FOR = 2_000;

/** Makes checkpoints of what is durable. */
export class Checkpoints {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly key: SigningKey;
  private readonly digests = new Map<DraftId, { readonly updates: number; readonly digest: string }>();
  private last: { readonly at: number; readonly checkpoint: Checkpoint } | null = null;

  constructor(store: Store, clock: Clock, key: SigningKey) {
    this.store = store;
    this.clock = clock;
    this.key = key;
  }

  /** The checkpoint of this moment. */
  make(): Checkpoint {
    const at = this.clock.now();
    const checkpoint = this.key.sign({
      version: 1,
      process: this.store.process.name() ?? '',
      at: isoTime(at),
      drafts: this.store.drafts.all().map((draft) => this.headOf(draft)),
    });
    this.last = { at, checkpoint };
    return checkpoint;
  }

  /** One that may be a moment old: for those who ask over the network. */
  recent(): Checkpoint {
    const { last } = this;
    return last !== null && Math.abs(this.clock.now() - last.at) < SHARED_FOR ? last.checkpoint : this.make();
  }

  private headOf({ id, revision, entries, updates }: StoredDraft): DraftHead {
    return {
      draft: id,
      revision,
      entries,
      entryHash: this.store.drafts.entries(id, entries - 1)[0]?.hash ?? GENESIS,
      updates,
      updateHash: this.store.drafts.updates(id, updates - 1)[0]?.hash ?? GENESIS,
      textDigest: this.digestOf(id, revision, updates),
    };
  }

  private digestOf(id: DraftId, revision: number, updates: number): string {
    const known = this.digests.get(id);
    if (known?.updates === updates) return known.digest;
    const { doc } = loadText(this.store, id, { revision });
    const digest = textDigest(readText(doc));
    doc.destroy();
    this.digests.set(id, { updates, digest });
    return digest;
  }
}
