import { useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useFocusAfterwards } from '../chrome/useFocusAfterwards.ts';
import { useReadable } from '../chrome/useReadable.ts';
import { UnnamedNote } from '../lens/UnnamedNote.tsx';
import { SpeakingFor } from '../points/SpeakingFor.tsx';
import type { OpenPreparation } from '../state/open-draft.ts';
import { Clashes } from './Clashes.tsx';
import type { PreviewOf } from './preview.ts';
import { useTabling, type TablingActs } from './useTabling.ts';

/** Longest rationale that the record takes. */
const LONGEST = 20_000;

export interface TablingProps {
  readonly preparation: OpenPreparation;
  readonly preview: PreviewOf;
  /** The group for which it is tabled; null for one’s own delegation, and for several that table together. */
  readonly onBehalfOf: ParticipantId | null;
  readonly onGroup: (group: ParticipantId | null) => void;
  /** Gets the entry that the tabling became; null where the preparation was discarded. */
  readonly onDone: (entry: number | null) => void;
  readonly onBeginAgain: () => void;
}

/** Rationale, and the two ways out: table it for all to see, or discard it. What several prepare, each clears before. */
export function Tabling({ preparation, preview, onBehalfOf, onGroup, onDone, onBeginAgain }: TablingProps) {
  const acts = useTabling(preparation, onDone);
  const save = useReadable(preparation.room.save);
  const { lens } = useReadable(preparation.draft.model).state;
  const { rationale, failure, busy, together } = acts;
  // Where the preview shows them already, once is enough.
  const clashes = preview.state === 'clashes' ? [] : (failure?.clashes ?? []);
  const stands = busy !== null || preview.state === 'nothing';
  const clearing = useFocusAfterwards<HTMLButtonElement>(busy === 'clearing');
  const tabling = useFocusAfterwards<HTMLButtonElement>(busy === 'tabling');
  return (
    <section className="tabling" aria-label="Tabling">
      <label className="field">
        {together
          ? 'Rationale of all of you, which others will read (may stay empty)'
          : 'Rationale, which others will read (may stay empty)'}
        <textarea
          rows={3}
          maxLength={LONGEST}
          value={rationale}
          onChange={(event) => acts.word(event.target.value)}
          onBlur={acts.share}
        />
      </label>
      <UnnamedNote lens={lens} />
      {failure !== null && (
        <Notice tone="refused" onDismiss={acts.putFailureAway}>
          {failure.reason}
        </Notice>
      )}
      {clashes.length > 0 && <Clashes clashes={clashes} onBeginAgain={onBeginAgain} />}
      <div className="row">
        {together && (
          <button
            type="button"
            className="act"
            aria-pressed={acts.isReady}
            disabled={stands}
            onClick={() => acts.clear(!acts.isReady)}
            ref={clearing}
          >
            {acts.isReady ? 'Ready: take it back' : 'Ready as it stands'}
          </button>
        )}
        <button
          type="button"
          className="main-act"
          disabled={stands || (together && !acts.othersReady)}
          onClick={() => acts.table(onBehalfOf)}
          ref={tabling}
        >
          {busy === 'tabling' ? 'Tabling …' : together ? 'Table together' : 'Table'}
        </button>
        {!together && <SpeakingFor chosen={onBehalfOf} onChange={onGroup} />}
        {!together && <Discarding acts={acts} />}
        {together && !acts.othersReady && <span className="muted small">Tabling waits until every delegation is ready.</span>}
        {/* The server tables and clears what it has: what it has yet to get would be left out. */}
        {busy !== null && save.state !== 'saved' && (
          <output className="muted small">Waiting until your last words are saved.</output>
        )}
      </div>
    </section>
  );
}

function Discarding({ acts: { busy, discard } }: { readonly acts: TablingActs }) {
  const [asked, setAsked] = useState<'not yet' | 'now' | 'before'>('not yet');
  const again = useFocusAfterwards<HTMLButtonElement>(busy === 'discarding');
  return asked === 'now' ? (
    <fieldset className="row" aria-label="Discard this preparation?">
      <span>Discard this preparation? What is written here goes.</span>
      <button type="button" className="act danger" disabled={busy !== null} onClick={discard} ref={again}>
        Discard it
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- what was pressed has gone, and the first key must discard nothing */}
      <button type="button" className="act" autoFocus onClick={() => setAsked('before')}>
        Keep it
      </button>
    </fieldset>
  ) : (
    <button
      type="button"
      className="act"
      disabled={busy !== null}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever keeps it goes on where they were
      autoFocus={asked === 'before'}
      onClick={() => setAsked('now')}
    >
      Discard
    </button>
  );
}
