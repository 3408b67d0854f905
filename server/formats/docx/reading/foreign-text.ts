import type { ClauseId, ProposalId } from '../../../../shared/base/ids.ts';
import type { Finding, Imported, NewIds } from '../../../../shared/import/imported.ts';
import { importText } from '../../../../shared/import/import.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import type { CellPlace } from '../../../../shared/text/cell.ts';
import { CellPlaces } from '../../../../shared/import/cell-places.ts';
import { joinRuns, sortedIds, type Clause, type Run } from '../../../../shared/text/clause.ts';
import { besidesIn } from './besides.ts';
import { FoundProposal } from './found-proposal.ts';
import { trackedBrackets } from './tracked-brackets.ts';
import { trackedNumber, type TrackedNumber } from './tracked-number.ts';
import { marked, MARK, numberAsWords, unmarked, type Look, type MarkedLine } from './marked-line.ts';
import { Groups } from './groups.ts';
import { withHeldLooks } from './held-looks.ts';
import { Remarks } from './remarks.ts';
import { NUMBER_AS_WORDS } from './asides.ts';
import type { WordAside, WordParagraph, WordText } from './word-text.ts';

/** What reading a file needs besides it. */
export interface ReadingOptions {
  readonly fileName: string;
  readonly title?: string;
  readonly registry: Registry;
  readonly ids: NewIds;
}

/**
 * Reads a file that was written elsewhere into clauses and brackets, as a text is read, a clause a paragraph. What its tracked changes bring in
 * or want out are proposals too, of their authors where these are participants: those of one author that touch each other are one, and so
 * are the two places of words that were moved.
 */
export function foreignText(word: WordText, { fileName, title, registry, ids }: ReadingOptions): Imported {
  const groups = new Groups(ids);
  const remarks = new Remarks(word.comments);
  const paragraphs = [...word.paragraphs, ...notesOf(word)];
  const places = new CellPlaces(ids);
  const lines = linesOf(paragraphs, { groups, remarks, registry });
  const imported = importText(lines.map(({ line }) => line.text).join('\n\n'), {
    fileName: `${fileName.replace(/\.docx$/i, '')}.txt`,
    registry,
    ids,
    // Whatever signs stand in it are words.
    form: 'plain',
    cellAt: (index) => placeOf(lines[index]?.paragraph, places),
    ...(title === undefined ? {} : { title }),
  });
  let hasTitle = false;
  const worded = imported.clauses.map((clause, index) => {
    const from = lines[index];
    const shape = from === undefined ? {} : shapeOf(from.paragraph, clause, hasTitle);
    hasTitle ||= shape.kind === 'title';
    return { ...clause, ...shape, label: unmarked(clause.label), runs: runsOf(clause, from?.line) };
  });
  const byParagraph = new Map(
    worded.flatMap((clause, index) => (lines[index] === undefined ? [] : [[lines[index].paragraph, clause]])),
  );
  const clauses =
    lines.length === 0
      ? worded
      : withEmptyCells(paragraphs, byParagraph, (paragraph) => ({ id: ids.clause(), cell: placeOf(paragraph, places) }));
  const found = tracked(
    clauses,
    groups,
    holding(worded, (index) => lines[index]?.number ?? null),
  );
  for (const one of found) one.rationale = remarks.rationaleOf(one.id, groups.authors.get(one.id) ?? '');
  const brackets = trackedBrackets(
    lines.map(({ line }) => line),
    { registry, authors: groups.authors },
  );
  const more = new Map(
    lines.map(({ paragraph, number }, index) => [paragraph, [...asidesOf(number, groups), ...(brackets.get(index) ?? [])]]),
  );
  const numbers = new Map(clauses.map(({ id }, index) => [id, index + 1]));
  const raw = new Map(imported.clauses.map((clause) => [clause.id, clause]));
  const settled = <One extends Finding>(finding: One): One => ({
    ...cleaned(finding, raw.get(finding.clauseId)),
    clause: numbers.get(finding.clauseId) ?? finding.clause,
  });
  return {
    ...imported,
    title: unmarked(title ?? titleIn(clauses) ?? imported.title),
    clauses,
    inherited: [
      ...imported.inherited.map((one) => ({ ...one, prefix: unmarked(one.prefix), suffix: unmarked(one.suffix) })),
      ...found.map((one) => one.inherited(registry)),
    ],
    unclosed: imported.unclosed.map(settled),
    stray: imported.stray.map(settled),
    ordinary: imported.ordinary.map(settled),
    flagged: imported.flagged.map(settled),
    besides: besidesIn(paragraphs, word.comments, {
      clauses,
      clauseOf: (one) => byParagraph.get(one),
      taken: remarks.taken,
      alsoIn: (paragraph) => [...(paragraph === paragraphs[0] ? word.margins : []), ...(more.get(paragraph) ?? [])],
    }),
  };
}

/** A paragraph with words, as a line, and what became of its number. */
interface NumberedLine {
  readonly paragraph: WordParagraph;
  readonly number: TrackedNumber | null;
  readonly line: MarkedLine;
}

function linesOf(
  paragraphs: readonly WordParagraph[],
  { groups, remarks, registry }: { readonly groups: Groups; readonly remarks: Remarks; readonly registry: Registry },
): NumberedLine[] {
  const worded = paragraphs
    .filter((one) => one.pieces.some((piece) => piece.type !== 'bookmark'))
    .map((paragraph) => {
      const line = marked(paragraph, {
        take: (piece) => groups.take(piece),
        see: (piece, changes) => remarks.see(piece, changes),
      });
      groups.endParagraph(paragraph);
      return { paragraph, line };
    })
    .filter(({ line }) => unmarked(line.text).trim() !== '');
  const held = withHeldLooks(
    worded.map(({ line }) => line),
    registry,
  );
  return worded.map(({ paragraph, line: own }, index) => {
    const line = held[index] ?? own;
    const number = paragraph.number === '' && paragraph.cell === null ? trackedNumber(line) : null;
    return { paragraph, number, line: number?.type === 'words' ? numberAsWords(line) : line };
  });
}

