import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { JointDecision } from '../../shared/record/together.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { Overtaken } from '../chair/Overtaken.tsx';
import { Rivals } from '../chair/Rivals.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { Sheet, SheetEnd } from '../chrome/Sheet.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { AlternativeWords, Stretches } from '../points/Alternative.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { Name } from '../paper/Words.tsx';
import { comparedWith, excerptOf } from '../points/reading.ts';
import { useGiving } from '../procedures/useGiving.ts';
import { ClauseWays } from './ClauseWays.tsx';
import {
  clauseVersions,
  jointCommand,
  jointFault,
  jointOutlooks,
  jointlyOvertaken,
  newJointForm,
  rivalsOf,
  stillWaiting,
  versionsOf,
  type JointForm,
  type JointOutlook,
} from './joint.ts';
import { Repairs } from './Repairs.tsx';

export interface TogetherSheetProps {
  readonly package: number | null;
  readonly proposals: readonly ProposalId[];
  readonly onClose: (done: boolean) => void;
}

const AROUND = 160;

/** Several decisions before they are taken: every sentence as it would read with all of them together. */
export function TogetherSheet({ package: entry, proposals, onClose }: TogetherSheetProps) {
  const { snapshot } = useDraftDesk();
  const [form, setForm] = useState(() => newJointForm(snapshot, entry, proposals));
  const { busy, reason, give, putAway } = useGiving();
  const sheet = useRef<HTMLDialogElement>(null);
  const command = jointCommand(snapshot, form);
  const outlooks = jointOutlooks(snapshot, form);
  const fault = jointFault(snapshot, command);
  const each = new Map(fault?.each?.flatMap((one) => (one.proposal === undefined ? [] : [[one.proposal, one.reason]])));
  const present = versionsOf(snapshot, form.ways.keys());
  const presentClauses = clauseVersions(snapshot, form.clauses.keys());
  const cannot = new Map(fault?.each?.flatMap((one) => (one.clause === undefined ? [] : [[one.clause, one.reason]])));
  const changed =
    [...form.versions].some(([id, version]) => present.get(id) !== version) ||
    [...form.seenClauses].some(([id, version]) => presentClauses.get(id) !== version);
  useLayoutEffect(() => sheet.current?.querySelector<HTMLElement>('select')?.focus(), [reason]);
  const confirm = (): void => {
    if (fault === null && !busy) void give(command).then((did) => did && onClose(true));
  };
  useKeyDown(sheet, (event) => {
    if (event.key === 'Escape') onClose(false);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm();
    else return false;
    return true;
  });
  const held = entry === null ? undefined : snapshot.state.instruments.packages.get(entry);
  const put = (changes: Partial<JointForm>): void => setForm({ ...form, ...changes });
  return (
    <Sheet
      title={held === undefined ? `Decide ${form.ways.size} together` : `Decide the package “${held.name}”`}
      lead="One act: all of it is done, or nothing."
      busy={busy}
      ref={sheet}
    >
      <div className="sheet-body">
        <div className="sheet-outlook">
          <Outlooks outlooks={outlooks} />
          <JointlyOvertaken form={form} />
        </div>
        <div className="sheet-fields">
          <Ways form={form} isPackage={entry !== null} each={each} onChange={(ways) => put({ ways })} />
          {form.clauses.size > 0 && <ClauseWays form={form} each={cannot} onChange={(clauses) => put({ clauses })} />}
          <Fields form={form} change={put} />
        </div>
      </div>
      {changed && <Changed onTake={() => put({ versions: present, seenClauses: presentClauses })} />}
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <SheetEnd
        act={`Confirm: ${summary(form)}`}
        busy={busy}
        ready={fault === null}
        onAct={confirm}
        onClose={() => onClose(false)}
      >
        {fault !== null && !changed && <span className="warn small">{fault.reason}</span>}
      </SheetEnd>
    </Sheet>
  );
}

/** Each other open proposal is tried against all of it, which costs the text: once for a form and a snapshot. */
function JointlyOvertaken({ form }: { readonly form: JointForm }) {
  const { snapshot } = useDraftDesk();
  const overtaken = useMemo(() => jointlyOvertaken(snapshot, form), [snapshot, form]);
  return <Overtaken overtaken={overtaken} />;
}

/** The words moved while the sheet was open: the chair looks again before it decides. */
function Changed({ onTake }: { readonly onTake: () => void }) {
  return (
    <Notice tone="refused">
      Words have changed since you began; the sentences above are as they are now.{' '}
      <button type="button" className="act" onClick={onTake}>
        Decide on the words as they are now
      </button>
    </Notice>
  );
}

