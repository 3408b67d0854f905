import * as Y from 'yjs';
import { withoutSlots } from '../../shared/text/clause.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { clauseIdOf, type Passage } from '../../shared/text/passages.ts';

/** By its key the first place where each bracket begins that was put. */
type Brackets = Map<string, Y.ID>;

/**
 * The words round which an update puts brackets in a clause that was gone before, of which its author had not heard: they are in no text, and no entry comes of
 * them. Those that it takes off again are left out. Each is of the client that put the bracket, whoever wrote the words. Costs the new marks of the transaction and the
 * clauses that they are in.
 */
export function lostBrackets({ doc, beforeState, deleteSet }: Y.Transaction, update: Uint8Array): Passage[] {
  // What comes into a clause that is gone is gone with it.
  if (deleteSet.clients.size === 0) return [];
  const { structs, ds } = Y.decodeUpdate(update);
  const put = new Map<Y.XmlText, Brackets>();
  for (const { id } of structs) {
    if (id.clock < (beforeState.get(id.client) ?? 0) || id.clock >= Y.getState(doc.store, id.client) || Y.isDeleted(ds, id))
      continue;
    const { content, parent } = Y.getItem(doc.store, id);
    if (!(content instanceof Y.ContentFormat) || markedProposal(content.key, content.value)?.role !== 'deletion') continue;
    if (!(parent instanceof Y.XmlText) || !wasGone(parent, deleteSet)) continue;
    const brackets: Brackets = put.get(parent) ?? new Map();
    put.set(parent, brackets);
    if (!brackets.has(content.key)) brackets.set(content.key, id);
  }
  return [...put].flatMap(([text, brackets]) => passagesUnder(text, brackets));
}

/** Whether words stood in a clause that was deleted before this transaction. */
function wasGone({ parent }: Y.XmlText, now: Y.Transaction['deleteSet']): boolean {
  const holder = parent instanceof Y.XmlElement ? parent._item : null;
  return holder?.deleted === true && !Y.isDeleted(now, holder.id);
}

function passagesUnder(text: Y.XmlText, brackets: Brackets): Passage[] {
  const words = new Map<string, string>();
  const open = new Set<string>();
  for (let item = text._start; item !== null; item = item.right) {
    const { content } = item;
    if (content instanceof Y.ContentFormat && content.value === null) open.delete(content.key);
    else if (content instanceof Y.ContentFormat && brackets.has(content.key)) open.add(content.key);
    else if (content instanceof Y.ContentString)
      for (const key of open) words.set(key, (words.get(key) ?? '') + withoutSlots(content.str));
  }
  const place = { clause: clauseIdOf(text.parent as Y.XmlElement), beside: null, note: null, before: '', after: '' };
  return [...brackets].map(([key, { client, clock }]) => {
    return { words: words.get(key) ?? '', runs: [], ...place, client, from: clock, to: clock };
  });
}
