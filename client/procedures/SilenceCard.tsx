import { useState } from 'react';
import type { ClauseId, DraftId, ParticipantId } from '../../shared/base/ids.ts';
import { lowered, oneOrMore } from '../../shared/base/phrases.ts';
import { may } from '../../shared/policy/policy.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { clauseName } from '../../shared/record/clause-names.ts';
import { breakableBy, clausesWith, isRunning, type Silence, type SilenceFate } from '../../shared/record/silence.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { momentOf } from '../chrome/age.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { clauseLabel, FATE_WORDS, givesLabel, timeLeft } from './reading.ts';
import { SpeakingFor } from '../points/SpeakingFor.tsx';
import { SpeakerField } from './SpeakerField.tsx';

export interface SilenceCardProps {
  readonly silence: Silence;
  readonly draft: DraftId;
  readonly onGo: (clause: ClauseId) => void;
}

/** A silence procedure: until when, on what, what became of it, and what this person may do about it. */
export function SilenceCard({ silence, draft, onGo }: SilenceCardProps) {
  const { seat, now, snapshot } = useDraftDesk();
  const gives = givesLabel(snapshot, silence.gives);
  const [doing, setDoing] = useState<'break' | 'lift' | null>(null);
  const running = isRunning(silence);
  const notes = may(seat, 'record positions');
  // Whether the deadline has passed is for the server's clock to say, not for this device's.
  const breaks = running && (notes || (may(seat, 'take own position') && breakableBy(silence, seat.participant).length > 0));
  const done = (): void => setDoing(null);
  return (
    <article
      className={`card procedure${running ? ' is-running' : ''}`}
      aria-label={`Silence procedure, record ${silence.entry}`}
    >
      <header className="card-head">
        <h3>Silence on {silence.whole ? 'the whole text' : oneOrMore(silence.clauses.size, 'clause')}</h3>
        <span className="procedure-state">{running ? timeLeft(silence, now) : 'over'}</span>
      </header>
      <p className="facts">
        <span>Until {momentOf(silence.deadline)}</span>
        <span>{fatesWritten(silence)}</span>
        <span>record {silence.entry}</span>
      </p>
      {gives !== null && <p className="small">Where it passes: {gives}</p>}
      {silence.shortened !== null && <p className="small">Shorter than 72 hours: {silence.shortened}</p>}
      <CirculatedClauses silence={silence} onGo={onGo} />
      <Breaks silence={silence} />
      {doing === 'break' && <Breaking silence={silence} onClose={done} />}
      {doing === 'lift' && (
        <ReasonForm
          label="Why silence is lifted, for the record"
          act="Lift silence"
          command={(reason) => ({ type: 'lift-silence', silence: silence.entry, reason })}
          onClose={done}
        />
      )}
      {doing === null && (
        <div className="acts">
          {breaks && (
            <button type="button" className="act" onClick={() => setDoing('break')}>
              {notes ? 'Note who breaks it …' : 'Break silence …'}
            </button>
          )}
          {running && may(seat, 'shorten silence') && (
            <button type="button" className="act" onClick={() => setDoing('lift')}>
              Lift …
            </button>
          )}
          {may(seat, 'export') && (
            <a
              className="act"
              href={`/api/drafts/${draft}/silences/${silence.entry}/certificate`}
              target="_blank"
              rel="noreferrer"
            >
              Certificate
            </a>
          )}
        </div>
      )}
    </article>
  );
}

function Breaks({ silence }: { readonly silence: Silence }) {
  const { snapshot } = useDraftDesk();
  if (silence.breaks.length === 0) return null;
  const nameOf = (id: ClauseId): string => {
    const clause = snapshot.byId.get(id);
    return clause === undefined
      ? 'a clause that has gone'
      : lowered(clauseName(clause, snapshot.numbers.get(id) ?? '', outcomesOf(snapshot.state)));
  };
  return (
    <ul className="procedure-said" aria-label="Who broke it">
      {silence.breaks.map((one) => (
        <li key={one.entry}>
          <strong>{shortName(snapshot.registry, one.participant)}</strong> on{' '}
          {one.clauses.length === silence.clauses.size ? 'all of it' : one.clauses.map(nameOf).join(', ')}: {one.reason}{' '}
          <span className="muted">(record {one.entry})</span>
        </li>
      ))}
    </ul>
  );
}

/** Up to so many clauses are listed at once. */
const MOST_LISTED = 6;

function CirculatedClauses({ silence, onGo }: Pick<SilenceCardProps, 'silence' | 'onGo'>) {
  const { snapshot } = useDraftDesk();
  const list = (
    <ul className="procedure-clauses">
      {[...silence.clauses].map(([clause, { fate }]) => (
        <li key={clause} data-fate={fate}>
          <button type="button" className="quiet" onClick={() => onGo(clause)}>
            {clauseLabel(snapshot, clause)}
          </button>
          <span className="fate">{FATE_WORDS[fate]}</span>
        </li>
      ))}
    </ul>
  );
  if (silence.clauses.size <= MOST_LISTED) return list;
  return (
    <details>
      <summary>The {silence.clauses.size} clauses</summary>
      {list}
    </details>
  );
}

/** On which clauses, for which reason, and for secretariat and chair, who. */
function Breaking({ silence, onClose }: { readonly silence: Silence; readonly onClose: () => void }) {
  const { snapshot, seat } = useDraftDesk();
  const notes = may(seat, 'record positions');
  const [who, setWho] = useState<ParticipantId | null>(notes ? null : seat.participant);
  const [clauses, setClauses] = useState<ReadonlySet<ClauseId>>(new Set());
  const group = who !== seat.participant ? who : null;
  const free = who === null ? [] : breakableBy(silence, who);
  const chosen = free.filter((clause) => clauses.has(clause));
  const toggle = (clause: ClauseId): void => {
    const next = new Set(clauses);
    if (!next.delete(clause)) next.add(clause);
    setClauses(next);
  };
  return (
    <ReasonForm
      label="Reason, for the record"
      act="Break silence"
      command={(reason) =>
        who === null || (free.length > 1 && chosen.length === 0)
          ? null
          : {
              type: 'break-silence',
              silence: silence.entry,
              clauses:
                free.length === silence.clauses.size && chosen.length === free.length ? null : free.length === 1 ? free : chosen,
              participant: who,
              reason,
            }
      }
      onClose={onClose}
    >
      {!notes && <SpeakingFor chosen={group} onChange={(next) => setWho(next ?? seat.participant)} />}
      {notes && <SpeakerField label="Who breaks it" chosen={who} onChange={setWho} />}
      {free.length > 1 && (
        <fieldset className="procedure-choice">
          <legend>On which clauses?</legend>
          <label>
            <input
              type="checkbox"
              checked={chosen.length === free.length}
              onChange={(event) => setClauses(new Set(event.target.checked ? free : []))}
            />{' '}
            All of them
          </label>
          {free.map((clause) => (
            <label key={clause}>
              <input type="checkbox" checked={clauses.has(clause)} onChange={() => toggle(clause)} />{' '}
              {clauseLabel(snapshot, clause)}
            </label>
          ))}
        </fieldset>
      )}
    </ReasonForm>
  );
}

const FATES: readonly SilenceFate[] = ['running', 'passed', 'broken', 'lifted', 'overtaken'];

function fatesWritten(silence: Silence): string {
  const told = FATES.flatMap((fate) => {
    const { length } = clausesWith(silence, fate);
    return length === 0 ? [] : [`${FATE_WORDS[fate]} on ${length === silence.clauses.size ? 'all' : length}`];
  });
  return told.join(', ');
}
