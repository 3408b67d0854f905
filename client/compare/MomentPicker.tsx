import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import { momentName, type MomentChoice } from './moments.ts';

export interface MomentPickerProps {
  readonly label: string;
  readonly moment: Moment;
  readonly choices: readonly MomentChoice[];
  /** Number of the last entry of the record. */
  readonly last: number;
  readonly onChoose: (moment: Moment) => void;
}

/** Chooses a moment of a draft: one with a name, or an entry of the record by its number. */
export function MomentPicker({ label, moment, choices, last, onChoose }: MomentPickerProps) {
  const word = momentWord(moment);
  const named = choices.some((choice) => choice.word === word);
  const entry = moment.at === 'entry' ? moment.entry : last;
  const choose = (chosen: string): void => {
    const revision = /^revision-(\d+)$/.exec(chosen)?.[1];
    if (chosen === 'now') onChoose({ at: 'now' });
    else if (revision === undefined) onChoose({ at: 'entry', entry: chosen === ENTRY ? last : 1 });
    else onChoose({ at: 'revision', revision: Number(revision) });
  };
  return (
    <span>
      <label>
        {label}{' '}
        <select value={named ? word : ENTRY} title={momentName(moment, choices)} onChange={(event) => choose(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.word} value={choice.word}>
              {choice.name}
            </option>
          ))}
          <option value={ENTRY}>An entry of the record …</option>
        </select>
      </label>
      {!named && (
        <label>
          Record{' '}
          <input
            type="number"
            min={1}
            max={last}
            value={entry}
            onChange={(event) => {
              const number = event.target.valueAsNumber;
              if (Number.isInteger(number) && number >= 1 && number <= last) onChoose({ at: 'entry', entry: number });
            }}
          />
        </label>
      )}
    </span>
  );
}

const ENTRY = 'entry';
