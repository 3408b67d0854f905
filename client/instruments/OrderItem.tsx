import { useState, type KeyboardEvent } from 'react';
import type { Matter } from '../../shared/record/matter.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { matterLabel } from './matters.ts';

export interface OrderItemProps {
  readonly matter: Matter;
  /** Where it stands, in a word. */
  readonly standing: string;
  readonly place: { readonly at: number; readonly of: number };
  readonly arranges: boolean;
  /** Whether some matter of the order is being dragged. */
  readonly isDragging: boolean;
  readonly onGo: () => void;
  readonly onTake: () => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onDrag: (isDragged: boolean) => void;
  readonly onDropped: () => void;
}

/** One matter of the running order. Alt with an arrow moves it, Delete takes it out. */
export function OrderItem(props: OrderItemProps) {
  const { matter, standing, arranges, isDragging, onGo, onDrag, onDropped } = props;
  const { snapshot } = useDraftDesk();
  const [isOver, setOver] = useState(false);
  const isNow = standing === 'now';
  return (
    <li
      className={`order-item${isOver && isDragging ? ' is-over' : ''}`}
      data-matter={matter.on === 'clause' ? matter.clause : matter.proposal}
      aria-current={isNow ? 'step' : undefined}
    >
      <button
        type="button"
        className="quiet order-go"
        aria-keyshortcuts={arranges ? 'Alt+ArrowUp Alt+ArrowDown Delete' : undefined}
        draggable={arranges}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', matterLabel(snapshot, matter));
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
        onDragOver={(event) => {
          if (!isDragging) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          onDropped();
        }}
        onClick={onGo}
        onKeyDown={(event) => arranges && pressed(event, props)}
      >
        {matterLabel(snapshot, matter)}
      </button>
      {standing !== '' && <span className={`order-state${isNow ? ' is-now' : ''}`}>{standing}</span>}
      {arranges && <OrderActs {...props} />}
    </li>
  );
}

function pressed(event: KeyboardEvent, { place, onMove, onRemove }: OrderItemProps): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (event.altKey && step !== 0) onMove(place.at + step);
  else if (event.key === 'Delete') onRemove();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function OrderActs({ standing, place, onTake, onMove, onRemove }: OrderItemProps) {
  return (
    <span className="order-acts">
      {standing !== 'now' && (
        <button type="button" className="act" onClick={onTake}>
          Take
        </button>
      )}
      <button type="button" className="act" disabled={place.at === 0} onClick={() => onMove(place.at - 1)}>
        Earlier
      </button>
      <button type="button" className="act" disabled={place.at === place.of - 1} onClick={() => onMove(place.at + 1)}>
        Later
      </button>
      <button type="button" className="act" onClick={onRemove}>
        Take out
      </button>
    </span>
  );
}
