import type * as Y from 'yjs';
import { clauseId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Reading } from '../../shared/text/reading.ts';

/** A clause as the editor shows it. Sealed: it holds something that this version does not know, and so is shown and never written. */
export interface ShownClause {
  readonly clause: Clause;
  readonly isSealed: boolean;
}

const PLACEHOLDER = 'Something stands here that this version cannot show.';

/**
 * What to show of an element of the text by what was read in it. A newer version may have written what this one does not know: a clause that holds such a thing
 * is shown by its words, a node that is no clause by a placeholder, and both are left as they are, since to write back what can be shown
 * would take the rest away from everybody (CRDT 2.1).
 */
export function shownClause(element: Y.XmlElement, { clause, isWhole }: Reading): ShownClause {
  if (clause !== null) return { clause, isSealed: !isWhole };
  const { client, clock } = element._item?.id ?? { client: 0, clock: 0 };
  const placeholder: Clause = {
    id: clauseId(`unknown-${client}-${clock}`),
    kind: 'note',
    level: 0,
    label: '',
    runs: [{ text: PLACEHOLDER, insertions: [], deletions: [] }],
  };
  return { clause: placeholder, isSealed: true };
}
