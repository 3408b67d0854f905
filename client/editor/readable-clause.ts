import * as Y from 'yjs';
import type { Clause } from '../../shared/text/clause.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { isKind, readClause } from '../../shared/text/reading.ts';

/**
 * The clause that an element is, or null where it holds anything that this version does not know: a newer version wrote it, and
 * to show the rest and write it back would take that away from everybody.
 */
export function readableClause(element: Y.XmlElement): Clause | null {
  const attributes = element.getAttributes() as Record<string, unknown>;
  const known = Object.keys(attributes).every((name) => name === 'id' || name === 'kind' || name === 'level' || name === 'label');
  if (!known || !isKind(attributes['kind'])) return null;
  return element.toArray().every(isReadableText) ? readClause(element) : null;
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
