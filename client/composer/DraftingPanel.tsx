import { useMemo, useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { discardingFault, type Drafting, type DraftingAct } from '../../shared/record/drafting.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { ParticipantsPicker } from '../participants/ParticipantsPicker.tsx';
import type { OpenPreparation } from '../state/open-draft.ts';
import { useDraftingAct } from './useDraftingAct.ts';

/** Who prepares together: those who do, those who are invited, and the ways to ask one more and to leave. */
export function DraftingPanel({ preparation, onLeft }: { readonly preparation: OpenPreparation; readonly onLeft: () => void }) {
  const { seat, registry } = useSitting();
  const act = useDraftingAct(preparation);
  const drafting = useReadable(preparation.drafting);
  const { sponsors, invited } = drafting;
  const [asked, setAsked] = useState<readonly ParticipantId[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const others = useMemo(
    () => registry.all.filter(({ id, kind }) => kind === 'state' && !sponsors.includes(id) && !invited.includes(id)),
    [registry, sponsors, invited],
  );
  const give = async (one: DraftingAct): Promise<boolean> => {
    setRefused(null);
    const failed = await act(one);
    setRefused(failed?.reason ?? null);
    return failed === null;
  };
  /** Those who are invited, up to the first that cannot be, leave the field. */
  async function inviteAll(): Promise<void> {
    for (const participant of asked) {
      if (!(await give({ act: 'invite', participant }))) return;
      setAsked((left) => left.filter((id) => id !== participant));
    }
  }
  return (
    <section className="drafting" aria-label="Who prepares this">
      <Members drafting={drafting} onTakeBack={(participant) => void give({ act: 'take-back-invitation', participant })} />
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void inviteAll();
        }}
      >
        <ParticipantsPicker
          label="Invite a delegation"
          takeOut={(name) => `Do not invite ${name}`}
          among={others}
          chosen={asked}
          none="Invite a delegation …"
          onChange={setAsked}
        />
        <button type="submit" className="act" disabled={asked.length === 0}>
          Invite
        </button>
        {discardingFault(drafting) !== null && (
          <button type="button" className="act" onClick={() => void give({ act: 'leave' }).then((done) => done && onLeft())}>
            Leave it to the others
          </button>
        )}
      </form>
      {sponsors.includes(seat.participant) ? null : <Notice tone="refused">Your delegation no longer prepares this.</Notice>}
      {refused !== null && (
        <Notice tone="refused" onDismiss={() => setRefused(null)}>
          {refused}
        </Notice>
      )}
    </section>
  );
}

interface MembersProps {
  readonly drafting: Drafting;
  readonly onTakeBack: (participant: ParticipantId) => void;
}

function Members({ drafting: { sponsors, invited, ready }, onTakeBack }: MembersProps) {
  const { registry } = useSitting();
  const nameOf = (id: ParticipantId): string => registry.byId.get(id)?.name ?? '';
  return (
    <ul>
      {sponsors.map((id) => (
        <li key={id}>
          <strong>{nameOf(id)}</strong>
          {sponsors.length > 1 && <Clearance ready={ready.includes(id)} />}
        </li>
      ))}
      {invited.map((id) => (
        <li key={id} className="muted">
          {nameOf(id)}, invited{' '}
          <button
            type="button"
            className="link-act"
            aria-label={`Take back the invitation of ${nameOf(id)}`}
            onClick={() => onTakeBack(id)}
          >
            Take back
          </button>
        </li>
      ))}
    </ul>
  );
}

function Clearance({ ready }: { readonly ready: boolean }) {
  return <span className={ready ? 'cleared' : 'not-cleared'}>{ready ? 'ready' : 'not ready yet'}</span>;
}
