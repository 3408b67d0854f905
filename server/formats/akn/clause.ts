import type { ProposalId } from '../../../shared/base/ids.ts';
import type { ClauseBlock, Change, ProposalFacts } from '../../../shared/manuscript/manuscript.ts';
import type { ClauseKind } from '../../../shared/text/clause.ts';
import { withTables, type Table } from '../../../shared/text/tables.ts';
import { element, written } from '../xml.ts';
import { isSame, Stretches, type Stretch } from './inline.ts';
import { numberPart, type Named, type Places } from './naming.ts';
import type { Footnotes } from './notes.ts';
import type { Branch } from './structure.ts';

/** A change that the text bears, and where. */
export interface Modification {
  readonly type: 'insertion' | 'repeal';
  readonly eId: string;
  readonly proposal: ProposalId;
}

/** What writing clauses works with. */
export interface ClauseWriting {
  readonly places: Places;
  readonly organisations: Named;
  readonly proposals: ReadonlyMap<ProposalId, ProposalFacts>;
  readonly stretches: Stretches;
  readonly footnotes: Footnotes;
  /** Every change that was written so far. */
  readonly modifications: Modification[];
}

/** The elements for kinds of clauses (AKN4UN), and how their ids begin. */
const ELEMENTS: Readonly<Record<ClauseKind, readonly [name: string, idPart: string]>> = {
  title: ['hcontainer', 'title'],
  part: ['part', 'part'],
  article: ['article', 'art'],
  heading: ['hcontainer', 'heading'],
  paragraph: ['paragraph', 'para'],
  subparagraph: ['subparagraph', 'subpara'],
  text: ['hcontainer', 'text'],
  option: ['hcontainer', 'option'],
  note: ['hcontainer', 'note'],
  footnote: ['hcontainer', 'footnote'],
};

/** Kinds whose words are a heading. */
const HEADED: ReadonlySet<ClauseKind> = new Set(['title', 'part', 'article', 'heading']);

/** Clauses one after the other; those in cells as tables, in which each is a paragraph. */
export function clauseElements(branches: readonly Branch[], above: string, writing: ClauseWriting): string[] {
  return withTables(branches.map((branch) => ({ branch, cell: branch.block.cell }))).map((one) =>
    one.type === 'one' ? `\n${clauseElement(one.item.branch, above, writing)}` : `\n${tableElement(one.table, above, writing)}`,
  );
}

function tableElement(table: Table<{ readonly branch: Branch }>, above: string, writing: ClauseWriting): string {
  const eId = writing.places.next(`${above === '' ? '' : `${above}__`}table`);
  const cellElement = ({ block }: Branch): string => {
    const own = writing.places.next(`${eId}__cell`);
    const words = wordsOf(block, own, writing);
    const attributes = {
      eId: own,
      GUID: block.id,
      class: block.direction === 'rtl' ? 'rtl' : undefined,
      'tv:cell': block.cell,
      'tv:notes': writing.footnotes.namesBehind(block.id),
    };
    return element('p', attributes, words === '' ? [] : [words]);
  };
  const rows = table.rows.map(({ cells, isHead }) =>
    element(
      'tr',
      {},
      cells.map((cell) =>
        element(
          isHead ? 'th' : 'td',
          {},
          cell.map(({ branch }) => cellElement(branch)),
        ),
      ),
    ),
  );
  const held = element(
    'table',
    { eId: writing.places.next(`${eId}__table`) },
    rows.map((row) => `\n${row}`),
  );
  return element('hcontainer', { eId, name: 'table' }, [element('content', {}, [held])]);
}

/** A clause and those under it. Words come before what stands below them, in the order in which they are read. */
function clauseElement({ block, below }: Branch, above: string, writing: ClauseWriting): string {
  const [name, idPart] = ELEMENTS[block.kind];
  const number = block.pieces.find((piece) => piece.type === 'number');
  const part = number === undefined ? '' : numberPart(number.text);
  const series = `${above === '' ? '' : `${above}__`}${idPart}`;
  const eId = part === '' ? writing.places.next(series) : writing.places.take(`${series}_${part}`);
  const attributes = {
    eId,
    GUID: block.id,
    name: name === 'hcontainer' ? block.kind : undefined,
    class: block.direction === 'rtl' ? 'rtl' : undefined,
    'tv:level': String(block.level),
    'tv:notes': writing.footnotes.namesBehind(block.id),
  };
  writing.footnotes.stands(block, eId);
  const numbered = number === undefined ? [] : [element('num', { 'tv:issued': String(number.issued) }, [written(number.text)])];
  const words = wordsOf(block, eId, writing);
  const children = clauseElements(below, eId, writing);
  if (HEADED.has(block.kind))
    return element(name, attributes, [...numbered, ...(words === '' ? [] : [element('heading', {}, [words])]), ...children]);
  const paragraph = element('p', {}, words === '' ? [] : [words]);
  return element(name, attributes, [
    ...numbered,
    element(children.length === 0 ? 'content' : 'intro', {}, [paragraph]),
    ...children,
  ]);
}

function wordsOf(block: ClauseBlock, eId: string, writing: ClauseWriting): string {
  const words = inline(writing.stretches.of(block.pieces), 0, eId, writing);
  const status = block.pieces.flatMap((piece) =>
    piece.type === 'status' ? [element('inline', { name: 'status' }, [written(piece.text)])] : [],
  );
  return [...words, ...status].join('');
}

/** Stretches in the changes that hold them, from the outermost in. Changes that cross are written piece by piece. */
function inline(stretches: readonly Stretch[], depth: number, eId: string, writing: ClauseWriting): string[] {
  const made: string[] = [];
  for (let at = 0; at < stretches.length;) {
    const first = stretches[at];
    const change = first?.changes[depth];
    if (first === undefined || change === undefined) {
      if (first !== undefined) made.push(leaf(first, writing));
      at += 1;
      continue;
    }
    let end = at;
    while (end < stretches.length && holds(stretches[end], depth, change)) end += 1;
    made.push(changed(change, stretches.slice(at, end), depth, eId, writing));
    at = end;
  }
  return made;
}

function holds(stretch: Stretch | undefined, depth: number, change: Change): boolean {
  const own = stretch?.changes[depth];
  return own !== undefined && isSame(own, change);
}

function changed(
  { proposal, role }: Change,
  within: readonly Stretch[],
  depth: number,
  above: string,
  writing: ClauseWriting,
): string {
  const name = role === 'insertion' ? 'ins' : 'del';
  const eId = writing.places.next(`${above}__${name}`);
  const facts = writing.proposals.get(proposal);
  writing.modifications.push({ type: role === 'insertion' ? 'insertion' : 'repeal', eId, proposal });
  const by = facts?.sponsors.map((sponsor) => `#${writing.organisations.idOf(sponsor)}`).join(' ');
  return element(name, { eId, refersTo: by, 'tv:proposal': proposal }, inline(within, depth + 1, above, writing));
}

function leaf({ text, bold, italic, link }: Stretch, writing: ClauseWriting): string {
  // What is open where a footnote is referred to does not hold the footnote.
  const plain = writing.footnotes.wordsWith(text, (note, eId) => wordsOf(note, eId, { ...writing, stretches: new Stretches() }));
  const slanted = italic ? element('i', {}, [plain]) : plain;
  const thick = bold ? element('b', {}, [slanted]) : slanted;
  return link === undefined ? thick : element('a', { href: link }, [thick]);
}
