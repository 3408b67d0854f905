import { useState } from 'react';
import {
  ladderFault,
  LONGEST_RUNG_NAME,
  MOST_RUNGS,
  RUNG_COLOURS,
  type Rung,
  type RungColour,
} from '../../shared/record/ladder.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';

/** The rungs of a draft's status ladder, from the lowest on: names, bodies, tags and colours. */
export function LadderDialog({ onClose }: { readonly onClose: () => void }) {
  const { snapshot } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const { ladder } = snapshot.state;
  const [rungs, setRungs] = useState(ladder.rungs);
  const fault = ladderFault(rungs, ladder, ladder.rungs);
  return (
    <FormDialog
      title="Status ladder"
      act="Set the ladder"
      breadth="columns"
      ready={fault === null && rungs !== ladder.rungs}
      busy={busy}
      reason={reason}
      onAct={() => void give({ type: 'set-ladder', rungs }).then((done) => done && onClose())}
      onClose={onClose}
    >
      <p>
        From open, the lowest, a clause climbs these rungs. Its tag stands behind it on the page, and in an export that is asked
        for tags.
      </p>
      <RungRows rungs={rungs} onChange={setRungs} />
      {fault !== null && <p className="warn small">{fault.reason}</p>}
    </FormDialog>
  );
}

function RungRows({ rungs, onChange }: { readonly rungs: readonly Rung[]; readonly onChange: (rungs: readonly Rung[]) => void }) {
  return (
    <>
      <ol className="ladder-rows">
        {rungs.map((rung, at) => (
          <RungRow
            key={rung.id}
            rung={rung}
            isFirst={at === 0}
            isOnly={rungs.length === 1}
            onChange={(changes) => onChange(rungs.with(at, { ...rung, ...changes }))}
            onDown={() => onChange(rungs.with(at - 1, rung).with(at, rungs[at - 1] ?? rung))}
            onRemove={() => onChange(rungs.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <p>
        <button
          type="button"
          className="act"
          disabled={rungs.length >= MOST_RUNGS}
          onClick={() => onChange([...rungs, newRung(rungs)])}
        >
          Add a rung
        </button>
      </p>
    </>
  );
}

interface RungRowProps {
  readonly rung: Rung;
  readonly isFirst: boolean;
  readonly isOnly: boolean;
  readonly onChange: (changes: Partial<Rung>) => void;
  readonly onDown: () => void;
  readonly onRemove: () => void;
}

function RungRow({ rung, isFirst, isOnly, onChange, onDown, onRemove }: RungRowProps) {
  const text = (name: string, part: 'name' | 'body' | 'tag') => (
    <label className="field">
      {name}
      <input
        type="text"
        maxLength={LONGEST_RUNG_NAME}
        value={rung[part]}
        onChange={(event) => onChange({ [part]: event.target.value })}
      />
    </label>
  );
  return (
    <li className="ladder-row">
      {text('Name', 'name')}
      {text('Body', 'body')}
      {text('Tag', 'tag')}
      <label className="field">
        Colour
        <select value={rung.colour} onChange={(event) => onChange({ colour: event.target.value as RungColour })}>
          {RUNG_COLOURS.map((colour) => (
            <option key={colour}>{colour}</option>
          ))}
        </select>
      </label>
      <span className="row">
        <button type="button" className="quiet" disabled={isFirst} aria-label={`Lower ${rung.name}`} onClick={onDown}>
          Lower
        </button>
        <button type="button" className="quiet" disabled={isOnly} aria-label={`Remove ${rung.name}`} onClick={onRemove}>
          Remove
        </button>
      </span>
    </li>
  );
}

function newRung(rungs: readonly Rung[]): Rung {
  let number = rungs.length + 1;
  while (rungs.some(({ id }) => id === `rung-${number}`)) number += 1;
  return { id: `rung-${number}`, name: `Agreed at stage ${number}`, body: '', tag: `Agreed at stage ${number}`, colour: 'grey' };
}
