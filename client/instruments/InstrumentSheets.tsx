import { useState } from 'react';
import { matterKey, type Matter } from '../../shared/record/matter.ts';
import { openProposals } from '../../shared/record/state.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from '../procedures/ReasonForm.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { useInstruments } from './Instruments.ts';
import { matterLabel } from './matters.ts';
import { PackageSheet } from './PackageSheet.tsx';
import { SmallSheet } from './SmallSheet.tsx';
import { TogetherSheet } from './TogetherSheet.tsx';

/** The sheet of the chair's instruments that is open, if one is. */
export function InstrumentSheets({ onDone }: { readonly onDone: () => void }) {
  const { sheet, setSheet, marked, mark } = useInstruments();
  if (sheet === null) return null;
  const close = (done: boolean): void => {
    if (done && sheet.about !== 'waiting') mark([...marked], false);
    setSheet(null);
    onDone();
  };
  switch (sheet.about) {
    case 'together':
      return (
        <TogetherSheet
          key={`${sheet.package ?? ''} ${sheet.proposals.join()}`}
          package={sheet.package}
          proposals={sheet.proposals}
          onClose={close}
        />
      );
    case 'package':
      return <PackageSheet packed={sheet} onClose={close} />;
    case 'waiting':
      return <WaitingSheet key={sheet.own.map(matterKey).join()} own={sheet.own} onClose={() => close(false)} />;
  }
}

function WaitingSheet({ own, onClose }: { readonly own: readonly Matter[]; readonly onClose: () => void }) {
  const { snapshot } = useDraftDesk();
  const [matter, setMatter] = useState(own[0]);
  const others = awaitable(snapshot, own);
  const [awaits, setAwaits] = useState<Matter | null>(null);
  return (
    <SmallSheet
      title="Let it wait"
      lead="It stays as it is, and is not accepted or agreed until that is decided."
      onClose={onClose}
    >
      <ReasonForm
        label="Why it waits, for the record"
        act="Let it wait"
        command={(reason) => (matter === undefined || awaits === null ? null : { type: 'make-pending', matter, awaits, reason })}
        onClose={onClose}
      >
        <MatterField
          label="What waits"
          matters={own}
          chosen={matter ?? null}
          onChange={(next) => next !== null && setMatter(next)}
        />
        <MatterField label="Until what is decided" matters={others} chosen={awaits} onChange={setAwaits} />
      </ReasonForm>
    </SmallSheet>
  );
}

/** Clauses with a bracket, each followed by the proposals in it, but for what is to wait. */
function awaitable(snapshot: DraftSnapshot, except: readonly Matter[]): Matter[] {
  const matters: Matter[] = [];
  const [first] = except;
  const known = new Set(first === undefined ? [] : [matterKey(first)]);
  const add = (matter: Matter): void => {
    if (!known.has(matterKey(matter))) matters.push(matter);
    known.add(matterKey(matter));
  };
  const open = openProposals(snapshot.state).flatMap(({ id }) => {
    const clause = snapshot.holding.get(id)?.[0];
    return clause === undefined ? [] : [{ id, clause: clause.id, at: snapshot.placeOf.get(clause.id) ?? 0 }];
  });
  for (const { id, clause } of open.toSorted((a, b) => a.at - b.at)) {
    add({ on: 'clause', clause });
    add({ on: 'proposal', proposal: id });
  }
  return matters;
}

interface MatterFieldProps {
  readonly label: string;
  readonly matters: readonly Matter[];
  readonly chosen: Matter | null;
  readonly onChange: (matter: Matter | null) => void;
}

function MatterField({ label, matters, chosen, onChange }: MatterFieldProps) {
  const { snapshot } = useDraftDesk();
  return (
    <label className="field">
      {label}
      <select
        value={chosen === null ? '' : matterKey(chosen)}
        onChange={(event) => onChange(matters.find((one) => matterKey(one) === event.target.value) ?? null)}
      >
        {chosen === null && <option value="">…</option>}
        {matters.map((one) => (
          <option key={matterKey(one)} value={matterKey(one)}>
            {one.on === 'clause' ? `Clause ${matterLabel(snapshot, one)}` : matterLabel(snapshot, one)}
          </option>
        ))}
      </select>
    </label>
  );
}
