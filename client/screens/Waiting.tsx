import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { DraftId } from '../../shared/base/ids.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, type RecordState } from '../../shared/record/state.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import { useNow } from '../chrome/useNow.ts';
import { ageOf } from '../chrome/age.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { recoverStranded } from '../recovery/stranded.ts';
import { Tray } from '../recovery/tray.ts';
import { useTray } from '../recovery/useTray.ts';
import { useUnsentHere } from '../recovery/useUnsentHere.ts';
import { Invitation } from './Invitation.tsx';
import { recoveryTasks, tasksFor, unsentTasks, type Task } from './waiting.ts';

/** What waits for this person. An observer waits for others, and has no such list. */
export function Waiting({ desk }: { readonly desk: Desk }) {
  const { seat } = useSitting();
  const tasks = useTasks(desk);
  const kept = [...unsentTasks(useUnsentHere(seat.id, desk), desk), ...useKeptWords(desk)];
  const now = useNow();
  if (seat.role === 'observer' && kept.length === 0) return null;
  const nothing = tasks !== null && tasks.length === 0 && desk.preparations.length === 0 && kept.length === 0;
  return (
    <aside className="waiting" aria-label="Waiting for you" aria-live="polite">
      <h2>Waiting for you</h2>
      {nothing && <p className="muted">Nothing, for now.</p>}
      <ul>
        {kept.map((task) => (
          <li key={`${task.address} ${task.words}`}>
            <Link href={task.address}>
              <strong>{task.words}</strong>
              <span className="muted small">{task.title}</span>
            </Link>
          </li>
        ))}
        {desk.preparations.map((one) => (
          <li key={one.id}>
            {one.isInvitation ? (
              <Invitation card={one} />
            ) : (
              <Link href={`/preparations/${one.id}`}>
                <strong>In preparation</strong> {one.about}
                <span className="muted small">
                  {one.draftTitle} · begun by {one.startedBy} {ageOf(one.startedAt, now)}
                </span>
              </Link>
            )}
          </li>
        ))}
        {(tasks ?? []).map((task) => (
          <li key={`${task.draft}${task.words}`}>
            <Link href={`/drafts/${task.draft}${task.proposal === null ? '' : `?point=${task.proposal}`}`}>
              <strong>{task.words}</strong>
              <span className="muted small">{task.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The record of each draft is read for it, since the desk itself only counts: of one that was read before, what has come since. */
function useTasks({ drafts }: Desk): readonly Task[] | null {
  const { api } = useServices();
  const { seat } = useSitting();
  const [tasks, setTasks] = useState<readonly Task[] | null>(null);
  const read = useRef(new Map<DraftId, RecordState>());
  // What else changes on a desk, such as ages and counts, is nothing to the records.
  const ends = drafts.map(({ id, lastEntry }) => `${id} ${lastEntry}`).join();
  const tell = useEffectEvent(async (isHere: () => boolean): Promise<void> => {
    const found = await Promise.all(
      drafts.map(async (draft) => {
        const before = read.current.get(draft.id) ?? EMPTY_STATE;
        const slice = before.last >= draft.lastEntry ? null : await api.recordAfter(draft.id, before.last);
        const state = slice?.ok === true ? slice.value.entries.reduce(evolve, before) : before;
        read.current.set(draft.id, state);
        return tasksFor(seat, draft, state);
      }),
    );
    if (isHere()) setTasks(found.flat());
  });
  useEffect(() => {
    let here = true;
    void tell(() => here);
    return () => {
      here = false;
    };
  }, [ends]);
  return tasks;
}

/** Words of this person that stand in no text, draft by draft. */
function useKeptWords(desk: Desk): ReturnType<typeof recoveryTasks> {
  const { api, kept, locks } = useServices();
  const { seat } = useSitting();
  const tray = useMemo(() => new Tray(seat.id, kept, api), [seat, kept, api]);
  const words = useTray(tray);
  useEffect(() => {
    const open = desk.preparations.map(({ id }) => id);
    void recoverStranded({ kept, locks, tray }, seat.id, open).then(() => tray.refresh());
  }, [tray, desk, kept, locks, seat]);
  return recoveryTasks(words, desk);
}
