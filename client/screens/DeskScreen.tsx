import { counted, grouped } from '../../shared/base/phrases.ts';
import { Link, useLocation } from 'wouter';
import type { DraftCard } from '../../shared/protocol/api.ts';
import { may } from '../../shared/policy/policy.ts';
import { useNow } from '../chrome/useNow.ts';
import { ageOf } from '../chrome/age.ts';
import { FailurePage } from '../chrome/FailurePage.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import type { Failure } from '../state/api.ts';
import { DeskActs } from './DeskActs.tsx';
import { useDesk } from './useDesk.ts';
import { openBracketsTold } from './open-brackets.ts';
import { Waiting } from './Waiting.tsx';

const ROLE_WORDS = { drafter: 'Drafter', chair: 'Chair', delegate: 'Delegate', observer: 'Observer' } as const;

/** The home of a process: its drafts, and what waits for this person. */
export function DeskScreen() {
  const { seat, process } = useSitting();
  const [, go] = useLocation();
  const { desk, failure, setFailure, look } = useDesk();
  if (failure !== null && desk === null) return <FailurePage what="Your desk" failure={failure} />;
  return (
    <div className="desk">
      <header className="desk-head">
        <div>
          <p className="wordmark" aria-hidden="true">
            <span className="glyph-mark">[</span> Travaux <span className="glyph-mark">]</span>
          </p>
          <h1>{process.name}</h1>
        </div>
        <Who onFailure={setFailure} />
      </header>
      {failure !== null && (
        <Notice tone="refused" onDismiss={() => setFailure(null)}>
          {failure.reason}
        </Notice>
      )}
      <div className="desk-columns">
        <main aria-label="Drafts">
          <div className="row between">
            <h2>Drafts</h2>
            {desk !== null && (
              <DeskActs isEmpty={desk.drafts.length === 0} onOpen={(draft) => go(`/drafts/${draft}`)} onImported={look} />
            )}
          </div>
          {desk === null ? (
            <p className="muted">Fetching the drafts …</p>
          ) : desk.drafts.length === 0 ? (
            <NoDrafts imports={may(seat, 'import draft')} />
          ) : (
            <DraftList drafts={desk.drafts} />
          )}
        </main>
        {desk !== null && <Waiting desk={desk} />}
      </div>
    </div>
  );
}

function NoDrafts({ imports }: { readonly imports: boolean }) {
  return (
    <div className="empty large">
      <p>There is no draft yet.</p>
      <p className="muted">
        {imports
          ? 'Import the text that the negotiation begins with. Its brackets and attributions are taken over as they are written.'
          : 'The secretariat brings in the first text. It will appear on this page as soon as it is there.'}
      </p>
    </div>
  );
}

function DraftList({ drafts }: { readonly drafts: readonly DraftCard[] }) {
  const now = useNow();
  return (
    <ul className="draft-list">
      {drafts.map((draft) => (
        <li key={draft.id}>
          <Link href={`/drafts/${draft.id}`} className="draft-card">
            <span className="draft-card-title">{draft.title}</span>
            <span className="draft-card-facts">
              <span className={draft.openProposals === 0 ? 'muted' : 'open-count'}>
                {draft.openProposals === 0 ? 'nothing open' : openBracketsTold(draft.openProposals)}
              </span>
              <span className="muted">{counted(draft.clauses, 'clause')}</span>
              <span className="muted">record {grouped(draft.lastEntry)}</span>
              {draft.seen > 0 && draft.lastEntry > draft.seen && (
                <span className="news">{grouped(draft.lastEntry - draft.seen)} new since you last looked</span>
              )}
              <span className="muted">changed {ageOf(draft.changedAt, now)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Who sits here, and the way out. */
function Who({ onFailure }: { readonly onFailure: (failure: Failure | null) => void }) {
  const { session } = useServices();
  const { seat, registry } = useSitting();
  const participant = registry.byId.get(seat.participant)?.name ?? '';
  return (
    <p className="who">
      <strong>{seat.name}</strong>
      <span className="muted">
        {participant === ROLE_WORDS[seat.role] ? participant : `${ROLE_WORDS[seat.role]} · ${participant}`}
      </span>
      <button type="button" className="quiet" onClick={() => void session.signOut().then(onFailure)}>
        Sign out
      </button>
    </p>
  );
}