function Outlooks({ outlooks }: { readonly outlooks: readonly JointOutlook[] }) {
  const { snapshot } = useDraftDesk();
  return (
    <div className="prospects" aria-live="polite">
      <h3 className="small muted">
        With all of it, {outlooks.length === 1 ? 'the sentence' : `${outlooks.length} sentences`} would read
      </h3>
      {outlooks.length === 0 && <p className="prospect muted">The words would read as they do now.</p>}
      {outlooks.map(({ clause, without, then, repairs }) => {
        const number = snapshot.numbers.get(clause) ?? '';
        return (
          <div key={clause} data-prospect={clause}>
            <p className="prospect" dir={directionOf(then === '' ? without : then)}>
              {number !== '' && (
                <span className="prospect-number">
                  <Name name={number} />{' '}
                </span>
              )}
              {then === '' ? (
                <em>The clause goes.</em>
              ) : (
                <Stretches stretches={excerptOf(comparedWith(then, without, true), AROUND)} />
              )}
            </p>
            <Repairs repairs={repairs} />
          </div>
        );
      })}
    </div>
  );
}

const WAYS: readonly { readonly how: JointDecision['how']; readonly words: string }[] = [
  { how: 'accept', words: 'Accept' },
  { how: 'drop', words: 'Drop' },
  { how: 'park', words: 'Park' },
];

interface WaysProps {
  readonly form: JointForm;
  readonly isPackage: boolean;
  /** Why one cannot be. */
  readonly each: ReadonlyMap<ProposalId, string>;
  readonly onChange: (ways: JointForm['ways']) => void;
}

function Ways({ form, isPackage, each, onChange }: WaysProps) {
  const { snapshot } = useDraftDesk();
  const ways = WAYS.filter(({ how }) => how !== 'park' || !isPackage);
  return (
    <fieldset className="ways">
      <legend>What becomes of each</legend>
      <div className="acts">
        {ways.map(({ how, words }) => (
          <button
            key={how}
            type="button"
            className="act"
            onClick={() => onChange(new Map([...form.ways.keys()].map((id) => [id, how])))}
          >
            {words} all
          </button>
        ))}
      </div>
      <ul>
        {[...form.ways].map(([id, chosen]) => {
          const proposal = snapshot.state.proposals.get(id);
          const clause = snapshot.holding.get(id)?.[0];
          const number = clause === undefined ? '' : (snapshot.numbers.get(clause.id) ?? '');
          if (proposal === undefined) return null;
          return (
            <li key={id} className="way" data-proposal={id} data-how={chosen}>
              {proposal.option === undefined ? (
                <span className="number">{number}</span>
              ) : (
                <span className="option-name">{proposal.option.label}</span>
              )}
              <AlternativeWords proposal={proposal} />
              <select
                aria-label={`What becomes of it${number === '' ? '' : `, ${number}`}`}
                value={chosen}
                onChange={(event) => onChange(new Map(form.ways).set(id, event.target.value as JointDecision['how']))}
              >
                {ways.map(({ how, words }) => (
                  <option key={how} value={how}>
                    {words}
                  </option>
                ))}
              </select>
              {each.has(id) && <span className="cannot">{each.get(id)}</span>}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Fields({ form, change }: { readonly form: JointForm; readonly change: (changes: Partial<JointForm>) => void }) {
  const { snapshot } = useDraftDesk();
  const hows = new Set(form.ways.values());
  const rivals = rivalsOf(snapshot, form).map(({ id }) => id);
  const waiting = stillWaiting(snapshot, form);
  return (
    <>
      {rivals.length > 0 && <Rivals rivals={rivals} falls={form.falls} onChange={(falls) => change({ falls })} />}
      {hows.has('park') && (
        <>
          <Line label="Parked with whom" value={form.owner} onChange={(owner) => change({ owner })} />
          <label className="field">
            Comes back on
            <input type="date" value={form.day} onChange={(event) => change({ day: event.target.value })} />
          </label>
        </>
      )}
      <Line
        label={hows.has('drop') ? 'Ground, for the record' : 'Ground, for the record (may stay empty)'}
        value={form.ground}
        onChange={(ground) => change({ ground })}
      />
      {waiting.length > 0 && (
        <Line
          label={`${waiting.length === 1 ? 'One of them waits' : `${waiting.length} of them wait`} for something undecided: why accept all the same`}
          value={form.despite}
          onChange={(despite) => change({ despite })}
        />
      )}
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, onChange }: LineProps) {
  return (
    <label className="field">
      {label}
      <input type="text" maxLength={20_000} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** "2 accepted, 1 dropped" */
function summary(form: JointForm): string {
  const done = { accept: 'accepted', drop: 'dropped', park: 'parked' } as const;
  const told = WAYS.flatMap(({ how }) => {
    const count = [...form.ways.values()].filter((way) => way === how).length;
    return count === 0 ? [] : [`${count} ${done[how]}`];
  });
  const agreed = [...form.clauses.values()].filter((how) => how === 'agree').length;
  return [...told, ...(agreed === 0 ? [] : [`${agreed} agreed`])].join(', ');
}
