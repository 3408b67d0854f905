import type { DraftId } from '../../shared/base/ids.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';

/** An archive that is wanted. It is made of a copy of the store, so that the store may go on meanwhile. */
export interface ArchiveOrder {
  /** The copy; it holds what the checkpoint states, or more. */
  readonly store: string;
  readonly checkpoint: Checkpoint;
  /** The drafts that go into it, each as it is to be seen. */
  readonly drafts: readonly { readonly draft: DraftId; readonly lens: Lens }[];
  /** The data folder, whose key signs it. */
  readonly folder: string;
  /** The file to write; it must not be there. */
  readonly file: string;
}

/** How far an archive is: documents written, of how many. */
export interface ArchiveProgress {
  readonly done: number;
  readonly total: number;
}
