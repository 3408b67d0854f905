import * as Y from 'yjs';
import type { ClauseId } from '../../shared/base/ids.ts';
import { clauseIdOf } from '../../shared/text/passages.ts';
import { elementsIn, piecesIn, textsIn, type Piece } from './text-pieces.ts';

type Side = 'left' | 'right';

/** What stood beside the clauses that a transaction has changed, before it did. Each clause is looked at once. */
export class Beside {
  private readonly transaction: Y.Transaction;
  private readonly known = { left: new Map<Y.Item, Piece | null>(), right: new Map<Y.Item, Piece | null>() };
  private elementsOf: ReadonlyMap<ClauseId | null, number> | null = null;

  constructor(transaction: Y.Transaction) {
    this.transaction = transaction;
  }

  /** The words nearest to a clause among those on one side of it; null where there are none, and beside a clause that has come back. */
  on(side: Side, element: Y.XmlElement): Piece | null {
    if (element._item === null || this.hasComeBack(element, element._item)) return null;
    const { [side]: known } = this.known;
    const passed: Y.Item[] = [];
    let found: Piece | null = null;
    for (let item: Y.Item | null = element._item; item !== null && found === null; item = item[side]) {
      const told = known.get(item);
      if (told !== undefined) {
        found = told;
        break;
      }
      if (item !== element._item) found = this.nearestIn(item, side);
      if (found === null && !item.deleted) passed.push(item);
    }
    for (const item of passed) known.set(item, found);
    return found;
  }

  private nearestIn({ deleted, content }: Y.Item, side: Side): Piece | null {
    if (deleted || !(content instanceof Y.ContentType) || !(content.type instanceof Y.XmlElement)) return null;
    const pieces = textsIn(content.type).flatMap((text) => [...piecesIn(this.transaction, text)]);
    return pieces.filter(({ isNew }) => !isNew).at(side === 'left' ? -1 : 0) ?? null;
  }

  /** Whether a clause of this id stood elsewhere before. */
  private hasComeBack(element: Y.XmlElement, { id }: Y.Item): boolean {
    if (id.clock < (this.transaction.beforeState.get(id.client) ?? 0)) return false;
    this.elementsOf ??= elementsOf(this.transaction.doc);
    return (this.elementsOf.get(clauseIdOf(element)) ?? 0) > 1;
  }
}

/** How many elements of a document are, or were, each clause. */
function elementsOf(doc: Y.Doc): ReadonlyMap<ClauseId | null, number> {
  const counts = new Map<ClauseId | null, number>();
  for (const element of elementsIn(doc)) {
    const id = clauseIdOf(element);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
