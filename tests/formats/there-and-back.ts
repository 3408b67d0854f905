import { aknOf } from '../../server/formats/akn/akn.ts';
import { importedAkn } from '../../server/formats/akn/imported-akn.ts';
import { readAkn } from '../../server/formats/akn/reading.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { exportText } from '../../server/drafts/exporting.ts';
import { importText } from '../../shared/import/import.ts';
import type { TextForm } from '../../shared/text/form.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { ClauseBlock, Manuscript, Piece, Words } from '../../shared/manuscript/manuscript.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import { Masking } from '../../shared/record/masking.ts';
import { replay } from '../../shared/record/evolve.ts';
import { withTables } from '../../shared/text/tables.ts';
import { REGISTRY } from '../projection/built.ts';
import { importedDraft, paper } from './papers.ts';

/** How a text reads, whatever its ids: clauses, tables, brackets in their nesting, and whose they are. What was accepted is text like any other. */
export function read({ blocks, proposals }: Manuscript): {
  readonly shape: unknown;
  readonly facts: readonly { readonly sponsors: readonly string[] }[];
} {
  const isOpen = (id: ProposalId): boolean => proposals.get(id)?.outcome === 'open';
  const names = new Map<string, string>();
  const named = (id: string): string => {
    const known = names.get(id) ?? `#${names.size}`;
    names.set(id, known);
    return known;
  };
  const clause = ({ kind, level, direction, pieces }: ClauseBlock): unknown => [
    kind,
    level,
    direction,
    ...joined(pieces, isOpen).flatMap((piece): unknown[] => {
      if (piece.type === 'status') return [];
      if (piece.type === 'number') return [`${piece.text}${piece.issued ? '' : ' (counted)'}`];
      if (piece.type !== 'words')
        return [`${piece.type === 'open' ? '[' : ']'}${named(piece.proposal)}${piece.role}${piece.attribution}`];
      const changes = piece.changes.map(({ proposal, role }) => `${named(proposal)}${role}`);
      return [[piece.text, changes, piece.bold ?? false, piece.italic ?? false, piece.link ?? '']];
    }),
  ];
  const clauses = blocks.flatMap((block) => (block.type === 'clause' ? [block] : []));
  const shape = withTables(clauses).map((one) =>
    one.type === 'one'
      ? clause(one.item)
      : one.table.rows.map(({ isHead, cells }) => [isHead, ...cells.map((cell) => cell.map(clause))]),
  );
  const facts = new Map([...proposals.values()].filter(({ id }) => isOpen(id)).map((one) => [named(one.id), one]));
  return {
    shape,
    facts: [...facts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([id, { by, sponsors, rationale, positions }]) => ({ id, by, sponsors, rationale, positions })),
  };
}

/** What stands in the place of words that are gone is words where it is read again. */
function ungone(words: Words): Words {
  const { type, text, changes, bold, italic, link } = words;
  return { type, text, changes, ...(bold && { bold }), ...(italic && { italic }), ...(link !== undefined && { link }) };
}

/** A draft as it is read through a lens by whoever takes no part in it. */
export function through(lens: Lens, { clauses, entries, registry }: ManuscriptSources): ManuscriptSources {
  const masked = new Masking(registry).through(entries, { lens, own: null });
  return { clauses, entries: masked, state: replay(masked), registry };
}

/** Everybody whom a draft names who is no group, chair or secretariat. */
export function delegationsIn({ state, registry }: ManuscriptSources): string[] {
  const named = [...state.proposals.values()].flatMap(({ proposer, coProposers, onBehalfOf, positions }) => [
    ...(proposer === null ? [] : [proposer]),
    ...coProposers,
    ...(onBehalfOf === null ? [] : [onBehalfOf]),
    ...positions.keys(),
  ]);
  return named.filter((id) => !isStandIn(id) && registry.byId.get(id)?.kind !== 'group');
}

/** Pieces without what was accepted, in which words of which all else is alike are one. */
function joined(pieces: readonly Piece[], isOpen: (id: ProposalId) => boolean): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const one =
      piece.type === 'words' ? { ...ungone(piece), changes: piece.changes.filter(({ proposal }) => isOpen(proposal)) } : piece;
    const last = all.at(-1);
    const bare = (words: Piece): string => JSON.stringify({ ...words, text: '' });
    if (one.type === 'words' && last?.type === 'words' && bare(last) === bare(one))
      all[all.length - 1] = { ...last, text: last.text + one.text };
    else all.push(one);
  }
  return all;
}

/**
 * How a text reads without ids, which bracketed text has none of: what is written of each clause, and of each character the brackets that hold it,
 * in the order in which they open, with what is written in them. White space is left to rules W1 to W4.
 */
