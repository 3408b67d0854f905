import { grouped } from '../../shared/base/phrases.ts';
import { useState } from 'react';
import { LENGTH_LIMITS } from '../../shared/projection/length.ts';
import { HIGHEST_LIMIT, type LengthLimit } from '../../shared/record/length-limit.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useGiving } from '../procedures/useGiving.ts';

/** What limits are usual, with what each is for. */
const USUAL: readonly (readonly [LengthLimit, string])[] = [
  [null, 'No limit'],
  [LENGTH_LIMITS.secretariat, `${grouped(LENGTH_LIMITS.secretariat)} words: a report that the Secretariat writes`],
  [LENGTH_LIMITS.other, `${grouped(LENGTH_LIMITS.other)} words: any other document`],
];

/** For the secretariat: which limit the length of the text is to keep, for everybody. */
export function LimitForm({ present, onDone }: { readonly present: LengthLimit; readonly onDone: () => void }) {
  const { busy, reason, give } = useGiving();
  const isUsual = USUAL.some(([one]) => one === present);
  const [chosen, setChosen] = useState<LengthLimit | 'other'>(isUsual ? present : 'other');
  const [written, setWritten] = useState(isUsual ? '' : String(present));
  const limit = chosen === 'other' ? limitIn(written) : chosen;
  const ready = limit !== undefined && limit !== present;
  return (
    <form
      className="limit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) void give({ type: 'set-length-limit', limit }).then((done) => done && onDone());
      }}
    >
      <fieldset disabled={busy}>
        <legend>Limit of its length, for everybody</legend>
        {USUAL.map(([one, words]) => (
          <label key={String(one)} className="check">
            <input
              type="radio"
              name="limit"
              checked={chosen === one}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what it was opened for
              autoFocus={chosen === one}
              onChange={() => setChosen(one)}
            />
            <span>{words}</span>
          </label>
        ))}
        <div className="check">
          <input
            type="radio"
            name="limit"
            aria-label="Another number of words"
            checked={chosen === 'other'}
            onChange={() => setChosen('other')}
          />
          <label>
            Another:{' '}
            <input
              type="text"
              inputMode="numeric"
              size={8}
              maxLength={9}
              value={written}
              onChange={(event) => {
                setWritten(event.target.value);
                setChosen('other');
              }}
            />{' '}
            words
          </label>
        </div>
      </fieldset>
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
      <div className="row end">
        <button type="submit" className="main-act" disabled={busy || !ready}>
          {limit === null && present !== null ? 'Lift the limit' : 'Set the limit'}
        </button>
      </div>
    </form>
  );
}

/** The number of words that somebody wrote, as 9000 or 9,000; undefined where it is none. */
function limitIn(written: string): number | undefined {
  const digits = written.replaceAll(/[\s,.]/g, '');
  const limit = Number(digits);
  return /^\d+$/.test(digits) && limit >= 1 && limit <= HIGHEST_LIMIT ? limit : undefined;
}
