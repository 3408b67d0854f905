import { shortName } from '../projection/naming.ts';
import { matrixOf } from '../projection/matrix.ts';
import { cellWords, objectionsTold, pointWords } from '../projection/matrix-text.ts';
import { registerNumber } from '../proposals/proposal.ts';
import type { ManuscriptSources } from './compose.ts';
import type { Block } from './manuscript.ts';

/** Participants that stand side by side in one table, so that it fits a page. */
const SIDE_BY_SIDE = 6;

/** The positions on every open point, the nearest to consensus first, in tables of so many participants as fit a page. */
export function positionsTables(sources: ManuscriptSources): Block[] {
  const { participants, unnamed, points } = matrixOf(sources);
  const nobody = unnamed.length === 0 ? 'No positions taken' : 'Positions, counted: names are not shown';
  const { registry, state } = sources;
  const no = (line: (typeof points)[number]['lines'][number]): string =>
    String(registerNumber(state.proposals.get(line.proposal)));
  const tables: Block[] = [];
  for (let from = 0; from < Math.max(1, participants.length); from += SIDE_BY_SIDE) {
    const shown = participants.slice(from, from + SIDE_BY_SIDE);
    tables.push({
      type: 'table',
      caption: shown.length === 0 ? nobody : shown.map((id) => shortName(registry, id)).join(', '),
      columns: ['Point', 'No.', 'Words', 'For', 'Against', ...shown.map((id) => shortName(registry, id))],
      rows: points.flatMap((point, index) =>
        point.lines.map((line) => [
          `${index + 1}. ${pointWords(point)}`,
          no(line),
          line.words,
          String(line.inFavour),
          objectionsTold(line),
          ...shown.map((id) => cellWords(line, id, registry)),
        ]),
      ),
    });
  }
  return tables;
}
