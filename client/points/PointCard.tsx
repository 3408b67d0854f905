import { memo, useRef, type ReactNode } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import { shortened } from '../../shared/base/shortened.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { withoutRepeats } from '../../shared/participants/stand-in.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { ownSponsors, withMerged } from '../../shared/proposals/merged.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { unsentWords, type Attribution } from '../floor/attributions.ts';
import { PutAway, useHeldUp } from '../chrome/HeldUp.tsx';
import { Alternative } from './Alternative.tsx';
import { useInstruments } from '../instruments/Instruments.ts';
import { instrumentFacts } from '../instruments/matters.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { SaidHere } from './SaidHere.tsx';
import { RelationChoice } from './RelationChoice.tsx';
import { isNoText, wordsOf } from './reading.ts';
import { WordsBeside } from './WordsBeside.tsx';

export interface PointCardProps {
  readonly point: Point;
  readonly number: string;
  /** Which of the open points it is, from 1, and how many there are. */
  readonly place: number;
  readonly of: number;
  /** The chosen proposal where this is the current point, else null: the card is folded. */
  readonly chosen: ProposalId | null;
  /** Puts the card of the current point away; null where it stands level with its text. */
  readonly onPutAway: (() => void) | null;
}

/** One open point: folded to a line, or open with its alternatives. */
export function PointCard({ point, number, place, of, chosen, onPutAway }: PointCardProps) {
  const { snapshot, choose } = useDraftDesk();
  const { marked } = useInstruments();
  const proposals = point.proposals.flatMap((id) => snapshot.state.proposals.get(id) ?? []);
  const first = point.proposals[0];
  const alternatives = proposals.length < 2 ? '' : `, ${proposals.length} alternatives`;
  const label = `Point ${place} of ${of}${number === '' ? '' : `, at ${number}`}${alternatives}`;
  if (chosen === null) {
    return (
      <article
        className={`card folded${point.proposals.some((id) => marked.has(id)) ? ' is-marked' : ''}`}
        data-point={point.id}
        aria-label={label}
      >
        <button type="button" className="card-line" aria-expanded={false} onClick={() => first !== undefined && choose(first)}>
          <FoldedWords point={point} />
          <FoldedFacts point={point} proposals={proposals} />
        </button>
      </article>
    );
  }
  return (
    <CurrentCard point={point} label={label} onPutAway={onPutAway}>
      <header className="card-head">
        {number !== '' && <span className="card-number">{number}</span>}
        <RelationChoice point={point} />
        {onPutAway !== null && <PutAway onPutAway={onPutAway} />}
      </header>
      {proposals.map((proposal, index) => (
        <Alternative key={proposal.id} point={point} proposal={proposal} place={index + 1} chosen={proposal.id === chosen} />
      ))}
      {proposals.length === 0 && (
        <p className="muted">
          The record has yet to take this bracket in.{' '}
          {point.proposals.map((id) => (
            <SaidHere key={id} proposal={id} />
          ))}
        </p>
      )}
    </CurrentCard>
  );
}

interface CurrentCardProps extends Pick<PointCardProps, 'point' | 'onPutAway'> {
  readonly label: string;
  readonly children: ReactNode;
}

/** The open card: level with its text, or at the foot of a narrow window, where it covers some of it. */
function CurrentCard({ point, label, onPutAway, children }: CurrentCardProps) {
  const card = useRef<HTMLElement>(null);
  useHeldUp(card, onPutAway);
  return (
    <article
      className={`card unfolded${onPutAway === null ? '' : ' as-sheet'}`}
      data-point={point.id}
      aria-label={label}
      aria-current="true"
      tabIndex={-1}
      ref={card}
    >
      {children}
    </article>
  );
}

const FoldedWords = memo(function FoldedWords({ point }: { readonly point: Point }) {
  const { snapshot } = useDraftDesk();
  return (
    <span className="folded-words">
      {point.proposals.map((id) => {
        const inserted = wordsOf(snapshot, id, 'insertion');
        const deleted = wordsOf(snapshot, id, 'deletion');
        return (
          <span key={id} className="folded-one" dir={directionOf(inserted === '' ? deleted : inserted)}>
            <span className="bracket-sign">[</span>
            {deleted !== '' && (
              <del>
                <WordsBeside words={shortened(deleted, LONGEST)} />
              </del>
            )}
            {inserted !== '' && (
              <span>
                <WordsBeside words={shortened(inserted, LONGEST)} />
              </span>
            )}
            {isNoText(snapshot, id) && <em>No text</em>}
            <span className="bracket-sign">]</span>
          </span>
        );
      })}
    </span>
  );
});

function FoldedFacts({ point, proposals: own }: { readonly point: Point; readonly proposals: readonly Proposal[] }) {
  const { snapshot, unsent } = useDraftDesk();
  const { marked } = useInstruments();
  const proposals = own.map((proposal) => withMerged(snapshot.state.proposals, proposal));
  const sponsors = new Set(proposals.flatMap(ownSponsors));
  const names = withoutRepeats([...sponsors].map((id) => shortName(snapshot.registry, id)));
  const positions = proposals.reduce((sum, proposal) => sum + proposal.positions.size, 0);
  const words = [
    names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : ''),
    ...point.proposals.flatMap((id) => toldUnsent(unsent.get(id), snapshot.registry)),
    positions === 0 ? '' : counted(positions, 'position'),
    ...new Set(proposals.flatMap(({ whereabouts }) => whereabouts?.state ?? [])),
    ...instrumentFacts(
      snapshot,
      proposals.map(({ id }) => id),
    ),
    proposals.some(({ id }) => marked.has(id)) ? 'marked' : '',
  ];
  const said = words.filter((one) => one !== '').join(' · ');
  return said === '' ? null : <span className="folded-facts">{said}</span>;
}

function toldUnsent(said: Attribution | undefined, registry: Registry): string[] {
  return said === undefined ? [] : [unsentWords(said, registry)];
}

const LONGEST = 44;
