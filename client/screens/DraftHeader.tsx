import { may } from '../../shared/policy/policy.ts';
import { RoomHeader } from '../chrome/RoomHeader.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { MeetingLine } from '../meetings/MeetingLine.tsx';
import { DraftActs, type DraftActsProps } from './DraftActs.tsx';
import { VIEW_WORDS, VIEWS, type View } from './views.ts';

export interface DraftHeaderProps extends DraftActsProps {
  readonly title: string;
  readonly view: View;
  readonly outlineShown: boolean;
  readonly onView: (view: View) => void;
  readonly onOutline: () => void;
  readonly onMeeting: () => void;
}

/** Title, views, who is here, the save state, and the way out of the document. */
export function DraftHeader({ title, view, outlineShown, onView, onOutline, onMeeting, ...acts }: DraftHeaderProps) {
  const { seat } = useSitting();
  return (
    <RoomHeader
      back={{ href: '/', name: 'Desk' }}
      title={title}
      titleIs="h1"
      room={acts.draft.room}
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
      under={<MeetingLine draft={acts.draft} onMeeting={onMeeting} />}
      after={
        <fieldset className="views" aria-label="View">
          {VIEWS.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
              {VIEW_WORDS[one]}
            </button>
          ))}
        </fieldset>
      }
      acts={<DraftActs {...acts} />}
    />
  );
}
