import { shortened } from '../../shared/base/shortened.ts';
import { capital } from '../../shared/base/phrases.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { groundOf, outcomeWords, packageWords } from '../../shared/projection/register.ts';
import { packagedFault } from '../../shared/record/together-decisions.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { ageOf } from '../chrome/age.ts';
import { Stretches } from './Alternative.tsx';
import { useDraftDesk } from './DraftDesk.ts';
import { amendedWords, excerptOf } from './reading.ts';
import { Reintroducing } from './Reintroducing.tsx';
import { MadeOf } from './Sponsors.tsx';

const LONGEST = 180;

/** What has been decided, the latest first, with a way to reopen it for the chair. */
export function DecidedList() {
  const { snapshot } = useDraftDesk();
  if (snapshot.decided.length === 0) return <p className="empty">Nothing has been decided yet.</p>;
  return snapshot.decided.map((proposal) => <DecidedCard key={proposal.id} proposal={proposal} />);
}

function DecidedCard({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot, seat, now, decide } = useDraftDesk();
  const { status } = proposal;
  if (status.state === 'open') return null;
  const amended = amendedWords(snapshot, proposal);
  const left = snapshot.state.leftBehind.get(proposal.id);
  const present = quotation(snapshot.holding.get(proposal.id) ?? [], proposal.id);
  const words = present === '' ? (left ?? '') : present;
  const entry = snapshot.entries[status.entry - 1];
  const ground = groundOf(proposal, entry);
  const clause = snapshot.holding.get(proposal.id)?.[0];
  const number = clause === undefined ? '' : (snapshot.numbers.get(clause.id) ?? '');
  const reopens =
    left === undefined &&
    status.state !== 'withdrawn' &&
    packagedFault(snapshot.state, proposal.id) === null &&
    refusalOf(seat, { type: 'reopen', proposal: proposal.id, reason: '' }, snapshot.state) === null;
  return (
    <article className="card decided" data-proposal={proposal.id} aria-label={`Decided: ${shortened(words, 60)}`}>
      <header className="card-head">
        {number !== '' && <span className="card-number">{number}</span>}
        <span className={`outcome ${status.state}`}>
          {capital(outcomeWords(proposal, snapshot, (id) => `“${quotation(snapshot.holding.get(id) ?? [], id)}”`))}
          {packageWords(snapshot.state, proposal.id)}
        </span>
      </header>
      <p className="decided-words" dir={directionOf(words)}>
        {words === '' ? (
          <em className="muted">its words have left the text</em>
        ) : amended === null || amended.length === 0 ? (
          shortened(words, LONGEST)
        ) : (
          <Stretches stretches={excerptOf(amended, LONGEST / 2)} />
        )}
      </p>
      <p className="facts">
        <span>{broughtBy(snapshot.state.proposals, proposal, snapshot.registry) ?? 'Proposer not recorded'}</span>
        <span className="muted">
          {entry === undefined ? '' : `${ageOf(entry.at, now)} · `}record {status.entry}
        </span>
      </p>
      {ground !== '' && (
        <p className="rationale" dir={directionOf(ground)}>
          {ground}
        </p>
      )}
      <MadeOf proposal={proposal} />
      {left !== undefined && <p className="facts muted">Words of it were left behind when a revision was issued.</p>}
      <Reintroducing proposal={proposal} />
      {reopens && (
        <div className="acts">
          <button type="button" className="act" aria-keyshortcuts="r" onClick={() => decide('reopen', proposal.id)}>
            Reopen <kbd aria-hidden="true">r</kbd>
          </button>
        </div>
      )}
    </article>
  );
}