export function readBare(
  { blocks }: Manuscript,
  { form, isDeep }: { readonly form: TextForm; readonly isDeep: boolean },
): unknown {
  const open: { readonly key: string; readonly no: number }[] = [];
  let count = 0;
  const attributed: string[] = [];
  const clause = ({ kind, level, direction, pieces }: ClauseBlock): Bare => {
    const words: [string, ...unknown[]][] = [];
    let number = '';
    let held = 0;
    for (const piece of pieces) {
      if (piece.type === 'status') continue;
      if (piece.type === 'number') {
        number = piece.text;
        held = open.length;
      } else if (piece.type === 'open') {
        open.push({ key: `${piece.role} ${piece.proposal}`, no: (count += 1) });
        attributed[count] = piece.attribution;
      } else if (piece.type === 'close') {
        const at = open.findLastIndex(({ key }) => key === `${piece.role} ${piece.proposal}`);
        const [closed] = open.splice(at, 1);
        attributed[closed?.no ?? 0] += piece.attribution;
      } else if (piece.type === 'words') {
        const { bold = false, italic = false, link = '' } = piece;
        const look = form === 'markdown' ? [bold, italic, link] : [];
        const within = open.map(({ no }) => no);
        const text = piece.text.replaceAll(/\s+/g, '');
        const last = words.at(-1);
        if (last !== undefined && JSON.stringify(last.slice(1)) === JSON.stringify([within, ...look])) last[0] += text;
        else if (text !== '') words.push([text, within, ...look]);
      }
    }
    return { kind: kindRead(kind, level, number), level: isDeep ? level : 0, direction, number, held, words };
  };
  const bare = blocks.flatMap((block) => (block.type === 'clause' ? [{ ...block, bare: clause(block) }] : []));
  const shape = withTables(bare).flatMap((one): unknown[] =>
    one.type === 'one'
      ? parted(
          one.item.bare,
          one.item.pieces.some((piece) => piece.type === 'words' && piece.gone === true),
        ).filter(isWritten)
      : [one.table.rows.map(({ isHead, cells }) => [isHead, ...cells.map((cell) => cell.map((each) => each.bare))])],
  );
  return { shape, attributed };
}

/** Whether any clause is set in: where none is, an import takes depth from the style of numbers. */
export function isDeep({ blocks }: Manuscript): boolean {
  return blocks.some((block) => block.type === 'clause' && !HEADINGS.has(block.kind) && block.level > 0);
}

/** The words of a text without brackets and attributions, a line a clause: where white space stands in it and where not. */
export function plainLines({ blocks }: Manuscript): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'clause') return [];
    const words = block.pieces.map((piece) => (piece.type === 'words' ? piece.text : '')).join('');
    return words.trim() === '' ? [] : [words.replaceAll(/\s+/g, ' ').trim()];
  });
}

const HEADINGS: ReadonlySet<string> = new Set(['title', 'part', 'article', 'heading']);

/** What tells of which kind a clause is: its number, the signs of a heading, or nothing but the words with which it begins. */
function kindRead(kind: string, level: number, number: string): string {
  if (HEADINGS.has(kind)) return level > 0 ? 'heading' : 'words';
  return number === '' ? 'words' : kind;
}

interface Bare {
  readonly kind: string;
  readonly level: number;
  readonly direction: string;
  readonly number: string;
  readonly held: number;
  readonly words: readonly unknown[][];
}

/** A clause without number or characters prints nothing. */
function isWritten({ number, words }: Bare): boolean {
  return number !== '' || words.length > 0;
}

/** Under the number of a heading that is gone stands a line of its own. */
function parted(one: Bare, isGone: boolean): Bare[] {
  if (!isGone || one.kind === 'paragraph' || one.kind === 'subparagraph') return [one];
  const [words] = one.words;
  const head = [one.number.replaceAll(/\s+/g, ''), ...(words?.slice(1) ?? [])];
  return [
    { ...one, number: '', held: 0, words: [head] },
    { ...one, kind: 'words', level: 0, number: '', held: 0 },
  ];
}

/** A paper as it reads after bracketed text, and what that was. */
export function throughText(sources: ManuscriptSources): { readonly text: string; readonly after: ManuscriptSources } {
  const text = exportText('bracketed', { ...sources, tags: false });
  const fileName = sources.state.form === 'markdown' ? 'a.md' : 'a.txt';
  const found = importText(text, { fileName, registry: REGISTRY, ids: NEW_IDS });
  return { text, after: importedDraft(found) };
}

/** A draft after Word's format. */
export async function wordAgain(manuscript: Manuscript): Promise<ManuscriptSources> {
  const found = importedWord(await docxOf(manuscript), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  if (found.value.besides.length > 0) throw new Error(JSON.stringify(found.value.besides));
  return importedDraft(found.value);
}

/** A paper as it reads after it. */
export async function throughWord(manuscript: Manuscript): Promise<Manuscript> {
  return paper('negotiating', await wordAgain(manuscript));
}

/** A draft after Akoma Ntoso. */
export function aknAgain(manuscript: Manuscript): ManuscriptSources {
  const found = readAkn(aknOf(manuscript));
  if (!found.ok) throw new Error(found.refusal);
  return importedDraft(importedAkn(found.value, { registry: REGISTRY, fileName: 'a.akn' }));
}

/** A paper as it reads after it. */
export function throughAkn(manuscript: Manuscript): Manuscript {
  return paper('negotiating', aknAgain(manuscript));
}
