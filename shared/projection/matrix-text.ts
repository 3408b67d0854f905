import { csvOf } from '../base/csv.ts';
import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { capital, counted } from '../base/phrases.ts';
import type { Registry } from '../participants/registry.ts';
import { withoutRepeats } from '../participants/stand-in.ts';
import type { Stance } from '../proposals/position.ts';
import { registerNumber } from '../proposals/proposal.ts';
import { asOneLine } from '../text/clause-words.ts';
import { shortName } from './naming.ts';
import { matrixOf, type MatrixLine, type MatrixPoint, type MatrixSources } from './matrix.ts';
import type { Voice } from './voices.ts';

const SAYS: Readonly<Record<Stance, string>> = {
  support: 'supports',
  flexible: 'is flexible',
  'prefer-another': 'prefers another',
  oppose: 'opposes',
  reserve: 'reserves',
  'needs-instructions': 'needs instructions',
};

/** What a participant says of an alternative, in words: "proposes", "opposes", "supports (G77)" where it is its group's word. */
function voiceWords({ brings, stance, through }: Voice, registry: Registry): string {
  const says = [brings ? 'proposes' : '', stance === null ? '' : SAYS[stance]].filter((word) => word !== '').join(', ');
  return through === null ? says : `${says} (${shortName(registry, through)})`;
}

/** How many stand in the way of an alternative: "2", or "1 to 3" where some of them may be the same. */
export function objectionsTold({ objections, objectionsAtLeast }: MatrixLine): string {
  return objections === objectionsAtLeast ? String(objections) : `${objectionsAtLeast} to ${objections}`;
}

/** A point by its number and article: "3 (Article 7)". */
export function pointWords({ number, article }: Pick<MatrixPoint, 'number' | 'article'>): string {
  if (article === '') return number === '' ? 'No number' : number;
  return number === '' ? article : `${number} (${article})`;
}

/** The matrix for a spreadsheet: an alternative a line, a participant a column. */
export function matrixCsv(sources: MatrixSources): string {
  const { participants, points } = matrixOf(sources);
  const { registry, state } = sources;
  const head = ['Point', 'Article', 'Number', 'Alternative', 'Words', 'In favour', 'Objections', 'No position taken'];
  const rows = points.flatMap(({ lines, article, number, silent }, index) =>
    lines.map((line) => [
      String(index + 1),
      article,
      number,
      noOf(state, line.proposal),
      line.words,
      String(line.inFavour),
      objectionsTold(line),
      silent ? 'yes' : '',
      ...participants.map((id) => cellWords(line, id, registry)),
    ]),
  );
  return csvOf([[...head, ...participants.map((id) => shortName(registry, id))], ...rows]);
}

/** What stands in a cell, in words; empty where nothing was said. */
export function cellWords(line: MatrixLine, participant: ParticipantId, registry: Registry): string {
  const voice = line.cells.get(participant);
  return voice === undefined ? '' : voiceWords(voice, registry);
}

/** The matrix for print, as lists: on each alternative who says what. */
export function matrixText(sources: MatrixSources): string {
  const { participants, unnamed, points } = matrixOf(sources);
  const { registry, state } = sources;
  const all = [...participants, ...unnamed];
  const silences = points.filter(({ silent }) => silent).length;
  const blocks = [
    `Positions on “${state.title}”`,
    `${counted(points.length, 'open point')}, the nearest to consensus first; ${counted(silences, 'on which nobody has taken a position stands', 'on which nobody has taken a position stand')} last`,
  ];
  for (const [index, row] of points.entries()) {
    blocks.push(`${index + 1}. ${pointWords(row)}${row.lines.length > 1 ? `, ${row.lines.length} alternatives` : ''}`);
    for (const line of row.lines) blocks.push(lineText(line, { registry, participants: all, no: noOf(state, line.proposal) }));
  }
  return [...blocks, ''].join('\n\n');
}

function lineText(
  line: MatrixLine,
  {
    registry,
    participants,
    no,
  }: { readonly registry: Registry; readonly participants: readonly ParticipantId[]; readonly no: string },
): string {
  const bySaid = new Map<string, string[]>();
  for (const id of participants) {
    const voice = line.cells.get(id);
    // Whoever has no word of its own is in the list by its group.
    if (voice === undefined || voice.through !== null) continue;
    const said = voiceWords(voice, registry);
    bySaid.set(said, [...(bySaid.get(said) ?? []), shortName(registry, id)]);
  }
  const said = [...bySaid].map(([words, names]) => `    ${capital(words)}: ${withoutRepeats(names).join(', ')}`);
  return [
    `    No. ${no}: “${asOneLine(line.words)}”`,
    `    ${line.inFavour} in favour, ${objectionsTold(line)} ${line.objections === 1 ? 'objection' : 'objections'}`,
    ...said,
  ].join('\n');
}

/** Its number in the register. */
function noOf(state: MatrixSources['state'], id: ProposalId): string {
  return String(registerNumber(state.proposals.get(id)));
}
