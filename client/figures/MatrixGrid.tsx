import { useMemo, useRef, type ReactNode } from 'react';
import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import type { MatrixLine, MatrixPoint } from '../../shared/projection/matrix.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { useAtLeast } from '../chrome/useAtLeast.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { BESIDE } from '../screens/views.ts';
import { LineHead, MatrixCell } from './MatrixCell.tsx';
import { useGridFocus } from './useGridFocus.ts';
import { useWindow, type GridSize } from './useWindow.ts';

export interface MatrixGridProps {
  readonly points: readonly MatrixPoint[];
  readonly participants: readonly ParticipantId[];
  readonly onGo: (proposal: ProposalId) => void;
}

/** A line of the grid: an alternative, and whether it is the first of its point. */
export interface GridLine {
  readonly line: MatrixLine;
  readonly of: MatrixPoint;
  readonly first: boolean;
}

const SIZE = { rowHeight: 48, columnWidth: 44, headHeight: 128 };
/** How wide the alternatives are, in pixels: in a narrow window, such that positions are seen beside them. */
const HEAD_WIDTH = { beside: 380, narrow: 150 };

/** Alternatives against participants, as a grid for the arrow keys. Only what is in view is drawn, be it 500 by 160. */
export function MatrixGrid({ points, participants, onGo }: MatrixGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => points.flatMap((of) => of.lines.map((line, index): GridLine => ({ line, of, first: index === 0 }))),
    [points],
  );
  const headWidth = useAtLeast(BESIDE) ? HEAD_WIDTH.beside : HEAD_WIDTH.narrow;
  const size: GridSize = { ...SIZE, headWidth, rows: lines.length, columns: participants.length };
  const { rows, columns } = useWindow(frame, size);
  const { at, tab, press } = useGridFocus(frame, size, (row) => {
    const line = lines[row]?.line;
    if (line !== undefined) onGo(line.proposal);
  });
  const shown = {
    rows: withHeld(rows, at.row - 1, lines.length),
    columns: withHeld(columns, at.column - 1, participants.length),
  };
  const heads = stretches(shown.columns, participants.length);
  return (
    <div className="matrix" ref={frame}>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- by the ARIA practices a table whose cells the arrow keys reach is a grid
        role="grid"
        aria-label="Positions on open points"
        aria-rowcount={lines.length + 1}
        aria-colcount={participants.length + 1}
        style={{ inlineSize: participants.length === 0 ? '100%' : headWidth + participants.length * SIZE.columnWidth }}
        onKeyDown={press}
      >
        <colgroup>
          <col style={{ inlineSize: headWidth }} />
          {participants.map((id) => (
            <col key={id} style={{ inlineSize: SIZE.columnWidth }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1} tabIndex={tab(0, 0)} className="matrix-corner">
              Alternative
            </th>
            {spaced(heads, (column) => (
              <NameHead key={column} id={participants[column]} column={column} tabIndex={tab(0, column + 1)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches(shown.rows, lines.length).map((part) => {
            if ('gap' in part) return <GapRow key={`gap${part.from}`} rows={part.gap} />;
            const one = lines[part.at];
            return one === undefined ? null : (
              <tr key={one.line.proposal} aria-rowindex={part.at + 2} className={one.first ? 'first-of-point' : undefined}>
                <LineHead one={one} tabIndex={tab(part.at + 1, 0)} onGo={onGo} />
                {spaced(heads, (column) => (
                  <MatrixCell
                    key={column}
                    line={one.line}
                    participant={participants[column]}
                    column={column}
                    tabIndex={tab(part.at + 1, column + 1)}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function NameHead({
  id,
  column,
  tabIndex,
}: {
  readonly id: ParticipantId | undefined;
  readonly column: number;
  readonly tabIndex: 0 | -1;
}) {
  const { registry } = useDraftDesk().snapshot;
  return id === undefined ? null : (
    <th scope="col" className="matrix-name" aria-colindex={column + 2} tabIndex={tabIndex} title={registry.byId.get(id)?.name}>
      <span>{shortName(registry, id)}</span>
    </th>
  );
}

/** Keeps the place of lines that are not in view. */
function GapRow({ rows }: { readonly rows: number }) {
  return (
    <tr aria-hidden="true" style={{ blockSize: rows * SIZE.rowHeight }}>
      <td className="matrix-gap" aria-label="Not in view" />
    </tr>
  );
}

/** What is drawn of many, and the gaps between. */
type Stretch = { readonly at: number } | { readonly from: number; readonly gap: number };

function stretches(shown: readonly number[], count: number): Stretch[] {
  const parts: Stretch[] = [];
  let next = 0;
  for (const at of [...shown, count]) {
    if (at > next) parts.push({ from: next, gap: at - next });
    if (at < count) parts.push({ at });
    next = at + 1;
  }
  return parts;
}

function spaced(parts: readonly Stretch[], cell: (at: number) => ReactNode): ReactNode[] {
  return parts.map((part) =>
    'gap' in part ? <td key={`gap${part.from}`} className="matrix-gap" colSpan={part.gap} aria-hidden="true" /> : cell(part.at),
  );
}

/** What is in view, and the current one wherever it is, so that Tab comes back to it. */
function withHeld([from, to]: readonly [number, number], held: number, count: number): readonly number[] {
  const shown = Array.from({ length: to - from }, (_, index) => from + index);
  return held < 0 || held >= count || shown.includes(held) ? shown : [...shown, held].toSorted((a, b) => a - b);
}
