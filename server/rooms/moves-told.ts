import type { ClauseId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { movedSince } from '../../shared/text/order.ts';
import type { Refreshed } from './text-index.ts';

/** Each entry that tells of a move: the clause, and the number of the update behind which the entry is. */
export function movesTold(entries: readonly Entry[]): (readonly [ClauseId, number])[] {
  return entries.flatMap(({ event, text }) => (event.type === 'ClauseMoved' ? [[event.clause, text.number] as const] : []));
}

/** The clauses as they stood, one that stood twice twice, before the update of this number moved some of them or took them away. */
export interface OrderBefore {
  readonly until: number;
  readonly order: readonly ClauseId[];
  /** Those. */
  readonly left: ReadonlySet<ClauseId>;
}

/** How the clauses stood before an update, by what it did. */
export function movedBy(update: number, { clauses, order }: Pick<Refreshed, 'clauses' | 'order'>): OrderBefore {
  return { until: update, order, left: new Set(clauses.flatMap(({ clause, left }) => (left ? [clause] : []))) };
}

/**
 * Which clauses the record says were moved, and when: by that it is judged whether one that was moved, and perhaps moved back, stands to the
 * others as it did. Nothing follows for it from what was told of another since.
 */
export class MovesTold {
  private readonly at = new Map<ClauseId, number>();
  private judged: { readonly of: OrderBefore['order']; readonly by: Judging; readonly moved: ReadonlySet<ClauseId> } | null =
    null;

  /** Notes that an entry behind update `head` tells of a move. */
  tell(clause: ClauseId, head: number): void {
    this.at.set(clause, head);
  }

  /** What was told so far counts for nothing in what is moved from now on. */
  forget(): void {
    this.at.clear();
    this.judged = null;
  }

  /** The clauses that stand elsewhere among the others than before. */
  since({ until, order, left }: OrderBefore, by: Judging): ReadonlySet<ClauseId> {
    const { judged } = this;
    if (judged?.of === order && judged.by.head === by.head && judged.by.told === by.told) return judged.moved;
    const except = new Set([...this.at].flatMap(([clause, at]) => (at >= until && at <= by.told ? [clause] : [])));
    const moved = movedSince(order, by.order(), { touched: left, except });
    this.judged = { of: order, by, moved };
    return moved;
  }
}

interface Judging {
  /** Number of the last update of the text that is looked at, and how it stands. */
  readonly head: number;
  readonly order: () => readonly ClauseId[];
  /**
   * The last update behind which an entry counts as told: the one before, so that entries behind one update go by the same, whichever of them is
   * written first.
   */
  readonly told: number;
}
