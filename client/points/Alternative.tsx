import { useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { refusalOf, may } from '../../shared/policy/policy.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import { ageOf } from '../chrome/age.ts';
import { inapplicableWords } from '../../shared/record/applicability.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { ActButton } from './ActButton.tsx';
import { ARRANGEMENT_WORDS, offered } from './arrangements.ts';
import { Amending } from './Amending.tsx';
import { InstrumentActs } from '../instruments/InstrumentActs.tsx';
import { useInstruments } from '../instruments/Instruments.ts';
import { Standing } from '../instruments/Standing.tsx';
import { useDraftDesk } from './DraftDesk.ts';
import { SaidHere } from './SaidHere.tsx';
import { MadeOf, OwnSponsorship } from './Sponsors.tsx';
import { TakenUp } from './Reintroducing.tsx';
import { Whereabouts } from './Whereabouts.tsx';
import { Withdrawing } from './Withdrawing.tsx';
import { WordsBeside } from './WordsBeside.tsx';
import { ownWithdrawal, whoCanLeave, whoCanWithdraw } from './withdrawing.ts';
import { NotedStances } from './NotedStances.tsx';
import { OwnStance, PositionLists } from './Positions.tsx';
import {
  comparedWith,
  excerptOf,
  isNoText,
  presentPieces,
  readingWith,
  readingWithout,
  whatItDoes,
  wordsOf,
  type Stretch,
} from './reading.ts';

const AROUND = 70;

/** One alternative of a point: its words, how the sentence would read, who stands where, and the acts that this seat may do. */
export function Alternative({
  point,
  proposal: own,
  place,
  chosen,
}: {
  readonly point: Point;
  readonly proposal: Proposal;
  readonly place: number;
  readonly chosen: boolean;
}) {
  const { snapshot, choose } = useDraftDesk();
  const [group, setGroup] = useState<ParticipantId | null>(null);
  const { marked } = useInstruments();
  const proposal = withMerged(snapshot.state.proposals, own);
  const cannot = snapshot.cannot.get(own.id);
  const several = point.proposals.length > 1;
  return (
    <section
      className={`alternative${chosen ? ' chosen' : ''}${marked.has(own.id) ? ' is-marked' : ''}`}
      data-proposal={proposal.id}
      aria-label={several ? `Alternative ${place}` : 'Proposal'}
    >
      <button type="button" className="alternative-head" aria-pressed={chosen} onClick={() => choose(proposal.id)}>
        {several && <span className="ordinal">{place}</span>}
        {own.option !== undefined && <span className="option-name">{own.option.label}</span>}
        <AlternativeWords proposal={proposal} />
      </button>
      <Whereabouts proposal={own} />
      <Standing proposal={own.id} />
      <Amending proposal={own} />
      {cannot !== undefined && <p className="cannot">No longer applies: {inapplicableWords(cannot, snapshot.state)}.</p>}
      {own.option === undefined && <WouldRead point={point} proposal={proposal} />}
      <p className="facts">
        <span className={proposal.proposer === null ? 'muted' : 'proposer'}>
          {proposal.proposer === null ? 'Proposer not recorded' : proposersOf(proposal, snapshot.registry)}
        </span>
        <Since proposal={proposal} /> <SaidHere proposal={own.id} />
      </p>
      {proposal.rationale !== '' && (
        <p className="rationale" dir={directionOf(proposal.rationale)}>
          {proposal.rationale}
        </p>
      )}
      <MadeOf proposal={own} />
      <TakenUp proposal={own} />
      <PositionLists proposal={proposal} />
      <OwnStance proposal={own} point={point} group={group} onGroup={setGroup} />
      <NotedStances proposal={own} point={point} />
      <Acts proposal={own} point={point} group={group} />
    </section>
  );
}

/** The words of a proposal: what it puts in, what it takes out. */
export function AlternativeWords({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const pieces = presentPieces(snapshot, proposal.id);
  const inserted = wordsOf(snapshot, proposal.id, 'insertion');
  const deleted = wordsOf(snapshot, proposal.id, 'deletion');
  const saysNone = isNoText(snapshot, proposal.id);
  return (
    <span className="alternative-words">
      {proposal.option === undefined && !saysNone && <span className="does">{whatItDoes(pieces)}</span>}
      {deleted !== '' && (
        <del dir={directionOf(deleted)}>
          <WordsBeside words={shortened(deleted, LONGEST)} />
        </del>
      )}
      {inserted !== '' && (
        <ins dir={directionOf(inserted)}>
          <WordsBeside words={shortened(inserted, LONGEST)} />
        </ins>
      )}
      {saysNone && <em>No text</em>}
      {inserted === '' && deleted === '' && !saysNone && (
        <em className="muted">{pieces.length === 0 ? 'Its words have left the text' : 'an empty place for later words'}</em>
      )}
    </span>
  );
}

function WouldRead({ point, proposal }: { readonly point: Point; readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const clause = snapshot.holding.get(proposal.id)?.[0]?.id ?? point.clause;
  const beside = snapshot.rivals.get(proposal.id);
  const rivals = point.proposals.filter((id) => beside.has(id));
  const sentence = readingWith(snapshot, clause, proposal.id, rivals);
  if (sentence === '') return <p className="would-read muted">The clause would go.</p>;
  const without = readingWithout(snapshot, clause, [proposal.id, ...rivals]);
  // A clause that is the proposal stands above already.
  if (without === '') return null;
  const stretches = excerptOf(comparedWith(sentence, without), AROUND);
  return (
    <p className="would-read" dir={directionOf(sentence)}>
      <span className="unseen">Would read: </span>
      <Stretches stretches={stretches} />
    </p>
  );
}

/** A sentence with what is fresh in it marked, and what goes struck. */
export function Stretches({ stretches }: { readonly stretches: readonly Stretch[] }) {
  return stretches.map((stretch, index) => {
    if (stretch.kind === 'plain')
      return (
        <span key={index}>
          <WordsBeside words={stretch.text} />
        </span>
      );
    const [, before = '', bare = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(stretch.text) ?? [];
    const words = <WordsBeside words={bare} />;
    return (
      <span key={index}>
        {before}
        {stretch.kind === 'fresh' ? <mark>{words}</mark> : <del>{words}</del>}
        {after}
      </span>
    );
  });
}

function Since({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot, now } = useDraftDesk();
  const entry = snapshot.entries[proposal.entry - 1];
  const from =
    proposal.origin === 'inherited'
      ? 'with the imported text'
      : proposal.origin === 'floor'
        ? 'from the floor'
        : proposal.origin === 'bridging'
          ? 'the chair’s text'
          : proposal.origin === 'merger'
            ? 'merged'
            : proposal.origin === 'option'
              ? 'an option'
              : 'tabled';
  return (
    <span className="muted">
      {from}
      {entry === undefined ? '' : ` ${ageOf(entry.at, now)}`} · record {proposal.entry}
    </span>
  );
}

function Acts({
  proposal,
  point,
  group,
}: {
  readonly proposal: Proposal;
  readonly point: Point;
  readonly group: ParticipantId | null;
}) {
  const { seat, snapshot, decide, arrange, askProposer, askStance } = useDraftDesk();
  const { marked } = useInstruments();
  const allowed = (command: Parameters<typeof refusalOf>[1]): boolean => refusalOf(seat, command, snapshot.state) === null;
  const { id } = proposal;
  const withdrawal = ownWithdrawal(seat, snapshot.state, proposal);
  const attributes =
    !OF_THEIR_MAKERS.has(proposal.origin) && allowed({ type: 'attribute', proposal: id, proposer: null, onBehalfOf: null });
  const decides = may(seat, 'decide');
  const records = may(seat, 'record positions');
  if (withdrawal === null && !attributes && !decides && !records && !may(seat, 'sponsor')) return null;
  const arrangements = decides ? offered(snapshot, point, id, marked) : [];
  return (
    <div className="acts">
      {decides && (
        <>
          <ActButton
            words={proposal.option === undefined ? 'Accept' : 'Choose'}
            shortcut="a"
            main
            onClick={() => decide('accept', id)}
          />
          {proposal.option === undefined && (
            <ActButton words="Accept as amended" shortcut="m" onClick={() => decide('amend', id)} />
          )}
          <ActButton words="Drop" shortcut="d" onClick={() => decide('drop', id)} />
          {ARRANGEMENT_WORDS.filter((one) => arrangements.includes(one.arrangement)).map((one) => (
            <ActButton key={one.arrangement} words={one.button} shortcut={one.key} onClick={() => arrange(one.arrangement, id)} />
          ))}
        </>
      )}
      {decides && <InstrumentActs proposal={id} />}
      {attributes && (
        <ActButton words={proposal.proposer === null ? 'Attribute' : 'Change attribution'} onClick={() => askProposer(id)} />
      )}
      {records && withMerged(snapshot.state.proposals, proposal).proposer !== null && proposal.origin !== 'bridging' && (
        <ActButton words="Record sponsor" onClick={() => askStance('sponsor', id)} />
      )}
      {records && whoCanLeave(snapshot.state, proposal).length > 0 && (
        <ActButton words="Record that a sponsor leaves" onClick={() => askStance('leaving', id)} />
      )}
      {may(seat, 'note for others') && whoCanWithdraw(snapshot.state, proposal).length > 0 && (
        <ActButton words="Record withdrawal" onClick={() => askStance('withdrawal', id)} />
      )}
      <OwnSponsorship proposal={proposal} group={group} />
      {withdrawal !== null && <Withdrawing command={withdrawal} />}
    </div>
  );
}

/** Whose these are follows from how they came to be. */
const OF_THEIR_MAKERS: ReadonlySet<Proposal['origin']> = new Set(['tabled', 'bridging', 'merger']);

const LONGEST = 160;
