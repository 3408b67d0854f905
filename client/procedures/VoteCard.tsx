import { useState } from 'react';
import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { countsTold, majorityWritten } from '../../shared/projection/procedure-story.ts';
import { countsWritten, presentIn } from '../../shared/record/vote-count.ts';
import { countsOf, isAsOpened, type Vote } from '../../shared/record/vote.ts';
import { fallingWith, rivalsShown } from '../chair/decision.ts';
import { Rivals } from '../chair/Rivals.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { voteOutlook } from './closing-vote.ts';
import { GivingForm } from './GivingForm.tsx';
import { HandCounts } from './HandCounts.tsx';
import { givesLabel, presentVersion, questionLabel } from './reading.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { RollCall } from './RollCall.tsx';
import { SpeakerField } from './SpeakerField.tsx';

/** A vote: on what, by which method and majority, who said what so far, its result, and what this person may do in it. */
export function VoteCard({ vote }: { readonly vote: Vote }) {
  const { snapshot, seat } = useDraftDesk();
  const [doing, setDoing] = useState<'explain' | 'call-off' | 'close' | null>(null);
  const { status, method } = vote;
  const open = status.state === 'open';
  const stale = open && !isAsOpened(vote, presentVersion(snapshot, vote.question));
  const chairs = open && may(seat, 'hold votes');
  const explains = status.state !== 'called-off' && (may(seat, 'vote') || may(seat, 'count votes'));
  const gives = givesLabel(snapshot, vote.gives);
  const done = (): void => setDoing(null);
  return (
    <article className={`card procedure${open ? ' is-running' : ''}`} aria-label={`Vote, record ${vote.entry}`}>
      <header className="card-head">
        <h3>Vote on {questionLabel(snapshot, vote.question)}</h3>
        <span className="procedure-state">{stateWritten(vote)}</span>
      </header>
      <p className="facts">
        <span>{method === 'roll-call' ? 'Roll call' : 'Show of hands'}</span>
        <span>{majorityWritten(vote.majority, vote.members)}</span>
        <Quorum vote={vote} />
        <span>record {vote.entry}</span>
      </p>
      {gives !== null && open && <p className="small">Where it carries: {gives}</p>}
      <p className="procedure-counts" aria-live="polite">
        {method === 'show-of-hands' && vote.counted === null && open ? 'Not counted yet' : countsTold(countsOf(vote))}
      </p>
      {stale && (
        <p className="warn small">
          The words have changed since the vote was opened, were moved, or were decided otherwise. It has no result; the chair
          calls it off.
        </p>
      )}
      {method === 'roll-call' && <RollCall vote={vote} open={open && !stale} />}
      {open && !stale && method === 'show-of-hands' && may(seat, 'count votes') && <HandCounts key={vote.entry} vote={vote} />}
      {status.state === 'called-off' && <p className="small">Called off: {status.reason}</p>}
      <Explanations vote={vote} />
      {doing === 'explain' && <Explaining vote={vote} onClose={done} />}
      {doing === 'call-off' && (
        <ReasonForm
          label="Why the vote is called off, for the record"
          act="Call off"
          command={(reason) => ({ type: 'call-off-vote', vote: vote.entry, reason })}
          onClose={done}
        />
      )}
      {doing === 'close' && <Closing vote={vote} onClose={done} />}
      {doing === null && (chairs || explains) && (
        <div className="acts">
          {chairs && !stale && (
            <button type="button" className="act" onClick={() => setDoing('close')}>
              Close the vote …
            </button>
          )}
          {chairs && (
            <button type="button" className="act" onClick={() => setDoing('call-off')}>
              Call off …
            </button>
          )}
          {explains && (
            <button type="button" className="act" onClick={() => setDoing('explain')}>
              {may(seat, 'vote') ? 'Explain your vote …' : 'Note an explanation …'}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

/** How many are there of those who must be; nothing where no quorum is required. */
function Quorum({ vote }: { readonly vote: Vote }) {
  if (vote.quorum === undefined) return null;
  return (
    <span>
      {presentIn(countsOf(vote))} present of a quorum of {vote.quorum}
    </span>
  );
}

function Explanations({ vote: { explanations } }: { readonly vote: Vote }) {
  const { snapshot } = useDraftDesk();
  if (explanations.length === 0) return null;
  return (
    <ul className="procedure-said" aria-label="Explanations of vote">
      {explanations.map((one) => (
        <li key={one.entry}>
          <strong>{shortName(snapshot.registry, one.participant)}</strong>, explaining its vote: {one.explanation}{' '}
          <span className="muted">(record {one.entry})</span>
        </li>
      ))}
    </ul>
  );
}

function stateWritten({ status }: Vote): string {
  if (status.state === 'open') return 'open';
  if (status.state === 'called-off') return 'called off';
  return `${status.carried ? 'carried' : 'not carried'} ${countsWritten(status.counts)}`;
}

function Explaining({ vote, onClose }: { readonly vote: Vote; readonly onClose: () => void }) {
  const { seat } = useDraftDesk();
  const own = may(seat, 'vote');
  const [who, setWho] = useState<ParticipantId | null>(own ? seat.participant : null);
  return (
    <ReasonForm
      label="Explanation of vote, for the record"
      act="Put it on record"
      command={(explanation) => (who === null ? null : { type: 'explain-vote', vote: vote.entry, participant: who, explanation })}
      onClose={onClose}
    >
      {!own && <SpeakerField label="Who explains its vote" chosen={who} onChange={setWho} />}
    </ReasonForm>
  );
}

/** What the result would decide is shown before the vote is closed. */
function Closing({ vote, onClose }: { readonly vote: Vote; readonly onClose: () => void }) {
  const { snapshot } = useDraftDesk();
  const { question } = vote;
  const own = question.on === 'proposal' ? question.proposal : null;
  const rivals = own === null ? [] : rivalsShown(snapshot, own);
  const [chosen, setFalls] = useState<ReadonlySet<ProposalId>>(() => new Set(own === null ? [] : fallingWith(snapshot, own)));
  const falls = rivals.filter((id) => chosen.has(id));
  const { says, carries } = voteOutlook(vote, givesLabel(snapshot, vote.gives));
  return (
    <GivingForm
      className="procedure-form"
      act="Close and record the result"
      command={carries === null ? null : { type: 'close-vote', vote: vote.entry, falls: carries ? falls : [] }}
      startsAt="act"
      onClose={onClose}
    >
      <p>
        {countsTold(countsOf(vote))}. {says}
      </p>
      {carries === true && rivals.length > 0 && <Rivals rivals={rivals} falls={new Set(falls)} onChange={setFalls} />}
    </GivingForm>
  );
}
