import * as Y from 'yjs';
import { clauseId, isId } from '../base/ids.ts';
import { asCellPlace } from './cell.ts';
import { CLAUSE_KINDS, joinRuns, type Clause, type ClauseKind, type Run } from './clause.ts';
import { runOf } from './marks.ts';

/** Name of the root under which a document holds its clauses. */
export const TEXT_ROOT = 'text';

/** Name of the one block node. */
export const CLAUSE_NODE = 'clause';

/** The flat list of clauses of a document. */
export function textOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(TEXT_ROOT);
}

/** Every clause in order. Never changes the document, unlike the binding's own conversions (CRDT 2.1 i). */
export function readText(doc: Y.Doc): Clause[] {
  const clauses: Clause[] = [];
  for (const node of textOf(doc).toArray()) {
    const clause = node instanceof Y.XmlElement ? readClause(node) : null;
    if (clause !== null) clauses.push(clause);
  }
  return clauses;
}

/** One clause, or null where the element is none (another node name, no id): the binding shows such a thing as a placeholder. */
export function readClause(element: Y.XmlElement): Clause | null {
  const { id, kind, level, label, cell } = element.getAttributes() as Record<string, unknown>;
  if (element.nodeName !== CLAUSE_NODE || typeof id !== 'string' || !isId(id)) return null;
  const place = asCellPlace(cell);
  if (place !== null) return { id: clauseId(id), kind: 'text', level: 0, label: '', cell: place, runs: readRuns(element) };
  return {
    id: clauseId(id),
    kind: isKind(kind) ? kind : 'text',
    level: typeof level === 'number' && Number.isInteger(level) && level >= 0 ? level : 0,
    label: typeof label === 'string' ? label : '',
    runs: readRuns(element),
  };
}

/** Whether a value names a kind of clause. */
export function isKind(value: unknown): value is ClauseKind {
  return CLAUSE_KINDS.some((kind) => kind === value);
}

function readRuns(element: Y.XmlElement): Run[] {
  const runs: Run[] = [];
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlText)) continue;
    for (const piece of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof piece.insert === 'string') runs.push(runOf(piece.insert, piece.attributes));
    }
  }
  return joinRuns(runs);
}
