import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { candidates } from './candidates.ts';

const SHOWN = 8;

export interface FloorLineProps {
  /** What is asked: "For whom?", "Who supports?". */
  readonly question: string;
  readonly participants: readonly Participant[];
  /** Those who have spoken in this draft, the latest first. */
  readonly spoken: readonly ParticipantId[];
  /** Where in the viewport it stands: under this. */
  readonly under: { readonly left: number; readonly bottom: number; readonly top: number };
  /** Whether several may be named, one after the other. */
  readonly several: boolean;
  readonly onPick: (participant: ParticipantId, onBehalfOf: ParticipantId | null) => void;
  /** Away with it. `typed`: a key that belongs into the text did it, so the focus is to be there before the key arrives. */
  readonly onLeave: () => void;
}

/** A type-ahead under the caret: letters, Enter, and typing goes on. */
export function FloorLine({ question, participants, spoken, under, several, onPick, onLeave }: FloorLineProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [speaker, setSpeaker] = useState<Participant | null>(null);
  const [named, setNamed] = useState<readonly string[]>([]);
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useLayoutEffect(() => {
    if (frame.current !== null) stand(frame.current, under);
  });
  const found = useMemo(() => candidates(participants, typed, spoken, SHOWN), [participants, typed, spoken]);
  const chosen = found[Math.min(active, found.length - 1)];

  function pick(participant: Participant): void {
    if (speaker === null) onPick(participant.id, null);
    else onPick(speaker.id, participant.id);
    if (!several) return;
    setNamed([...named, speaker === null ? participant.name : `${speaker.name} on behalf of ${participant.name}`]);
    setSpeaker(null);
    setTyped('');
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (typed === '' && speaker === null && !several && (event.key === '[' || event.key === ' ')) {
      // The focus moves before the key has its effect, so that the key goes to the text.
      onLeave();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && chosen !== undefined) pick(chosen);
    else if (event.key === 'Enter' && speaker !== null) onPick(speaker.id, null);
    else if (event.key === 'Enter') onLeave();
    else if (event.key === 'Tab' && speaker === null && chosen !== undefined && typed !== '') {
      setSpeaker(chosen);
      setTyped('');
      setActive(0);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="floor-line" ref={frame} role="dialog" aria-label={question}>
      <label className="floor-question" htmlFor="floor-input">
        {speaker === null ? question : `${speaker.name} on behalf of whom?`}
      </label>
      <input
        id="floor-input"
        ref={input}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="floor-list"
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `floor-${chosen.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder="Letters of a name or code"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!(event.relatedTarget instanceof Node) || !frame.current?.contains(event.relatedTarget)) onLeave();
        }}
      />
      {named.length > 0 && (
        <p className="floor-named" role="status">
          Recorded: {named.join(', ')}
        </p>
      )}
      <ul id="floor-list" role="listbox" aria-label="Participants">
        {found.map((participant) => (
          <li
            key={participant.id}
            id={`floor-${participant.id}`}
            role="option"
            aria-selected={participant === chosen}
            onMouseDown={(event) => {
              event.preventDefault();
              pick(participant);
            }}
          >
            <span>{participant.name}</span>
            {participant.code !== participant.name && <span className="muted">{participant.code}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && typed !== '' && <p className="floor-none">Nobody of that name in this process.</p>}
      <p className="floor-keys">
        <kbd>Enter</kbd> picks{speaker === null && <>, <kbd>Tab</kbd> adds on whose behalf</>}, <kbd>Esc</kbd> {several ? 'ends' : 'leaves it open'}
      </p>
    </div>
  );
}

/** Under the caret, or over it where there is no room. */
function stand(frame: HTMLElement, under: FloorLineProps['under']): void {
  const { offsetWidth, offsetHeight } = frame;
  const below = under.bottom + 8;
  const top = below + offsetHeight > innerHeight ? Math.max(8, under.top - offsetHeight - 8) : below;
  frame.style.top = `${top}px`;
  frame.style.left = `${Math.max(8, Math.min(under.left, innerWidth - offsetWidth - 8))}px`;
}
