import { useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { isSameMatter, matterKey, type Matter } from '../../shared/record/matter.ts';
import { nextMatter } from '../../shared/record/running-order.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { moved } from './order.ts';
import { OrderItem } from './OrderItem.tsx';

/** The running order: what is being taken, what is next. The chair arranges it by key, by button and by drag, and goes on. */
export function RunningOrder({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot, seat, act, choose } = useDraftDesk();

  const [dragged, setDragged] = useState<number | null>(null);
  const { order } = snapshot.state.instruments;
  const { matters, now } = order;
  const next = nextMatter(snapshot.state);
  const arranges = may(seat, 'decide');
  const set = (arranged: readonly Matter[]): void => act({ type: 'set-running-order', matters: arranged });
  const go = (matter: Matter): void => {
    if (matter.on === 'proposal' && snapshot.pointOf.has(matter.proposal)) return choose(matter.proposal);
    const clause = matter.on === 'clause' ? matter.clause : snapshot.holding.get(matter.proposal)?.[0]?.id;
    if (clause !== undefined) onGo(clause);
  };
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= matters.length || from === to) return;
    set(moved(matters, from, to));
  };
  return (
    <section aria-label="Running order" className="running-order">
      <header className="card-head">
        <h3>Running order</h3>
        {arranges && next !== null && (
          <button
            type="button"
            className="main-act"
            aria-keyshortcuts=">"
            onClick={() => act({ type: 'take-matter', matter: next })}
          >
            {now === null ? 'Begin' : 'Next'} <kbd aria-hidden="true">&gt;</kbd>
          </button>
        )}
        {arranges && now !== null && (
          <button type="button" className="act" onClick={() => act({ type: 'take-matter', matter: null })}>
            Stop
          </button>
        )}
      </header>
      <ol>
        {matters.map((matter, at) => (
          <OrderItem
            key={matterKey(matter)}
            matter={matter}
            standing={standingOf(snapshot, matter)}
            place={{ at, of: matters.length }}
            arranges={arranges}
            isDragging={dragged !== null}
            onGo={() => go(matter)}
            onTake={() => act({ type: 'take-matter', matter })}
            onMove={(to) => move(at, to)}
            onRemove={() => set(matters.toSpliced(at, 1))}
            onDrag={(isDragged) => setDragged(isDragged ? at : null)}
            onDropped={() => dragged !== null && move(dragged, at)}
          />
        ))}
      </ol>
    </section>
  );
}

/** Where a matter of the order stands, in a word; empty where it is still to come. */
function standingOf({ state }: DraftSnapshot, matter: Matter): string {
  const { order } = state.instruments;
  if (order.now !== null && isSameMatter(order.now, matter)) return 'now';
  const next = nextMatter(state);
  const status = matter.on === 'proposal' ? state.proposals.get(matter.proposal)?.status.state : undefined;
  if (status !== undefined && status !== 'open') return status;
  if (next !== null && isSameMatter(next, matter)) return 'next';
  return order.taken.has(matterKey(matter)) ? 'taken' : '';
}
