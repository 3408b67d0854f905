import type { ClauseId } from '../../shared/base/ids.ts';
import type { Since } from '../../shared/projection/since.ts';
import { HeldUp } from '../chrome/HeldUp.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { StoryLines } from '../paper/StoryLines.tsx';
import { clauseName } from '../state/clause-name.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Look } from './useLook.ts';

export interface SincePanelProps {
  readonly snapshot: DraftSnapshot;
  readonly look: Look;
  readonly told: Since | null;
  /** Puts it away from the foot of the window; null where it does not stand there. */
  readonly onPutAway: (() => void) | null;
  readonly onGo: (clause: ClauseId) => void;
}

/** So many clauses are listed; beyond, the marks in the text tell. */
const MOST = 200;

/** What the record tells since this seat last looked, clause by clause. */
export function SincePanel({ snapshot, look, told, onPutAway, onGo }: SincePanelProps) {
  const { seen, failure } = look;
  return (
    <aside className="points" aria-label="What changed">
      <HeldUp label="What changed" className="sticky-panel" onPutAway={onPutAway}>
        {seen !== null && told !== null ? (
          <News snapshot={snapshot} look={look} seen={seen} told={told} onGo={onGo} />
        ) : (
          failure !== null && <p className="empty">{failure.reason}</p>
        )}
      </HeldUp>
    </aside>
  );
}

interface NewsProps extends Omit<SincePanelProps, 'onPutAway'> {
  readonly seen: number;
  readonly told: Since;
}

function News({ snapshot, look, seen, told, onGo }: NewsProps) {
  const entries = told.last - seen;
  return (
    <section className="since" aria-label="What changed since you last looked">
      <h2>{entries <= 0 ? 'Nothing new' : entries === 1 ? 'One new entry' : `${entries} new entries`}</h2>
      <p className="muted small">
        {seen === 0 ? 'You have not looked at this record before.' : `You have seen it up to record ${seen}.`}
      </p>
      {look.failure !== null && <Notice tone="refused">{look.failure.reason}</Notice>}
      {entries > 0 && (
        <p>
          <button type="button" className="main-act" onClick={() => look.see(told.last)}>
            I have seen it
          </button>
        </p>
      )}
      {told.clauses.slice(0, MOST).map(({ clause, lines }) => (
        <div key={clause} className="since-clause" data-since={clause}>
          <h3>
            <button type="button" className="in-sentence" onClick={() => onGo(clause)}>
              {clauseName(snapshot, clause)}
            </button>
          </h3>
          <StoryLines lines={lines} />
        </div>
      ))}
      {told.clauses.length > MOST && <p className="muted">and {told.clauses.length - MOST} more clauses, marked in the text.</p>}
      {told.general.length > 0 && (
        <div className="since-clause">
          <h3>On the text as a whole</h3>
          <StoryLines lines={told.general} />
        </div>
      )}
    </section>
  );
}
