import * as Y from 'yjs';
import { clauseId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { asCellPlace } from '../../shared/text/cell.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { isKind, readClause } from '../../shared/text/reading.ts';

/** A clause as the editor shows it. Sealed: it holds something that this version does not know, and so is shown and never written. */
export interface ShownClause {
  readonly clause: Clause;
  readonly isSealed: boolean;
}

const PLACEHOLDER = 'Something stands here that this version cannot show.';

/**
 * What to show of an element of the text. A newer version may have written what this one does not know: a clause that holds such a thing
 * is shown by its words, a node that is no clause by a placeholder, and both are left as they are, since to write back what can be shown
 * would take the rest away from everybody (CRDT 2.1).
 */
export function shownClause(element: Y.XmlElement): ShownClause {
  const clause = readClause(element);
  if (clause !== null) return { clause, isSealed: !isReadable(element) };
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

const KNOWN = ['id', 'kind', 'level', 'label', 'cell'];

function isReadable(element: Y.XmlElement): boolean {
  const attributes = element.getAttributes() as Record<string, unknown>;
  const known = Object.keys(attributes).every((name) => KNOWN.includes(name));
  const isPlaced = !('cell' in attributes) || asCellPlace(attributes['cell']) !== null;
  return known && isPlaced && isKind(attributes['kind']) && element.toArray().every(isReadableText);
}

function isReadableText(child: unknown): boolean {
  if (!(child instanceof Y.XmlText)) return false;
  const pieces = child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return pieces.every(
    (piece) =>
      typeof piece.insert === 'string' &&
      Object.entries(piece.attributes ?? {}).every(([key, value]) => isReadableMark(key, value)),
  );
}

function isReadableMark(key: string, value: unknown): boolean {
  return key === 'bold' || key === 'italic' || key === 'link' || markedProposal(key, value) !== null;
}
