import { useLayoutEffect, useRef } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { isComposed } from '../chrome/key-meant.ts';
import { Candidates } from './Candidates.tsx';
import { useFloorLine } from './useFloorLine.ts';

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
  /** Away with it, and the focus back to the text. */
  readonly onLeave: () => void;
}

/** A type-ahead under the caret: letters, Enter, and typing goes on. */
export function FloorLine(props: FloorLineProps) {
  const { question, under, several, onLeave } = props;
  const line = useFloorLine(props);
  const { speaker, chosen, found, named } = line;
  const frame = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  useLayoutEffect(() => {
    if (frame.current !== null) stand(frame.current, under);
  });
  return (
    <dialog className="floor-line" open ref={frame} aria-label={question}>
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
        value={line.typed}
        onChange={(event) => line.type(event.target.value)}
        onKeyDown={(event) => {
          if (!isComposed(event.nativeEvent) && line.press(event.key)) event.preventDefault();
          event.stopPropagation();
        }}
        onBlur={(event) => {
          if (!(event.relatedTarget instanceof Node) || frame.current?.contains(event.relatedTarget) !== true) onLeave();
        }}
      />
      {named.length > 0 && <output className="floor-named">Recorded: {named.join(', ')}</output>}
      <Candidates found={found} chosen={chosen} onPick={line.pick} />
      {found.length === 0 && line.typed !== '' && <p className="floor-none">Nobody of that name in this process.</p>}
      <p className="floor-keys">
        <kbd>Enter</kbd> picks
        {speaker === null && (
          <>
            , <kbd>Tab</kbd> adds on whose behalf
          </>
        )}
        , <kbd>Esc</kbd> {several ? 'ends' : 'leaves it open'}
      </p>
    </dialog>
  );
}

/** Under the caret, or over it where there is no room. */
function stand(frame: HTMLElement, under: FloorLineProps['under']): void {
  const { offsetWidth, offsetHeight } = frame;
  const below = under.bottom + 8;
  const over = Math.min(under.top, innerHeight) - offsetHeight - 8;
  const top = below + offsetHeight > innerHeight ? Math.max(8, over) : below;
  frame.style.top = `${top}px`;
  frame.style.left = `${Math.max(8, Math.min(under.left, innerWidth - offsetWidth - 8))}px`;
}
