import type { Participant } from '../../shared/participants/participant.ts';

export interface CandidatesProps {
  readonly found: readonly Participant[];
  readonly chosen: Participant | undefined;
  readonly onPick: (participant: Participant) => void;
}

/** The list of a combobox (ARIA authoring practices): the focus stays in the line, which names the active option. */
export function Candidates({ found, chosen, onPick }: CandidatesProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- neither datalist nor select leaves the keys to the line
    <div id="floor-list" className="floor-list" role="listbox" aria-label="Participants" tabIndex={-1}>
      {found.map((participant) => (
        <div
          key={participant.id}
          id={`floor-${participant.id}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option element stands in a select or datalist only
          role="option"
          tabIndex={-1}
          aria-selected={participant === chosen}
          onMouseDown={(event) => {
            // The focus stays in the line.
            event.preventDefault();
            onPick(participant);
          }}
        >
          <span>{participant.name}</span>
          {participant.code !== participant.name && <span className="muted">{participant.code}</span>}
        </div>
      ))}
    </div>
  );
}
