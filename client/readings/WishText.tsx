import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { ClauseId, ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { pointsDrawn } from '../../shared/projection/points.ts';
import { supposing } from '../../shared/projection/prospect.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { ownVoices } from '../../shared/projection/voices.ts';
import { wishOf, type Contradiction, type Wish } from '../../shared/projection/wish.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { covers } from '../chrome/in-sight.ts';
import { useSitting } from '../chrome/Services.tsx';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { sought } from '../participants/sought.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { drawOnce, type BracketWords } from '../state/drawn-text.ts';
import { MarkedText } from './MarkedText.tsx';

export interface WishTextProps {
  readonly snapshot: DraftSnapshot;
  readonly attributions: boolean;
  readonly onGo: (proposal: ProposalId) => void;
  readonly onGoClause: (clause: ClauseId) => void;
}

/** The text as one participant would have it, with what it left open and what of its words does not go together. */
export function WishText({ snapshot, attributions, onGo, onGoClause }: WishTextProps) {
  const { seat } = useSitting();
  const [search, setSearch] = useSearchParams();
  const speaking = useMemo(() => thoseWhoSpeak(snapshot), [snapshot]);
  const asked = search.get('as');
  const of =
    (speaking.find(({ id }) => id === asked) ?? speaking.find(({ id }) => id === seat.participant) ?? speaking[0])?.id ??
    seat.participant;
  const wish = useMemo(() => wishOf(snapshot.clauses, snapshot.state, of), [snapshot, of]);
  const drawn = useMemo(() => {
    const { state, registry } = snapshot;
    return drawOnce(snapshot.clauses, supposing(state, wish.supposed), (id): BracketWords => {
      const proposal = state.proposals.get(id);
      return proposal === undefined
        ? { tag: '', inherited: false }
        : { tag: tagOf(withMerged(state.proposals, proposal), registry), inherited: proposal.origin === 'inherited' };
    });
  }, [snapshot, wish]);
  const marked = useMemo(() => settledIn(snapshot.clauses, wish), [snapshot.clauses, wish]);
  const name = shortName(snapshot.registry, of);
  return (
    <>
      <div className="banner reading-head" role="note" ref={covers}>
        {speaking.length === 0 ? (
          <p>{nobodySpeaks(snapshot)}</p>
        ) : (
          <>
            <div className="wish-of">
              As{' '}
              <ParticipantPicker
                label="Whose text"
                labelled="heard"
                among={speaking}
                chosen={of}
                none="Choose whose"
                onChange={(id) => id !== null && setSearch({ view: 'wish', as: id }, { replace: true })}
              />{' '}
              would have it
            </div>
            <Summary name={name} wish={wish} />
            {wish.contradictions.length > 0 && (
              <ul>
                {wish.contradictions.map((one) => (
                  <li key={one.proposals.join(' ')}>
                    <ContradictionWords contradiction={one} name={name} snapshot={snapshot} onGo={onGo} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      <MarkedText
        snapshot={snapshot}
        drawn={drawn}
        points={pointsDrawn(drawn, snapshot.state)}
        attributions={attributions}
        marked={marked}
        says={`Reads as ${name} would have it`}
        onGo={onGoClause}
      />
    </>
  );
}

/** Why the text stands as it is, where nobody is named who would have it otherwise. */
function nobodySpeaks(snapshot: DraftSnapshot): string {
  return voicesOn(snapshot).some(isStandIn)
    ? 'Nobody who has brought, supported or opposed anything that is open is named to you, so that the text is not read as one of them would have it.'
    : 'Nobody has brought, supported or opposed anything that is open, so everybody would have the text as it is.';
}

/** The clauses in which it settles something. */
function settledIn(clauses: readonly Clause[], { supposed }: Wish): Set<ClauseId> {
  const isSettled = (clause: Clause): boolean => [...proposalsIn([clause])].some((id) => supposed.has(id));
  return new Set(clauses.filter(isSettled).map(({ id }) => id));
}

function Summary({ name, wish }: { readonly name: string; readonly wish: Wish }) {
  const accepted = [...wish.supposed.values()].filter((outcome) => outcome === 'accepted').length;
  const refused = wish.supposed.size - accepted;
  return (
    <p>
      {wish.supposed.size === 0
        ? `${name} has said nothing that settles an open proposal.`
        : `${counted(accepted, 'open proposal')} would be in, ${refused} out; the clauses are marked.`}{' '}
      {wish.unsaid.length > 0 &&
        `${wish.unsaid.length} ${wish.unsaid.length === 1 ? 'stays' : 'stay'} in brackets: on ${wish.unsaid.length === 1 ? 'it' : 'these'} ${name} has said nothing, or nothing that settles ${wish.unsaid.length === 1 ? 'it' : 'them'}.`}
    </p>
  );
}

const WHY: Readonly<Record<Contradiction['why'], string>> = {
  rivals: 'is for several of which one can stand',
  own: 'brings what it opposes',
  circle: 'prefers each to the other',
  preferred: 'prefers to one what it opposes',
};

function ContradictionWords({
  contradiction: { why, proposals },
  name,
  snapshot,
  onGo,
}: {
  readonly contradiction: Contradiction;
  readonly name: string;
  readonly snapshot: DraftSnapshot;
  readonly onGo: (proposal: ProposalId) => void;
}) {
  return (
    <>
      Left in brackets, since {name} {WHY[why]}:{' '}
      {proposals.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <button type="button" className="in-sentence" onClick={() => onGo(id)}>
            “{quotation(snapshot.holding.get(id) ?? [], id) || 'the proposal'}”
          </button>
        </span>
      ))}
    </>
  );
}

/** Those who say anything of what is open and are named, by name. */
function thoseWhoSpeak(snapshot: DraftSnapshot): Participant[] {
  return sought(snapshot.registry, new Set(voicesOn(snapshot)));
}

/** Everybody who says anything of what is open, once for each proposal. */
function voicesOn({ points, state }: DraftSnapshot): ParticipantId[] {
  return points.flatMap(({ proposals }) => proposals.flatMap((id) => [...ownVoices(state, id).keys()]));
}