function placeOf(paragraph: WordParagraph | undefined, places: CellPlaces): CellPlace | undefined {
  return paragraph?.cell == null ? undefined : places.of(paragraph.cell);
}

/** The clauses in the order of their paragraphs, with an empty one for each cell in which nothing stands. */
function withEmptyCells(
  paragraphs: readonly WordParagraph[],
  worded: ReadonlyMap<WordParagraph, Clause>,
  emptyFor: (paragraph: WordParagraph) => { readonly id: ClauseId; readonly cell: CellPlace | undefined },
): Clause[] {
  const keyOf = ({ cell }: WordParagraph): string => (cell === null ? '' : `${cell.table} ${cell.row} ${cell.column}`);
  const held = new Set(['', ...[...worded.keys()].map(keyOf)]);
  return paragraphs.flatMap((paragraph): Clause[] => {
    const clause = worded.get(paragraph);
    if (clause !== undefined) return [clause];
    if (held.has(keyOf(paragraph))) return [];
    held.add(keyOf(paragraph));
    const { id, cell } = emptyFor(paragraph);
    return [{ id, kind: 'text', level: 0, label: '', ...(cell === undefined ? {} : { cell }), runs: [] }];
  });
}

/** Footnotes come behind the text, as clauses of their own. */
function notesOf({ footnotes }: WordText): WordParagraph[] {
  return [...footnotes].flatMap(([id, paragraphs]) =>
    paragraphs.slice(0, 1).map((paragraph) => ({ ...paragraph, number: `[^${id}]:` })),
  );
}

function shapeOf({ style }: WordParagraph, clause: Clause, hasTitle: boolean): Partial<Pick<Clause, 'kind' | 'level'>> {
  if (clause.cell !== undefined) return {};
  const level = /^heading ([1-6])$/i.exec(style)?.[1];
  if (/^title$/i.test(style) && !hasTitle) return { kind: 'title', level: 1 };
  if (level === undefined || clause.label !== '') return {};
  return clause.kind === 'article' || clause.kind === 'part'
    ? { level: Number(level) }
    : { kind: 'heading', level: Number(level) };
}

/** The runs of a clause without the marks that told where its look changes, in the look that they told. */
function runsOf({ runs }: Clause, line: MarkedLine | undefined): Run[] {
  let look: Look | undefined = line?.first;
  return joinRuns(
    runs.flatMap((run) =>
      run.text.split(MARK).flatMap((part): Run[] => {
        const next = line?.looks.get(part);
        if (next !== undefined) look = next;
        return next !== undefined || part === '' ? [] : [looking(run, part, look)];
      }),
    ),
  );
}

function looking(run: Run, text: string, look: Look | undefined): Run {
  return {
    text,
    insertions: sortedIds([...run.insertions, ...(look?.insertions ?? [])]),
    deletions: sortedIds([...run.deletions, ...(look?.deletions ?? [])]),
    ...(look?.bold ? { bold: true as const } : {}),
    ...(look?.italic ? { italic: true as const } : {}),
    ...(look?.link == null ? {} : { link: look.link }),
  };
}

/** The proposals that bring clauses, or want them out, with their numbers, wherever they open one. */
function holding(clauses: readonly Clause[], numberAt: (clause: number) => TrackedNumber | null): ReadonlySet<ProposalId> {
  const [held, others] = [new Set<ProposalId>(), new Set<ProposalId>()];
  for (const [index, { label, runs }] of clauses.entries()) {
    const number = numberAt(index);
    const own = number?.type === 'held' ? number.proposal : null;
    if (own !== null) held.add(own);
    if (label !== '')
      for (const one of [...(runs[0]?.insertions ?? []), ...(runs[0]?.deletions ?? [])]) if (one !== own) others.add(one);
  }
  return new Set([...held].filter((one) => !others.has(one)));
}

/** That a number stands among the words, of each who tracked it. */
function asidesOf(number: TrackedNumber | null, { authors }: Groups): WordAside[] {
  if (number?.type !== 'words') return [];
  const tracking = new Set(number.proposals.map((one) => authors.get(one) ?? ''));
  return [...tracking].map((author) => ({ what: NUMBER_AS_WORDS, words: number.words, author }));
}

/** The tracked changes whose words stand in the clauses, in the order in which they do. */
function tracked(clauses: readonly Clause[], groups: Groups, holdsNumber: ReadonlySet<ProposalId>): FoundProposal[] {
  const found = new Map<ProposalId, ClauseId>();
  for (const { id, runs } of clauses)
    for (const run of runs) for (const one of [...run.insertions, ...run.deletions]) if (!found.has(one)) found.set(one, id);
  return [...found].flatMap(([id, clause], no) => {
    const author = groups.authors.get(id);
    return author === undefined ? [] : [new FoundProposal({ id, no, holdsNumber: holdsNumber.has(id), clause, author })];
  });
}

/** A finding whose place is that in the clause without marks. */
function cleaned<One extends Finding>(finding: One, clause: Clause | undefined): One {
  const before = (clause?.runs ?? [])
    .map((run) => run.text)
    .join('')
    .slice(0, finding.offset);
  return { ...finding, offset: unmarked(before).length, excerpt: unmarked(finding.excerpt) };
}

function titleIn(clauses: readonly Clause[]): string | null {
  const words = clauses
    .find(({ kind }) => kind === 'title')
    ?.runs.map((run) => run.text)
    .join('')
    .trim();
  return words === undefined || words === '' ? null : words;
}
