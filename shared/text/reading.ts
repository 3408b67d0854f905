import * as Y from 'yjs';
import { clauseId, isId } from '../base/ids.ts';
import { asCellPlace } from './cell.ts';
import { CLAUSE_KINDS, joinRuns, type Clause, type ClauseKind, type Run } from './clause.ts';
import { areKnown, runOf } from './marks.ts';

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
  return readElement(element).clause;
}

/** What an element says. */
export interface Reading {
  readonly clause: Clause | null;
  /** Whether that is all that it holds: a newer version may have written what this one does not know. */
  readonly isWhole: boolean;
}

/** Reads an element: the clause that it is, as `readClause` has it, and whether anything in it had to be passed over. */
export function readElement(element: Y.XmlElement): Reading {
  const attributes = element.getAttributes() as Record<string, unknown>;
  const { id, kind, level, label, cell } = attributes;
  if (element.nodeName !== CLAUSE_NODE || typeof id !== 'string' || !isId(id)) return { clause: null, isWhole: false };
  const place = asCellPlace(cell);
  const { runs, isWhole: areWhole } = readRuns(element);
  const isWhole =
    areWhole &&
    (kind === undefined || isKind(kind)) &&
    (place !== null || !('cell' in attributes)) &&
    Object.keys(attributes).every(isKnown);
  if (place !== null) return { clause: { id: clauseId(id), kind: 'text', level: 0, label: '', cell: place, runs }, isWhole };
  const clause: Clause = {
    id: clauseId(id),
    kind: isKind(kind) ? kind : 'text',
    level: typeof level === 'number' && Number.isInteger(level) && level >= 0 ? level : 0,
    label: typeof label === 'string' ? label : '',
    runs,
  };
  return { clause, isWhole };
}

const ATTRIBUTES: ReadonlySet<string> = new Set(['id', 'kind', 'level', 'label', 'cell']);

function isKnown(attribute: string): boolean {
  return ATTRIBUTES.has(attribute);
}

/** Whether a value names a kind of clause. */
export function isKind(value: unknown): value is ClauseKind {
  return CLAUSE_KINDS.some((kind) => kind === value);
}

function readRuns(element: Y.XmlElement): { readonly runs: Run[]; readonly isWhole: boolean } {
  const runs: Run[] = [];
  let isWhole = true;
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlText)) {
      isWhole = false;
      continue;
    }
    for (const { insert, attributes } of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof insert !== 'string') isWhole = false;
      else {
        runs.push(runOf(insert, attributes));
        isWhole &&= areKnown(attributes);
      }
    }
  }
  return { runs: joinRuns(runs), isWhole };
}
