import type { DraftId } from '../../shared/base/ids.ts';

/** The first thing found wrong with a draft. */
export interface BrokenDraft {
  readonly draft: DraftId;
  readonly kind: 'entry' | 'update' | 'snapshot' | 'text' | 'preparation';
  readonly number: number;
  readonly why: string;
}

/** The same, of a draft that is known. */
export type Fault = Omit<BrokenDraft, 'draft'>;
