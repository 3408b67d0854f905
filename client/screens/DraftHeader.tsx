import type { ReactNode } from 'react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { may } from '../../shared/policy/policy.ts';
import { RoomHeader } from '../chrome/RoomHeader.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { useAtLeast } from '../chrome/useAtLeast.ts';
import { LengthLine } from '../length/LengthLine.tsx';
import { LensLine } from '../lens/LensLine.tsx';
import { MeetingLine } from '../meetings/MeetingLine.tsx';
import { AdoptionLine } from '../procedures/AdoptionLine.tsx';
import { DraftActs, type DraftActsProps } from './DraftActs.tsx';
import { ReadingItems, type ReadingItemsProps } from './ReadingItems.tsx';
import { VIEW_WORDS, VIEWS, WIDE, type View } from './views.ts';

export interface DraftHeaderProps extends DraftActsProps, Omit<ReadingItemsProps, 'onView'> {
  readonly title: string;
  readonly view: View;
  readonly outlineShown: boolean;
  readonly isBesideDrawn: boolean;
  readonly onView: (view: View) => void;
  readonly onOutline: () => void;
  readonly onMeeting: () => void;
  readonly onLens: () => void;
}

/** Title, views, who is here, the save state, and the way out of the document. */
export function DraftHeader({
  title,
  view,
  outlineShown,
  isBesideDrawn,
  unseen,
  lead,
  onView,
  onFigure,
  onOutline,
  onMeeting,
  onLens,
  ...acts
}: DraftHeaderProps) {
  const { seat } = useSitting();
  const roomy = useAtLeast(WIDE);
  const length = isBesideDrawn && <LengthLine draft={acts.draft} clean={view === 'clean'} />;
  return (
    <>
      <RoomHeader
        back={{ href: '/', name: 'Desk' }}
        title={title}
        titleIs="h1"
        room={acts.draft.room}
        behind={acts.draft.behind}
        writes={may(seat, 'write text')}
        before={
          <button
            type="button"
            className="quiet outline-toggle"
            aria-expanded={outlineShown}
            aria-controls="outline"
            onClick={onOutline}
          >
            Outline
          </button>
        }
        under={
          <div className="under-title">
            <MeetingLine draft={acts.draft} onMeeting={onMeeting} />
            <LensLine draft={acts.draft} onLens={onLens} />
            <AdoptionLine draft={acts.draft} />
            {/* In the corner where nothing stands, which is where the outline does not reach over the text. */}
            {!roomy && length}
          </div>
        }
        after={
          <>
            <fieldset className="views" aria-label="View">
              {VIEWS.map((one) => (
                <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
                  {VIEW_WORDS[one]}
                </button>
              ))}
            </fieldset>
            <ReadingsMenu unseen={unseen} isChosen={!VIEWS.some((one) => one === view)} isLeading={lead.isMine}>
              <ReadingItems draft={acts.draft} unseen={unseen} lead={lead} onView={onView} onFigure={onFigure} />
            </ReadingsMenu>
          </>
        }
        acts={<DraftActs {...acts} />}
      />
      {roomy && length}
    </>
  );
}

/** What else there is to be read, under one button that says what is new, and whether the screen in the room follows this page. */
function ReadingsMenu({
  unseen,
  isChosen,
  isLeading,
  children,
}: {
  readonly unseen: number;
  readonly isChosen: boolean;
  readonly isLeading: boolean;
  readonly children: ReactNode;
}) {
  return (
    <MenuTrigger>
      <Button className={`quiet readings-menu${isChosen ? ' chosen' : ''}`} aria-keyshortcuts="z">
        Readings
        {unseen > 0 && (
          <span className="count">
            {unseen}
            <span className="unseen"> new</span>
          </span>
        )}
        {isLeading && <span className="leading">on screen</span>}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label="Readings">
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
