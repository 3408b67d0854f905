import { useState } from 'react';
import { Notice } from '../chrome/Notice.tsx';
import { useServices } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { Failure } from '../state/api.ts';
import type { OpenPreparation } from '../state/open-draft.ts';
import { UnnamedNote } from '../lens/UnnamedNote.tsx';
import { Clashes } from './Clashes.tsx';
import type { PreviewOf } from './preview.ts';

/** Longest rationale that the record takes. */
const LONGEST = 20_000;

export interface TablingProps {
  readonly preparation: OpenPreparation;
  readonly preview: PreviewOf;
  /** Gets the entry that the tabling became; null where the preparation was discarded. */
  readonly onDone: (entry: number | null) => void;
  readonly onBeginAgain: () => void;
}

/** Rationale, and the two ways out: table it for all to see, or discard it. */
export function Tabling({ preparation, preview, onDone, onBeginAgain }: TablingProps) {
  const { api } = useServices();
  const { info, room } = preparation;
  const save = useReadable(room.save);
  const [rationale, setRationale] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'tabling' | 'discarding' | null>(null);
  const [sure, setSure] = useState(false);
  // The server tables what it has: what it has yet to get would be left out.
  const waits = save.state !== 'saved';
  // Where the preview shows them already, once is enough.
  const clashes = preview.state === 'clashes' ? [] : (failure?.clashes ?? []);

  async function finish(act: 'tabling' | 'discarding'): Promise<void> {
    setBusy(act);
    setFailure(null);
    const answer =
      act === 'tabling'
        ? await api.command(info.draft, { type: 'table', preparation: info.id, rationale })
        : await api.discard(info.id);
    setBusy(null);
    if (answer.ok) onDone(answer.value?.entries[0] ?? null);
    else setFailure(answer.refusal);
  }

  return (
    <section className="tabling" aria-label="Tabling">
      <label className="field">
        Rationale, which others will read (may stay empty)
        <textarea rows={3} maxLength={LONGEST} value={rationale} onChange={(event) => setRationale(event.target.value)} />
      </label>
      <UnnamedNote model={preparation.draft.model} />
      {failure !== null && (
        <Notice tone="refused" onDismiss={() => setFailure(null)}>
          {failure.reason}
        </Notice>
      )}
      {clashes.length > 0 && <Clashes clashes={clashes} onBeginAgain={onBeginAgain} />}
      <div className="row">
        <button
          type="button"
          className="main-act"
          disabled={busy !== null || waits || preview.state === 'nothing'}
          onClick={() => void finish('tabling')}
        >
          {busy === 'tabling' ? 'Tabling …' : 'Table'}
        </button>
        {sure ? (
          <fieldset className="row" aria-label="Discard this preparation?">
            <span>Discard this preparation? What is written here goes.</span>
            <button type="button" className="act danger" disabled={busy !== null} onClick={() => void finish('discarding')}>
              Discard it
            </button>
            <button type="button" className="act" onClick={() => setSure(false)}>
              Keep it
            </button>
          </fieldset>
        ) : (
          <button type="button" className="act" disabled={busy !== null} onClick={() => setSure(true)}>
            Discard
          </button>
        )}
        {waits && <span className="muted small">Tabling waits until your last words are saved.</span>}
      </div>
    </section>
  );
}
