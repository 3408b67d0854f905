import { useMemo, useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { LEAST_SILENCE } from '../../shared/record/silence-decisions.ts';
import { runningOn } from '../../shared/record/silence.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { readingOf } from '../../shared/record/text-reading.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ClauseChoice, type ClauseChoiceProps } from './ClauseChoice.tsx';
import { GivesField } from './GivesField.tsx';
import { useGiving } from './useGiving.ts';

const HOUR = 3_600_000;

/** What is circulated under silence, and until when. */
export function CirculateDialog({ onClose }: { readonly onClose: () => void }) {
  const { snapshot, seat, now } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const [whole, setWhole] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<ClauseId>>(new Set());
  // The next full hour that is far enough away.
  const [until, setUntil] = useState(() => localTime(Math.ceil((now + LEAST_SILENCE) / HOUR) * HOUR));
  const [shortening, setShortening] = useState('');
  const [gives, setGives] = useState('');
  const free = useMemo(() => freeOfSilence(snapshot), [snapshot]);
  const deadline = Date.parse(until);
  const isPast = deadline <= now;
  const isShort = !isPast && deadline - now < LEAST_SILENCE;
  const mayShorten = may(seat, 'shorten silence');
  const clauses = free.filter((clause) => chosen.has(clause));
  const ready =
    !Number.isNaN(deadline) && !isPast && (whole || clauses.length > 0) && (!isShort || (mayShorten && shortening.trim() !== ''));
  const circulate = (): void =>
    void give({
      type: 'begin-silence',
      clauses: whole ? null : clauses,
      deadline: new Date(deadline).toISOString(),
      shortening: isShort ? shortening : null,
      ...(gives === '' ? {} : { gives }),
    }).then((did) => did && onClose());
  return (
    <FormDialog
      title="Circulate for silence"
      act="Circulate"
      ready={ready}
      busy={busy}
      reason={reason}
      onAct={circulate}
      onClose={onClose}
    >
      <p>
        The words as they stand are put before the delegations. A clause on which nobody has broken silence by the deadline has
        passed. Where its words change before then, silence on it ends.
      </p>
      <Circulated whole={whole} onWhole={setWhole} clauses={free} chosen={chosen} onChange={setChosen} />
      <label className="field">
        Deadline, in your time
        <input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      {may(seat, 'agree') && (
        <GivesField
          label="Status of a clause on which it passes"
          rungs={snapshot.state.ladder.rungs}
          chosen={gives}
          onChange={setGives}
        />
      )}
      {isPast && <p className="warn small">This deadline has passed already, by the clock of this device. Set a later one.</p>}
      {isShort && <Shortening may={mayShorten} reason={shortening} onChange={setShortening} />}
    </FormDialog>
  );
}

/** The clauses that are read and on which no silence runs. */
function freeOfSilence({ clauses, state }: DraftSnapshot): ClauseId[] {
  return readingOf(clauses, outcomesOf(state))
    .all()
    .map(({ clause }) => clause)
    .filter((clause) => runningOn(state.silences, clause) === null);
}

interface CirculatedProps extends ClauseChoiceProps {
  readonly whole: boolean;
  readonly onWhole: (whole: boolean) => void;
}

function Circulated({ whole, onWhole, ...choice }: CirculatedProps) {
  return (
    <>
      <fieldset className="procedure-choice">
        <legend>What is circulated</legend>
        <label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the first thing the dialog asks for */}
          <input type="radio" name="what" checked={whole} autoFocus onChange={() => onWhole(true)} /> The whole text
        </label>
        <label>
          <input type="radio" name="what" checked={!whole} onChange={() => onWhole(false)} /> Some clauses
        </label>
      </fieldset>
      {!whole && <ClauseChoice {...choice} />}
    </>
  );
}

interface ShorteningProps {
  readonly may: boolean;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
}

function Shortening({ may: allowed, reason, onChange }: ShorteningProps) {
  if (!allowed) return <p className="warn small">Only the chair may make silence shorter than 72 hours.</p>;
  return (
    <label className="field">
      Why it is shorter than 72 hours, for the record
      <input type="text" maxLength={20_000} value={reason} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** As a field for date and time has it, in the time of this place. */
function localTime(moment: number): string {
  const shifted = new Date(moment - new Date(moment).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
