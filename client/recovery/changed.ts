import * as Y from 'yjs';
import { addTo, groupBy } from '../../shared/base/group-by.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import { moveSentence } from '../../shared/projection/move-story.ts';
import { recastSentence } from '../../shared/projection/recast-story.ts';
import { excerpt } from '../../shared/projection/telling.ts';
import { openingWords, type Place } from '../../shared/record/clause-events.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { movedSince } from '../../shared/text/order.ts';
import { clauseIdOf, withoutIds, type Passage } from '../../shared/text/passages.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { recastBetween, settingOf } from '../../shared/text/setting.ts';
import { nameOf } from './bracketed.ts';

/** What was done to a clause besides its words: how it is set, and where it stands. */
export interface ChangedClause {
  readonly clause: ClauseId;
  /** In a sentence or two, as the record would have told it. */
  readonly told: string;
}

/**
 * What updates changed of clauses besides their words, each by what it was without them. Of clauses that came with them, or with `earlier` ones, their words tell.
 * Costs the text, where there is any such change.
 */
export function clausesChanged(doc: Y.Doc, updates: readonly Uint8Array[], earlier: readonly Uint8Array[] = []): ChangedClause[] {
  const touched = touchedBy(doc, updates);
  if (touched.all.size === 0) return [];
  const before = textWithout(doc, updates);
  const base = earlier.length === 0 ? before : textWithout(doc, [...earlier, ...updates]);
  if (before === null || base === null) return [];
  const after = readText(doc);
  const [stood, stand] = [groupBy(before, ({ id }) => id), groupBy(after, ({ id }) => id)];
  const moved = movedSince(idsOf(before), idsOf(after), { touched: touched.moved, except: new Set() });
  const known = new Set(idsOf(base));
  return [...stand.keys()].flatMap((clause): ChangedClause[] => {
    if (!touched.all.has(clause) || !stood.has(clause) || !known.has(clause)) return [];
    const sentences = [
      recastTold(stood.get(clause), stand.get(clause), touched.looks.has(clause)),
      moved.has(clause) && touched.moved.has(clause) ? moveTold(clause, before, after) : null,
    ].filter((one) => one !== null);
    return sentences.length === 0 ? [] : [{ clause, told: sentences.join(' ') }];
  });
}

/** The clauses that updates parted or joined, by the words that they moved with that. A clause that was moved whole is told as moved. */
export function clausesRegrouped(doc: Y.Doc, updates: readonly Uint8Array[], moved: ReadonlySet<Passage>): ChangedClause[] {
  if (moved.size === 0) return [];
  const made = new Set(updates.flatMap((update) => Y.decodeUpdate(update).structs).map(({ id }) => nameOf(id)));
  const stood = new Set<ClauseId | null>();
  for (let item = textOf(doc)._start; item !== null; item = item.right)
    if (!made.has(nameOf(item.id)) && item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement)
      stood.add(clauseIdOf(item.content.type));
  return [...moved].flatMap(({ words, clause, beside, client, from }): ChangedClause[] => {
    if (clause === null) return [];
    const { parent } = Y.getItem(doc.store, Y.createID(client, from));
    const holder = parent instanceof Y.XmlText && parent.parent instanceof Y.XmlElement ? parent.parent._item : null;
    if (holder === null) return [];
    if (!made.has(nameOf(holder.id))) return [{ clause, told: `You joined “${excerpt(words.trim())}” to this clause.` }];
    if (stood.has(clause) || beside === null) return [];
    return [{ clause: beside, told: `You made “${excerpt(words.trim())}” a clause of its own behind this one.` }];
  });
}

/** The clauses of which updates wrote more than words: all, those of which the looks of words, and those that they put somewhere. */
interface Touched {
  readonly all: ReadonlySet<ClauseId>;
  readonly looks: ReadonlySet<ClauseId>;
  readonly moved: ReadonlySet<ClauseId>;
}

function touchedBy(doc: Y.Doc, updates: readonly Uint8Array[]): Touched {
  const [looks, moved, others] = [new Set<ClauseId>(), new Set<ClauseId>(), new Set<ClauseId>()];
  const note = (clauses: Set<ClauseId>, element: unknown): void => {
    const clause = element instanceof Y.XmlElement ? clauseIdOf(element) : null;
    if (clause !== null) clauses.add(clause);
  };
  for (const { id } of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    if (id.clock >= Y.getState(doc.store, id.client)) continue;
    // As it came to be in the text: an update says of the second value of an attribute no more than that it follows the first.
    const { content, parent, parentSub } = Y.getItem(doc.store, id);
    if (content instanceof Y.ContentFormat && markedProposal(content.key, content.value) === null && parent instanceof Y.XmlText)
      note(looks, parent.parent);
    else if (content instanceof Y.ContentType) note(moved, content.type);
    else if (parentSub !== null) note(others, parent);
  }
  return { all: new Set([...looks, ...moved, ...others]), looks, moved };
}

/** The clauses as they would stand without updates. Null where that is not to be said: what is not theirs stands on them, or the document does not keep what is deleted. */
function textWithout(doc: Y.Doc, updates: readonly Uint8Array[]): Clause[] | null {
  if (doc.gc) return null;
  const decoded = updates.map((update) => Y.decodeUpdate(update));
  const { ds, sv } = Y.snapshot(doc);
  for (const { id } of decoded.flatMap(({ structs }) => structs)) sv.set(id.client, Math.min(sv.get(id.client) ?? 0, id.clock));
  const left = new Y.Doc({ gc: false });
  const standing: typeof ds = Y.createDeleteSet();
  const theirs = Y.mergeDeleteSets(decoded.map((one) => one.ds)).clients;
  for (const [client, ranges] of withoutIds(ds.clients, theirs)) for (const one of ranges) addTo(standing.clients, client, one);
  Y.createDocFromSnapshot(doc, new Y.Snapshot(standing, sv), left);
  const clauses = left.store.pendingStructs === null ? readText(left) : null;
  left.destroy();
  return clauses;
}

/** Of a clause that stands, or stood, in two places it is not to be said how it is set. `looked`: whether looks were laid on words, or taken off. */
function recastTold(before: readonly Clause[] = [], after: readonly Clause[] = [], looked: boolean): string | null {
  const [was, is] = [before[0], after[0]];
  if (was === undefined || is === undefined || before.length > 1 || after.length > 1) return null;
  const [then, now] = [settingOf(was), settingOf(is)];
  const recast = recastBetween(then, looked ? now : { ...now, looks: then.looks }, plainText(was) === plainText(is));
  return recast === null ? null : recastSentence({ type: 'ClauseRecast', clause: is.id, ...recast }, 'You', true);
}

function moveTold(clause: ClauseId, before: readonly Clause[], after: readonly Clause[]): string {
  const from = placesOf(clause, before);
  const all = placesOf(clause, after);
  // Where somebody else put it is none of it.
  const own = all.filter(({ behind }) => all.length === 1 || !from.some((place) => place.behind === behind));
  return moveSentence({ type: 'ClauseMoved', clause, words: '', from, to: own.length === 0 ? all : own }, 'You', true);
}

function placesOf(clause: ClauseId, clauses: readonly Clause[]): Place[] {
  return clauses.flatMap(({ id }, at): Place[] => {
    if (id !== clause) return [];
    const behind = clauses[at - 1];
    return [behind === undefined ? { behind: null, words: '' } : { behind: behind.id, words: openingWords(behind) }];
  });
}

function idsOf(clauses: readonly Clause[]): ClauseId[] {
  return clauses.map(({ id }) => id);
}
