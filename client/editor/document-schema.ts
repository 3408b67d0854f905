import { Mark, Node } from '@tiptap/core';
import { asCellPlace } from '../../shared/text/cell.ts';
import { isLinkAddress } from '../../shared/text/link.ts';
import { footnoteKey, footnoteLabel } from '../../shared/text/numbering.ts';
import { CLAUSE_NODE, isKind } from '../../shared/text/reading.ts';

const LINK_TARGET = /^(https?:\/\/|mailto:)/i;

/** Whether somebody may set a link that leads there: everything else that is pasted or set becomes plain text. */
export function mayLinkTo(target: string): boolean {
  return LINK_TARGET.test(target) && isLinkAddress(target);
}

const documentNode = Node.create({ name: 'doc', topNode: true, content: `${CLAUSE_NODE}+` });
const textNode = Node.create({ name: 'text', group: 'inline' });

/** The one block. What HTML gives for its id is none yet, but what a copy carries along, which pasting reads (`carried-clause.ts`). */
const clauseNode = Node.create({
  name: CLAUSE_NODE,
  content: 'text*',
  defining: true,
  addAttributes() {
    return {
      id: { default: '', rendered: false, parseHTML: (dom: HTMLElement) => dom.dataset['clause'] ?? '' },
      kind: { default: 'text', parseHTML: (dom: HTMLElement) => (isKind(dom.dataset['kind']) ? dom.dataset['kind'] : 'text') },
      level: { default: 0, parseHTML: (dom: HTMLElement) => levelOf(dom.dataset['level']) },
      // HTML gives no number. The label of a footnote is its key, by which the marks that come with it know it.
      label: { default: '', rendered: false, parseHTML: (dom: HTMLElement) => noteLabelOf(dom) },
      cell: { default: null, rendered: false, parseHTML: (dom: HTMLElement) => asCellPlace(dom.dataset['cell']) },
      // Holds what this version does not know. Never from HTML: what is pasted is known.
      sealed: { default: null, rendered: false, parseHTML: () => null },
    };
  },
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ node }) => {
    const { kind, level, cell, label } = node.attrs as Record<string, unknown>;
    const place = typeof cell === 'string' ? { 'data-cell': cell } : {};
    const key = kind === 'footnote' ? footnoteKey(String(label)) : null;
    const note = key === null ? {} : { 'data-note-key': key };
    return ['p', { 'data-kind': String(kind), 'data-level': String(level), ...place, ...note }, 0];
  },
});

// The order of the marks is the order of nesting on the page: proposals outside, so that one element holds a whole passage.
const insertionMark = proposalMark('insertion', 'ins');
const deletionMark = proposalMark('deletion', 'del');

const linkMark = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '', parseHTML: (dom: HTMLElement) => dom.getAttribute('href') ?? '' } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (dom) => (mayLinkTo(dom.getAttribute('href') ?? '') ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, rel: 'noreferrer noopener' }, 0],
});

const boldMark = Mark.create({
  name: 'bold',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b', getAttrs: (dom) => (dom.style.fontWeight === 'normal' ? false : null) }],
  renderHTML: () => ['strong', 0],
});

const italicMark = Mark.create({
  name: 'italic',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i', getAttrs: (dom) => (dom.style.fontStyle === 'normal' ? false : null) }],
  renderHTML: () => ['em', 0],
});

/** The document as TipTap knows it: the same nodes and marks as `shared/text`. */
export const DOCUMENT_SCHEMA = [documentNode, textNode, clauseNode, insertionMark, deletionMark, linkMark, boldMark, italicMark];

/** A mark of the negotiation. It overlaps itself: words can belong to any number of proposals. */
function proposalMark(name: 'insertion' | 'deletion', tag: 'ins' | 'del') {
  return Mark.create({
    name,
    excludes: '',
    addAttributes: () => ({
      proposal: {
        default: '',
        parseHTML: (dom: HTMLElement) => dom.dataset['proposal'] ?? '',
        renderHTML: (attributes: Record<string, unknown>) => ({ 'data-proposal': String(attributes['proposal']) }),
      },
    }),
    parseHTML: () => [{ tag: `${tag}[data-proposal]` }],
    renderHTML: ({ HTMLAttributes }) => [tag, { class: name, ...HTMLAttributes }, 0],
  });
}

function noteLabelOf({ dataset }: HTMLElement): string {
  const label = footnoteLabel(dataset['noteKey'] ?? '');
  return dataset['kind'] === 'footnote' && footnoteKey(label) !== null ? label : '';
}

function levelOf(written: string | undefined): number {
  const level = Number(written);
  return Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0;
}
