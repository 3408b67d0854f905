import { useState, type ReactNode, type RefObject } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import { Link } from 'wouter';
import { SetOptions } from '../options/SetOptions.tsx';
import { Invitation } from './Invitation.tsx';
import type { PreparationCard } from '../../shared/protocol/api.ts';
import { ChairsBar } from '../instruments/ChairsBar.tsx';
import { instrumentCount } from '../instruments/matters.ts';
import { HeldUp } from '../chrome/HeldUp.tsx';
import { StoryPanel } from '../paper/StoryPanel.tsx';
import { AsideList } from '../points/AsideList.tsx';
import { DecidedList } from '../points/DecidedList.tsx';
import type { ListedContent } from '../../shared/projection/placeholders.ts';
import { ContentFilter, PlaceholderList } from '../points/PlaceholderList.tsx';
import { NoLongerApplies } from '../points/NoLongerApplies.tsx';
import { LevelCards } from '../points/LevelCards.tsx';
import type { PointCursor } from '../points/point-cursor.ts';
import { underWay } from '../procedures/reading.ts';
import { countOpenBrackets } from '../../shared/record/state.ts';
import { openBracketsTold } from './open-brackets.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** What the column beside the text shows. */
export type Tab = 'open' | 'order' | 'aside' | 'decided' | 'procedures';

export interface PointsColumnProps {
  readonly snapshot: DraftSnapshot;
  readonly tab: Tab;
  readonly cursor: PointCursor | null;
  readonly text: RefObject<HTMLElement | null>;
  /** Puts away what is held up at the foot of the window: the card of a point, a list, or a story; null where nothing is. */
  readonly onPutAway: (() => void) | null;
  readonly preparations: readonly PreparationCard[];
  /** In the provenance view: the clause whose story is told, null for none yet; undefined in the other views. */
  readonly told: ClauseId | null | undefined;
  readonly onTab: (tab: Tab) => void;
  readonly onRegister: () => void;
  readonly onGo: (clause: ClauseId) => void;
  /** Silences and votes. */
  readonly procedures: ReactNode;
  /** The running order, packages, and what was decided in one act. */
  readonly order: ReactNode;
}

/** The points level with the text, what was decided, or the story of a clause. */
export function PointsColumn({
  snapshot,
  tab,
  cursor,
  text,
  onPutAway,
  preparations,
  told,
  onTab,
  onRegister,
  onGo,
  procedures,
  order,
}: PointsColumnProps) {
  const [content, setContent] = useState<ListedContent | null>(null);
  return (
    <aside className="points" aria-label="Points">
      {told !== undefined ? (
        <HeldUp label="Story of the clause" className="sticky-panel" onPutAway={onPutAway}>
          <StoryPanel snapshot={snapshot} clause={told} />
        </HeldUp>
      ) : (
        <HeldUp
          label="Points"
          className={`points-body${tab === 'open' && content === null ? '' : ' stays'}`}
          onPutAway={tab === 'open' ? null : onPutAway}
        >
          <div className="points-head">
            <Tabs snapshot={snapshot} tab={tab} onTab={onTab} />
            {tab === 'open' && content === null && <OpenBrackets snapshot={snapshot} />}
            {tab === 'open' && <ChairsBar />}
            <SetOptions shown={tab === 'open'} />
            {tab === 'open' && <NoLongerApplies />}
            {tab === 'open' && <ContentFilter content={content} onContent={setContent} />}
            {preparations.length > 0 && <OwnPreparations preparations={preparations} />}
          </div>
          {tab === 'procedures' ? (
            <div className="decided-list">{procedures}</div>
          ) : tab === 'order' ? (
            <div className="decided-list">{order}</div>
          ) : tab === 'aside' ? (
            <div className="decided-list">
              <AsideList />
            </div>
          ) : tab === 'decided' ? (
            <div className="decided-list">
              <button type="button" className="act" aria-keyshortcuts="Shift+R" onClick={onRegister}>
                Register of all proposals <kbd aria-hidden="true">R</kbd>
              </button>
              <DecidedList />
            </div>
          ) : content !== null ? (
            <div className="decided-list">
              <PlaceholderList content={content} onGo={onGo} />
            </div>
          ) : snapshot.points.length === 0 ? (
            <p className="empty">No bracket is open in this text.</p>
          ) : (
            <LevelCards text={text} cursor={cursor} onPutAway={onPutAway} />
          )}
        </HeldUp>
      )}
    </aside>
  );
}

function Tabs({ snapshot, tab, onTab }: Pick<PointsColumnProps, 'snapshot' | 'tab' | 'onTab'>) {
  const tabs = [
    { name: 'open', words: 'Open', count: snapshot.points.length },
    { name: 'order', words: 'Order', count: instrumentCount(snapshot) },
    { name: 'aside', words: 'Set aside', count: snapshot.aside.length },
    { name: 'decided', words: 'Decided', count: snapshot.decided.length },
    { name: 'procedures', words: 'Silence, votes', count: underWay(snapshot) },
  ] as const;
  return (
    <fieldset className="tabs" aria-label="Which points">
      {tabs.map(({ name, words, count }) => (
        <button
          key={name}
          type="button"
          aria-pressed={tab === name}
          aria-keyshortcuts={name === 'procedures' ? 'q' : undefined}
          onClick={() => onTab(name)}
        >
          {words}
          {(count > 0 || name === 'open') && (
            <>
              {' '}
              <span className="count">{count}</span>
            </>
          )}
        </button>
      ))}
    </fieldset>
  );
}

/** How many brackets are open, as the desk tells it, and at how many points: several may compete at one. */
function OpenBrackets({ snapshot: { state, points } }: Pick<PointsColumnProps, 'snapshot'>) {
  const count = countOpenBrackets(state);
  if (count === 0) return null;
  return (
    <p className="open-brackets muted small">
      {openBracketsTold(count)} at {counted(points.length, 'point')}
    </p>
  );
}

function OwnPreparations({ preparations }: Pick<PointsColumnProps, 'preparations'>) {
  return (
    <nav aria-label="Your preparations" className="own-preparations">
      {preparations.map((one) =>
        one.isInvitation ? (
          <Invitation key={one.id} card={one} />
        ) : (
          <Link key={one.id} href={`/preparations/${one.id}`}>
            Go on preparing: {one.about}
          </Link>
        ),
      )}
    </nav>
  );
}
