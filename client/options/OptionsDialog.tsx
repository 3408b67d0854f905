import { useMemo, useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { ClauseRange } from '../../shared/proposals/options.ts';
import { OPTION_RUNGS, optionLabel, type OptionRung } from '../../shared/text/option-label.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { Choices } from './Choices.tsx';
import { clauseLabel } from '../procedures/reading.ts';
import { useGiving } from '../procedures/useGiving.ts';

const RUNG_WORDS: Readonly<Record<OptionRung, string>> = {
  1: 'OPTION I, II: groups of articles, whole articles',
  2: 'Option A, B: paragraphs',
  3: 'Option 1, 2: subparagraphs',
};

type Range = { readonly from: ClauseId | null; readonly to: ClauseId | null };
const NEW: Range = { from: null, to: null };

/** Ranges of clauses become the options of one choice, with that there is no text as one more if so wished. */
export function OptionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { snapshot } = useDraftDesk();
  const { busy, reason: refused, give } = useGiving();
  const [rung, setRung] = useState<OptionRung>(2);
  const [ranges, setRanges] = useState<readonly Range[]>([NEW, NEW]);
  const [noText, setNoText] = useState(false);
  const [reason, setReason] = useState('');
  const clauses = useMemo(
    () => snapshot.drawn.map(({ clause }) => ({ id: clause.id, label: clauseLabel(snapshot, clause.id) })),
    [snapshot],
  );
  const options = ranges.flatMap(({ from, to }): ClauseRange[] => (from === null ? [] : [{ from, to: to ?? from }]));
  const ready = options.length === ranges.length && options.length + (noText ? 1 : 0) > 1;
  const change = (place: number, range: Range): void => setRanges(ranges.with(place, range));
  return (
    <FormDialog
      title="Set options"
      act="Set options"
      ready={ready}
      busy={busy}
      reason={refused}
      onAct={() => void give({ type: 'set-options', rung, options, noText, reason }).then((done) => done && onClose())}
      onClose={onClose}
    >
      <p>
        Each option is one clause or several. They stand in brackets under their labels until one is chosen; then the others fall
        and the labels go.
      </p>
      <Choices />
      <RungChoice rung={rung} onChange={setRung} />
      {ranges.map((range, place) => (
        <RangeFields
          key={place}
          label={optionLabel(rung, place)}
          range={range}
          clauses={clauses}
          onChange={(next) => change(place, next)}
          onRemove={ranges.length > 1 ? () => setRanges(ranges.toSpliced(place, 1)) : null}
        />
      ))}
      <div className="row">
        <button type="button" className="act" onClick={() => setRanges([...ranges, NEW])}>
          Add an option
        </button>
        <label className="check">
          <input type="checkbox" checked={noText} onChange={(event) => setNoText(event.target.checked)} />{' '}
          {optionLabel(rung, ranges.length)}: No text
        </label>
      </div>
      <label className="field">
        Reason, for the record (may stay empty)
        <input type="text" maxLength={20_000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </FormDialog>
  );
}

function RungChoice({ rung, onChange }: { readonly rung: OptionRung; readonly onChange: (rung: OptionRung) => void }) {
  return (
    <fieldset className="procedure-choice">
      <legend>How they are labelled</legend>
      {OPTION_RUNGS.map((one) => (
        <label key={one}>
          <input type="radio" name="rung" checked={rung === one} onChange={() => onChange(one)} /> {RUNG_WORDS[one]}
        </label>
      ))}
    </fieldset>
  );
}

interface RangeFieldsProps {
  readonly label: string;
  readonly range: Range;
  readonly clauses: readonly { readonly id: ClauseId; readonly label: string }[];
  readonly onChange: (range: Range) => void;
  readonly onRemove: (() => void) | null;
}

/** From which clause an option reaches to which. What stands before its first clause is not offered as its last. */
function RangeFields({ label, range, clauses, onChange, onRemove }: RangeFieldsProps) {
  const placeOf = (clause: ClauseId | null): number => clauses.findIndex(({ id }) => id === clause);
  return (
    <fieldset className="option-range">
      <legend>{label}</legend>
      <ClauseSelect
        label="From"
        clauses={clauses}
        chosen={range.from}
        onChange={(from) => onChange({ from, to: placeOf(range.to) < placeOf(from) ? from : range.to })}
      />
      <ClauseSelect
        label="To"
        clauses={clauses.slice(Math.max(0, placeOf(range.from)))}
        chosen={range.to ?? range.from}
        onChange={(to) => onChange({ ...range, to })}
      />
      {onRemove !== null && (
        <button type="button" className="quiet" onClick={onRemove}>
          Remove {label}
        </button>
      )}
    </fieldset>
  );
}

function ClauseSelect({
  label,
  clauses,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly clauses: RangeFieldsProps['clauses'];
  readonly chosen: ClauseId | null;
  readonly onChange: (clause: ClauseId | null) => void;
}) {
  return (
    <label className="field">
      {label}
      <select
        value={chosen ?? ''}
        onChange={(event) => onChange(clauses.find(({ id }) => id === event.target.value)?.id ?? null)}
      >
        <option value="">Choose a clause</option>
        {clauses.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}
