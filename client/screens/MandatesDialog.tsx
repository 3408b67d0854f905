import { useEffect, useMemo, useState } from 'react';
import { Heading } from 'react-aria-components';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { mandateFault } from '../../shared/participants/mandates.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import type { SeatList } from '../../shared/protocol/api.ts';
import { momentOf } from '../chrome/age.ts';
import { DialogFrame } from '../chrome/DialogFrame.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { ParticipantsPicker } from '../participants/ParticipantsPicker.tsx';
import { sought } from '../participants/sought.ts';

/** For the secretariat: the way to say who speaks for groups. */
export function MandatesAct() {
  const { seat } = useSitting();
  const [open, setOpen] = useState(false);
  if (!may(seat, 'give mandates')) return null;
  return (
    <>
      <button type="button" className="act" onClick={() => setOpen(true)}>
        Who speaks for groups …
      </button>
      {open && <MandatesDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** For which groups each delegation's seat may speak. */
function MandatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { api } = useServices();
  const [list, setList] = useState<SeatList | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [acts, setActs] = useState(0);
  useEffect(() => {
    void api.seats().then((answer) => (answer.ok ? setList(answer.value) : setRefused(answer.refusal.reason)));
  }, [api, acts]);
  const give = async (seat: Seat, mandates: readonly ParticipantId[]): Promise<void> => {
    const answer = await api.giveMandates(seat.id, mandates);
    setRefused(answer.ok ? null : answer.refusal.reason);
    if (answer.ok) setActs((before) => before + 1);
  };
  return (
    <DialogFrame onClose={onClose}>
      <Heading slot="title">Who speaks for groups</Heading>
      <p>
        Besides its delegation, a seat may speak for the groups named here, from now on. Who gave or took back a mandate, and
        when, stands in the record.
      </p>
      {refused !== null && <Notice tone="refused">{refused}</Notice>}
      {list !== null && <Speakers list={list} onGive={(seat, mandates) => void give(seat, mandates)} />}
      <div className="row end">
        <button type="button" className="main-act" onClick={onClose}>
          Done
        </button>
      </div>
    </DialogFrame>
  );
}

/** So many seats are seen at a glance; of more, those that speak or spoke for a group, and those of the delegation looked for. */
const AT_A_GLANCE = 12;

interface SpeakersProps {
  readonly list: SeatList;
  readonly onGive: (seat: Seat, mandates: readonly ParticipantId[]) => void;
}

function Speakers({ list: { seats, mandates }, onGive }: SpeakersProps) {
  const { registry } = useSitting();
  const [of, setOf] = useState<ParticipantId | null>(null);
  const all = seats.filter((seat) => mandateFault(seat, [], registry) === null);
  const spoke = new Set([...mandates.map(({ seat }) => seat), ...all.flatMap((seat) => (seat.mandates?.length ? seat.id : []))]);
  const shown = all.filter((seat) => (of === null ? all.length <= AT_A_GLANCE || spoke.has(seat.id) : seat.participant === of));
  return (
    <>
      {all.length > AT_A_GLANCE && (
        <ParticipantPicker
          label="Delegation"
          among={sought(registry, new Set(all.map(({ participant }) => participant)))}
          chosen={of}
          none="Those who speak for a group, or did"
          clears
          onChange={setOf}
        />
      )}
      <ul className="mandates">
        {shown.map((seat) => (
          <Mandates
            key={seat.id}
            seat={seat}
            acts={mandates.filter((one) => one.seat === seat.id)}
            onChange={(groups) => onGive(seat, groups)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="muted">Nobody speaks for a group yet. Choose the delegation of somebody who is to.</p>}
    </>
  );
}

interface MandatesProps {
  readonly seat: Seat;
  /** All that it was ever given. */
  readonly acts: SeatList['mandates'];
  readonly onChange: (mandates: readonly ParticipantId[]) => void;
}

function Mandates({ seat, acts, onChange }: MandatesProps) {
  const { registry } = useSitting();
  const own = seat.mandates ?? [];
  const groups = useMemo(() => registry.all.filter(({ kind }) => kind === 'group'), [registry]);
  return (
    <li>
      <span>
        <strong>{seat.name}</strong> <span className="muted">{registry.byId.get(seat.participant)?.name}</span>
      </span>
      <ParticipantsPicker
        label={`A group for which ${seat.name} speaks`}
        takeOut={(name) => `${seat.name} no longer speaks for ${name}`}
        among={groups}
        chosen={own}
        none="Add a group …"
        onChange={onChange}
      />
      {acts.length > 0 && (
        <ul className="mandate-acts small muted">
          {acts.map(({ group, given, taken }) => (
            <li key={`${group} ${given.at}`}>
              {registry.byId.get(group)?.code}: given by {given.by.user}, <time dateTime={given.at}>{momentOf(given.at)}</time>
              {taken !== null && (
                <>
                  ; taken back by {taken.by.user}, <time dateTime={taken.at}>{momentOf(taken.at)}</time>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
