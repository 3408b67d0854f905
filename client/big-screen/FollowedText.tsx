import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import type { ScreenPlace } from '../../shared/protocol/screen.ts';
import { useReadable } from '../chrome/useReadable.ts';
import { Lighting } from '../paper/lighting.ts';
import { bracketElement, clauseElement } from '../paper/places.ts';
import { NegotiatingText } from '../paper/NegotiatingText.tsx';
import { isFrozen } from '../revisions/FrozenBanner.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { AsDecided } from './AsDecided.tsx';
import { watchLeader, type Leader } from './leader.ts';
import { namelessText } from './nameless.ts';
import { useScreenLook } from './useScreenLook.tsx';

export interface FollowedTextProps {
  readonly draft: OpenDraft;
  /** Where the lead was last, before this text was opened. */
  readonly begins: ScreenPlace | null;
  /** This revision was issued, and work goes on in the next; with where the lead was last. */
  readonly onIssued: (last: ScreenPlace | null) => void;
}

/** The text, lit and scrolled to where the lead is. While the lead is away the last place stays. */
export function FollowedText({ draft, begins, onIssued }: FollowedTextProps) {
  const snapshot = useReadable(draft.model);
  const save = useReadable(draft.room.save);
  const isBehind = useReadable(draft.behind) || save.state === 'offline' || save.state === 'refused';
  const { leader, place } = useLeader(draft, begins);
  const { size, contrast, names, controls } = useScreenLook();
  const paper = useRef<HTMLElement>(null);
  const here = placeIn(snapshot, place);
  const showsNames = names && snapshot.state.lens === 'named';
  const shown = useMemo(() => (showsNames ? snapshot : namelessText(snapshot)), [snapshot, showsNames]);
  const frozen = isFrozen(draft, snapshot.state.revision);
  const goOn = useEffectEvent(() => onIssued(place));
  useEffect(() => {
    if (frozen) goOn();
  }, [frozen]);
  useLit(snapshot, here.proposal);
  useFollowing(paper, here, snapshot);
  return (
    <div className="big-screen" data-contrast={contrast ? 'high' : undefined} style={{ '--screen-size': size }}>
      <header className="big-screen-head">
        <h1>{snapshot.state.title}</h1>
        <output>{statusWords(isBehind, leader, place)}</output>
        {controls}
      </header>
      <main className="text view-negotiating" aria-label="Text" ref={paper}>
        <NegotiatingText
          snapshot={shown}
          attributions={showsNames}
          selection={here.clause === null ? null : { anchor: here.clause, focus: here.clause, acting: true }}
          acts={null}
          onGo={nowhere}
        />
      </main>
      {place?.intent != null && here.proposal !== null && (
        <AsDecided snapshot={shown} intent={place.intent} proposal={here.proposal} />
      )}
    </div>
  );
}

/** Nothing can be done on the screen. */
function nowhere(): void {}

interface Led {
  readonly leader: Leader | null;
  readonly place: ScreenPlace | null;
}

/** Who leads, and where they were last. */
function useLeader({ room }: OpenDraft, begins: ScreenPlace | null): Led {
  const [held, setHeld] = useState<Led>({ leader: null, place: begins });
  useEffect(
    () => watchLeader(room.awareness, (leader) => setHeld((before) => ({ leader, place: leader?.place ?? before.place }))),
    [room],
  );
  return held;
}

const FOLLOWING: Readonly<Record<string, string>> = { chair: 'Following the chair', drafter: 'Following the secretariat' };

function statusWords(isBehind: boolean, leader: Leader | null, place: ScreenPlace | null): string {
  if (isBehind) return 'This screen is not connected. It shows what it last had.';
  if (leader !== null) return FOLLOWING[leader.role] ?? 'Following whoever leads';
  return place === null ? 'Nobody leads this screen yet.' : 'Whoever leads this screen is away. It stays where they were last.';
}

interface Here {
  readonly clause: ClauseId | null;
  /** Where a bracket is in hand that is open still. */
  readonly proposal: ProposalId | null;
}

/** A place in the text as it stands: what is no longer open is no longer in hand, and its clause still is. */
function placeIn({ pointOf, holding, placeOf }: DraftSnapshot, place: ScreenPlace | null): Here {
  if (place === null) return { clause: null, proposal: null };
  const proposal = place.proposal !== null && pointOf.has(place.proposal) ? place.proposal : null;
  const holds = place.proposal === null ? [] : (holding.get(place.proposal) ?? []).map(({ id }) => id);
  const named = place.clause !== null && placeOf.has(place.clause) ? place.clause : null;
  const clause = named !== null && (proposal === null || holds.includes(named)) ? named : (holds[0] ?? named);
  return { clause, proposal };
}

function useLit(snapshot: DraftSnapshot, proposal: ProposalId | null): void {
  const [lighting] = useState(() => new Lighting(document));
  const point = proposal === null ? undefined : snapshot.pointOf.get(proposal);
  useEffect(() => {
    const isLong = (id: ProposalId): boolean => (snapshot.holding.get(id)?.length ?? 0) > 2;
    lighting.current(point?.proposals ?? [], proposal, isLong);
  }, [lighting, point, proposal, snapshot]);
  useEffect(() => () => lighting.close(document), [lighting]);
}

/** Keeps what is in hand in the middle of the screen: when the lead moves, and when what is above it grows. */
function useFollowing(paper: React.RefObject<HTMLElement | null>, { clause, proposal }: Here, snapshot: DraftSnapshot): void {
  const went = useRef('');
  useEffect(() => {
    const text = paper.current;
    if (text === null || clause === null) return undefined;
    const key = `${clause} ${proposal ?? ''}`;
    const moved = key !== went.current;
    went.current = key;
    const bring = (): void => {
      const whole = clauseElement(text, clause);
      const bracket = proposal === null ? null : bracketElement(text, { clause, id: proposalId(proposal) });
      const element = whole !== null && whole.clientHeight > innerHeight * 0.6 ? (bracket ?? whole) : whole;
      if (element === null) return;
      const { top, bottom } = element.getBoundingClientRect();
      if (moved || top < innerHeight * 0.12 || bottom > innerHeight * 0.88)
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
    };
    bring();
    // What is not laid out yet is only estimated.
    const frame = requestAnimationFrame(bring);
    return () => cancelAnimationFrame(frame);
  }, [paper, clause, proposal, snapshot]);
}
