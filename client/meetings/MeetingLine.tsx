import { may } from '../../shared/policy/policy.ts';
import { meetingLabel, readingLabel, type MeetingState } from '../../shared/record/meetings.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** Which meeting is open and which reading the text is in, under the title; for those who hold meetings, the way to do so. */
export function MeetingLine({ draft, onMeeting }: { readonly draft: OpenDraft; readonly onMeeting: () => void }) {
  const { seat } = useSitting();
  const { meetings } = useReadable(draft.model).state;
  const words = meetingWords(meetings);
  if (!may(seat, 'hold meetings'))
    return words === '' ? null : (
      <p className="meeting-line is-open" title={words}>
        {words}
      </p>
    );
  return (
    <button
      type="button"
      className={`meeting-line${meetings.open === null ? '' : ' is-open'}`}
      aria-keyshortcuts="Shift+M"
      title={words === '' ? undefined : words}
      onClick={onMeeting}
    >
      {words === '' ? 'No meeting is open' : words} …
    </button>
  );
}

function meetingWords({ open, reading }: MeetingState): string {
  const read = reading === null ? [] : [readingLabel(reading)];
  return [...(open === null ? [] : [meetingLabel(open)]), ...read].join(' · ');
}
