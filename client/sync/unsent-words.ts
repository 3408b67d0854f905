import * as Y from 'yjs';
import type { ClauseId } from '../../shared/base/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';

/** A clause as it stands here with words of one's own that the server never confirmed. */
export interface UnsentWords {
  readonly clause: ClauseId;
  readonly words: string;
}

/** The clauses of a document in which the structs of an update stand, as far as they have found their place. */
export function clausesOfUpdate(doc: Y.Doc, update: Uint8Array): Set<Y.XmlElement> {
  const found = new Set<Y.XmlElement>();
  for (const { id } of Y.decodeUpdate(update).structs) {
    const structs = doc.store.clients.get(id.client);
    if (structs === undefined || id.clock >= Y.getState(doc.store, id.client)) continue;
    const struct = structs[Y.findIndexSS(structs, id.clock)];
    const clause = struct instanceof Y.Item ? clauseAround(doc, struct) : null;
    if (clause !== null) found.add(clause);
  }
  return found;
}

/** The clause of a document in which a node stands, or which it is; null for none. */
export function clauseHolding(doc: Y.Doc, node: Y.AbstractType<unknown> | null): Y.XmlElement | null {
  const root = textOf(doc);
  let at = node;
  while (at !== null && at.parent !== root) at = at.parent as Y.AbstractType<unknown> | null;
  return at instanceof Y.XmlElement ? at : null;
}

/** The words of these clauses, those left out that are empty or no longer there. */
export function wordsOfClauses(elements: Iterable<Y.XmlElement>): UnsentWords[] {
  return [...elements].flatMap((element) => {
    const clause = element._item === null || element._item.deleted ? null : readClause(element);
    const words = clause === null ? '' : plainText(clause);
    return clause === null || words === '' ? [] : [{ clause: clause.id, words }];
  });
}

function clauseAround(doc: Y.Doc, item: Y.Item): Y.XmlElement | null {
  const { parent, content } = item;
  if (content instanceof Y.ContentType && parent === textOf(doc)) return content.type instanceof Y.XmlElement ? content.type : null;
  return clauseHolding(doc, parent instanceof Y.AbstractType ? parent : null);
}
