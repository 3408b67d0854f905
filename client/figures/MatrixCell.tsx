import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { cellWords, objectionsTold, pointWords } from '../../shared/projection/matrix-text.ts';
import type { MatrixLine } from '../../shared/projection/matrix.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { marksOf } from './matrix-marks.ts';
import type { GridLine } from './MatrixGrid.tsx';

/** An alternative: where it stands, its words, and how many are in favour and object. */
export function LineHead({
  one: { line, of, first },
  tabIndex,
  onGo,
}: {
  readonly one: GridLine;
  readonly tabIndex: 0 | -1;
  readonly onGo: (proposal: ProposalId) => void;
}) {
  const alternative = of.lines.length > 1 ? `${of.lines.indexOf(line) + 1} of ${of.lines.length} · ` : '';
  return (
    <th
      scope="row"
      className="matrix-line"
      aria-colindex={1}
      tabIndex={tabIndex}
      title={line.words}
      onClick={() => onGo(line.proposal)}
    >
      <span className="matrix-place">
        {of.silent && first && 'No position taken · '}
        {alternative}
        {pointWords(of)}
      </span>
      <span className="matrix-count">
        <span className="unseen">, </span>
        {line.inFavour}
        <span aria-hidden="true">:</span>
        <span className="unseen"> in favour, </span>
        {objectionsTold(line)}
        <span className="unseen"> objecting: </span>
      </span>
      <span className="matrix-words" dir={directionOf(line.words)}>
        {line.words}
      </span>
    </th>
  );
}

/** What one participant says of an alternative, as signs, and in words for those who hear it. */
export function MatrixCell({
  line,
  participant,
  column,
  tabIndex,
}: {
  readonly line: MatrixLine;
  readonly participant: ParticipantId | undefined;
  readonly column: number;
  readonly tabIndex: 0 | -1;
}) {
  const { registry } = useDraftDesk().snapshot;
  if (participant === undefined) return null;
  const voice = line.cells.get(participant);
  const words = cellWords(line, participant, registry);
  const name = shortName(registry, participant);
  return (
    <td
      aria-colindex={column + 2}
      aria-label={words === '' ? `${name}: nothing said` : `${name} ${words}`}
      title={words === '' ? undefined : `${name} ${words}`}
      tabIndex={tabIndex}
    >
      {voice !== undefined &&
        marksOf(voice).map(({ mark, says }) => (
          <span key={says} className={`matrix-mark says-${says}`} aria-hidden="true">
            {mark}
          </span>
        ))}
      {voice !== undefined && voice.through !== null && (
        <sup aria-hidden="true">{shortName(registry, voice.through).slice(0, 4)}</sup>
      )}
    </td>
  );
}
