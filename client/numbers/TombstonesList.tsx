import { useMemo, useState, type FormEvent } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { concordanceOf, FATE_WORDS } from '../../shared/projection/numbers-text.ts';
import type { Tombstone } from '../../shared/projection/tombstones.ts';
import type { TombstonePart } from '../../shared/record/numbering.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';
import { ClauseSelect } from './ClauseSelect.tsx';
import { GoTo } from './GoTo.tsx';
import { numberedPlaces, type NumberedPlace } from './places.ts';

/** What stands in the place of each clause that is gone; chair and secretariat say where it went. */
export function TombstonesList({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot, seat } = useDraftDesk();
  const tombstones = [...snapshot.beside.tombstones.values()];
  const places = useMemo(() => numberedPlaces(snapshot), [snapshot]);
  const called = useMemo(() => new Map(concordanceOf(snapshot).map(({ clause, from }) => [clause, from])), [snapshot]);
  if (tombstones.length === 0)
    return (
      <p className="empty">
        {snapshot.state.numbering.renumbered === null
          ? 'No numbered clause is gone.'
          : 'The text has been renumbered: the numbers of what is gone were given up.'}
      </p>
    );
  return (
    <>
      <p>Their numbers stay until the text is renumbered, so that those of the rest do.</p>
      <ul className="tombstones">
        {tombstones.map((tombstone) => (
          <li key={tombstone.clause}>
            <GoTo clause={tombstone.clause} words={called.get(tombstone.clause) ?? tombstone.number} onGo={onGo} />{' '}
            <span className="tombstone">{tombstone.words}</span>
            {may(seat, 'number') && (
              <TombstoneForm
                key={tombstone.words}
                tombstone={tombstone}
                places={places}
                name={called.get(tombstone.clause) ?? tombstone.number}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface TombstoneFormProps {
  readonly tombstone: Tombstone;
  readonly places: readonly NumberedPlace[];
  /** What the clause was called. */
  readonly name: string;
}

const WHOLE: TombstonePart = { what: '', fate: 'deleted', to: null };

function TombstoneForm({ tombstone, places, name }: TombstoneFormProps) {
  const { busy, reason, give } = useGiving();
  const [parts, setParts] = useState<readonly TombstonePart[]>(tombstone.parts.length === 0 ? [WHOLE] : tombstone.parts);
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" className="quiet" aria-label={`Say where it went: ${name}`} onClick={() => setOpen(true)}>
        Say where it went
      </button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isBare = parts.length === 1 && parts[0]?.fate === 'deleted' && parts[0].what.trim() === '';
    void give({ type: 'note-tombstone', clause: tombstone.clause, parts: isBare ? [] : parts }).then(
      (done) => done && setOpen(false),
    );
  };
  return (
    <form className="tombstone-form" onSubmit={submit}>
      {parts.map((part, at) => (
        <PartRow
          key={at}
          part={part}
          places={places}
          onChange={(changes) => setParts(parts.map((one, index) => (index === at ? { ...one, ...changes } : one)))}
          onRemove={parts.length > 1 ? () => setParts(parts.filter((_, index) => index !== at)) : null}
        />
      ))}
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
      <div className="row">
        <button type="submit" className="main-act" disabled={busy}>
          Note it
        </button>
        <button type="button" className="act" onClick={() => setParts([...parts, WHOLE])}>
          Another part
        </button>
        <button type="button" className="act" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface PartRowProps {
  readonly part: TombstonePart;
  readonly places: readonly NumberedPlace[];
  readonly onChange: (changes: Partial<TombstonePart>) => void;
  /** Null where it is the only one, and so the whole. */
  readonly onRemove: (() => void) | null;
}

function PartRow({ part, places, onChange, onRemove }: PartRowProps) {
  return (
    <div className="row">
      {onRemove !== null && (
        <label>
          Part{' '}
          <input
            type="text"
            value={part.what}
            placeholder="paragraph 1"
            onChange={(event) => onChange({ what: event.target.value })}
          />
        </label>
      )}
      <label>
        was{' '}
        <select
          value={part.fate}
          onChange={(event) => {
            const fate = FATES.find((one) => one === event.target.value) ?? 'deleted';
            onChange({ fate, to: fate === 'deleted' ? null : part.to });
          }}
        >
          {FATES.map((fate) => (
            <option key={fate} value={fate}>
              {FATE_WORDS[fate]}
            </option>
          ))}
        </select>
      </label>
      {part.fate !== 'deleted' && (
        <ClauseSelect label="where" places={places} value={part.to} onChange={(to) => onChange({ to })} />
      )}
      {onRemove !== null && (
        <button type="button" className="quiet" onClick={onRemove}>
          Remove
        </button>
      )}
    </div>
  );
}

const FATES = ['deleted', 'merged', 'moved'] as const;
