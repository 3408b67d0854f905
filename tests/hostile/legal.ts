import * as Y from 'yjs';
import { markKey } from '../../shared/text/marks.ts';

const KINDS = ['title', 'part', 'article', 'heading', 'paragraph', 'subparagraph', 'text', 'option', 'note', 'footnote'];
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * Why a document is no text of this program, or null where it is one. Looks at what the document has become and not, as the gate does,
 * at what an update brings, and shares no code with it.
 */
export function whyIllegal(doc: Y.Doc): string | null {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return 'something waits';
  const roots = [...doc.share.keys()].filter((name) => name !== 'text');
  if (roots.length > 0) return `roots ${roots.join()}`;
  for (const node of doc.getXmlFragment('text').toArray()) {
    if (!(node instanceof Y.XmlElement) || node.nodeName !== 'clause') return 'a node that is no clause';
    const wrong = wrongAttribute(node.getAttributes() as Record<string, unknown>);
    if (wrong !== null) return wrong;
    for (const child of node.toArray()) {
      if (!(child instanceof Y.XmlText)) return 'a clause that holds no words';
      if (Object.keys(child.getAttributes()).length > 0) return 'a text node with attributes';
      for (const piece of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
        if (typeof piece.insert !== 'string') return 'words that are no string';
        for (const [key, value] of Object.entries(piece.attributes ?? {})) if (!isMark(key, value)) return `a mark ${key}`;
      }
    }
  }
  return null;
}

function wrongAttribute(attributes: Record<string, unknown>): string | null {
  const { id, kind, level, label, ...others } = attributes;
  const [other] = Object.keys(others);
  if (other !== undefined) return `an attribute ${other}`;
  if (typeof id !== 'string' || !ID.test(id)) return 'no id';
  if (kind !== undefined && !(typeof kind === 'string' && KINDS.includes(kind))) return 'no kind';
  if (level !== undefined && !(typeof level === 'number' && Number.isInteger(level) && level >= 0)) return 'no level';
  return label === undefined || typeof label === 'string' ? null : 'no label';
}

function isMark(key: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = JSON.stringify(Object.keys(value));
  if (key === 'bold' || key === 'italic') return members === '[]';
  if (key === 'link') return members === '["href"]' && 'href' in value && isTarget(value.href);
  if (members !== '["proposal"]' || !('proposal' in value) || typeof value.proposal !== 'string') return false;
  const id = value.proposal as Parameters<typeof markKey>[1];
  return ID.test(id) && (key === markKey('insertion', id) || key === markKey('deletion', id));
}

function isTarget(href: unknown): boolean {
  return typeof href === 'string' && !/^\s*(javascript|data|vbscript):/i.test(href);
}
