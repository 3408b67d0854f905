import { toBase64, encodeAny } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import type { ProposalId } from '../base/ids.ts';
import { isId, proposalId } from '../base/ids.ts';
import type { Run } from './clause.ts';
import { sortedIds } from './clause.ts';

/** Attributes of characters in a Y.XmlText, as y-prosemirror writes them. */
export type Attributes = Readonly<Record<string, unknown>>;

const OVERLAPPING = /^(insertion|deletion)--[A-Za-z0-9+/=]{8}$/;
const HASH_BYTES = 6;

/**
 * The attribute name under which y-prosemirror 1.3 stores one of several overlapping marks of a type: the type's name and eight
 * characters of a hash of the mark. The server writes marks too, so both must agree to the letter; a test holds them together.
 */
export function markKey(type: 'insertion' | 'deletion', proposal: ProposalId): string {
  const hash = digest(new Uint8Array(encodeAny({ type, attrs: { proposal } })));
  const folded = hash.slice(0, HASH_BYTES);
  for (let index = HASH_BYTES; index < hash.length; index += 1) {
    folded[index % HASH_BYTES] = (folded[index % HASH_BYTES] ?? 0) ^ (hash[index] ?? 0);
  }
  return `${type}--${toBase64(folded)}`;
}

/** The proposal that an attribute names, or null where it is no mark of the negotiation or is malformed. */
export function markedProposal(
  key: string,
  value: unknown,
): { readonly role: 'insertion' | 'deletion'; readonly proposal: ProposalId } | null {
  const role = OVERLAPPING.exec(key)?.[1];
  if (role !== 'insertion' && role !== 'deletion') return null;
  if (typeof value !== 'object' || value === null || !('proposal' in value)) return null;
  const { proposal } = value;
  if (typeof proposal !== 'string' || !isId(proposal)) return null;
  return { role, proposal: proposalId(proposal) };
}

/** The attributes of a run. */
export function attributesOf(run: Omit<Run, 'text'>): Attributes {
  const attributes: Record<string, unknown> = {};
  if (run.bold) attributes['bold'] = {};
  if (run.italic) attributes['italic'] = {};
  if (run.link !== undefined) attributes['link'] = { href: run.link };
  for (const id of run.insertions) attributes[markKey('insertion', id)] = { proposal: id };
  for (const id of run.deletions) attributes[markKey('deletion', id)] = { proposal: id };
  return attributes;
}

/** Whether attributes are all of the schema. */
export function areKnown(attributes: Attributes | undefined): boolean {
  for (const key in attributes)
    if (key !== 'bold' && key !== 'italic' && key !== 'link' && markedProposal(key, attributes[key]) === null) return false;
  return true;
}

const NONE: readonly ProposalId[] = [];

/** The run that these attributes make of a text. Attributes that are not the schema's are passed over. */
export function runOf(text: string, attributes: Attributes | undefined): Run {
  // Most of a text.
  if (attributes === undefined) return { text, insertions: NONE, deletions: NONE };
  const insertions: ProposalId[] = [];
  const deletions: ProposalId[] = [];
  let link: string | undefined;
  for (const [key, value] of Object.entries(attributes)) {
    const mark = markedProposal(key, value);
    if (mark !== null) (mark.role === 'insertion' ? insertions : deletions).push(mark.proposal);
    else if (key === 'link' && typeof value === 'object' && value !== null && 'href' in value && typeof value.href === 'string') {
      link = value.href;
    }
  }
  return {
    text,
    insertions: sortedIds(insertions),
    deletions: sortedIds(deletions),
    ...(attributes['bold'] ? { bold: true as const } : {}),
    ...(attributes['italic'] ? { italic: true as const } : {}),
    ...(link === undefined ? {} : { link }),
  };
}
