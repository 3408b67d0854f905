import { useState } from 'react';
import { Heading } from 'react-aria-components';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import {
  LONGEST_MEETING_NAME,
  meetingLabel,
  ordinal,
  readingLabel,
  type Meeting,
  type MeetingState,
} from '../../shared/record/meetings.ts';
import { DialogFrame } from '../chrome/DialogFrame.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface MeetingDialogProps {
  readonly onClose: () => void;
  /** Goes on to the status ladder. */
  readonly onLadder: () => void;
}

/** Opens and closes meetings, and begins readings. */
export function MeetingDialog({ onClose, onLadder }: MeetingDialogProps) {
  const { snapshot, give } = useDraftDesk();
  const { open, reading, begun } = snapshot.state.meetings;
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function send(command: Command): Promise<void> {
    setBusy(true);
    setRefused(null);
    const failure = await give(command);
    setBusy(false);
    if (failure === null) onClose();
    else setRefused(failure.reason);
  }
  return (
    <DialogFrame busy={busy} onClose={onClose}>
      <Heading slot="title">Meeting and reading</Heading>
      {open === null ? (
        <Opening
          entries={snapshot.entries}
          busy={busy}
          onOpen={(name, body) => void send({ type: 'open-meeting', name, body })}
        />
      ) : (
        <InSession meeting={open} busy={busy} onEnd={() => void send({ type: 'close-meeting', opened: open.entry })} />
      )}
      <div className="row">
        <span>{readingWords({ reading, begun })}</span>
        {reading !== null && (
          <button type="button" className="act" disabled={busy} onClick={() => void send({ type: 'close-reading', reading })}>
            Close the {readingLabel(reading)}
          </button>
        )}
        <button
          type="button"
          className="act"
          disabled={busy}
          onClick={() => void send({ type: 'begin-reading', reading: begun + 1 })}
        >
          Begin the {readingLabel(begun + 1)}
        </button>
      </div>
      {refused !== null && <Notice tone="refused">{refused}</Notice>}
      <div className="row end">
        <button type="button" className="quiet" onClick={onLadder}>
          Status ladder …
        </button>
        <button type="button" className="act" disabled={busy} onClick={onClose}>
          Done
        </button>
      </div>
    </DialogFrame>
  );
}

/** Which reading the text is in, or was in last. */
function readingWords({ reading, begun }: Pick<MeetingState, 'reading' | 'begun'>): string {
  if (reading !== null) return `The text is in its ${readingLabel(reading)}.`;
  return begun === 0 ? 'No reading has begun.' : `The ${readingLabel(begun)} is closed.`;
}

function InSession({ meeting, busy, onEnd }: { readonly meeting: Meeting; readonly busy: boolean; readonly onEnd: () => void }) {
  return (
    <div className="row">
      <span>
        <strong>{meetingLabel(meeting)}</strong> is open (record {meeting.entry}). Every act carries it, and the reading.
      </span>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one act on what is open */}
      <button type="button" className="act" autoFocus disabled={busy} onClick={onEnd}>
        Close the meeting
      </button>
    </div>
  );
}

function Opening({
  entries,
  busy,
  onOpen,
}: {
  readonly entries: readonly Entry[];
  readonly busy: boolean;
  readonly onOpen: (name: string, body: string) => void;
}) {
  const [{ name, body }, setForm] = useState(() => meetingAfter(entries));
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !busy) onOpen(name, body);
      }}
    >
      <p>No meeting is open. Whatever is done while one is open carries its name in the record.</p>
      <label className="field">
        Meeting
        <input
          type="text"
          maxLength={LONGEST_MEETING_NAME}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the dialog asks for first
          autoFocus
          disabled={busy}
          value={name}
          onChange={(event) => setForm({ name: event.target.value, body })}
        />
      </label>
      <label className="field">
        Body (may stay empty)
        <input
          type="text"
          maxLength={LONGEST_MEETING_NAME}
          placeholder="Committee of the Whole"
          disabled={busy}
          value={body}
          onChange={(event) => setForm({ name, body: event.target.value })}
        />
      </label>
      <div className="row end">
        <button type="submit" className="main-act" disabled={busy || name.trim() === ''}>
          Open the meeting
        </button>
      </div>
    </form>
  );
}

/** The meeting that would follow the last one: "3rd meeting" behind "2nd meeting", of the same body. */
function meetingAfter(entries: readonly Entry[]): Pick<Meeting, 'name' | 'body'> {
  const last = entries.findLast(({ event }) => event.type === 'MeetingOpened')?.event;
  if (last?.type !== 'MeetingOpened') return { name: '1st meeting', body: '' };
  const [, number, rest] = /^(\d{1,4})(?:st|nd|rd|th)( .*)$/.exec(last.name) ?? [];
  return { name: number === undefined ? last.name : `${ordinal(Number(number) + 1)}${rest ?? ''}`, body: last.body };
}
