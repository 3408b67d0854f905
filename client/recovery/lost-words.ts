import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { Run } from '../../shared/text/clause.ts';

/** Words of a person that stand in no text, as a page has them. */
export interface LostWords extends Recovery {
  /** The words by the brackets in which they were typed; absent where that is not known, as of those that the server keeps. */
  readonly runs?: readonly Run[];
}
