import { clauseId, isId, proposalId, type ClauseId, type ProposalId } from '../../../shared/base/ids.ts';
import { CLAUSE_KINDS, DEEPEST_LEVEL, type ClauseKind } from '../../../shared/text/clause.ts';
import { asOneLine } from '../../../shared/text/clause-words.ts';
import type { BracketRole } from '../../../shared/projection/drawing.ts';

/**
 * What a file calls things, so that whoever reads it again knows them, also after another word processor has saved it: clauses and brackets
 * are bookmarks, and what is none of the words has a style of its own. Styles are known by their names, since programs give them other ids.
 */

/** A bookmark that is ours. A proposal may have several brackets: `piece` counts them. `no`: its place in the order of tabling, by which brackets nest. `holdsNumber`: it opens before a clause's number. */
export type Marked =
  | { readonly type: 'clause'; readonly id: ClauseId }
  | { readonly type: 'note'; readonly id: ClauseId }
  | {
      readonly type: 'bracket';
      readonly id: ProposalId;
      readonly role: BracketRole;
      readonly piece: number;
      readonly no: number;
      readonly holdsNumber: boolean;
    };

/** The place where a footnote stood among the clauses. */
export function noteMark(id: ClauseId): string {
  return `TxF_${written(id)}`;
}

/** The bookmark round a clause. */
export function clauseMark(id: ClauseId): string {
  return `TxC_${written(id)}`;
}

/** The bookmark from a bracket's opening sign to its closing one. */
export function bracketMark({ id, role, piece, no, holdsNumber }: Omit<Extract<Marked, { type: 'bracket' }>, 'type'>): string {
  return `Tx${role === 'insertion' ? 'I' : 'D'}${piece}${holdsNumber ? 'h' : 'n'}${no}_${written(id)}`;
}

/** What a bookmark marks; null where it is none of ours. */
export function markedBy(name: string): Marked | null {
  const [, clause, kind, piece, number, no, rest] =
    /^Tx(?:([CF])|([ID])(\d{1,6})([nh])(\d{1,6}))_([A-Za-z0-9_]+)$/.exec(name) ?? [];
  const id = rest === undefined ? '' : readBack(rest);
  if (!isId(id)) return null;
  if (clause !== undefined) return { type: clause === 'C' ? 'clause' : 'note', id: clauseId(id) };
  return {
    type: 'bracket',
    id: proposalId(id),
    role: kind === 'I' ? 'insertion' : 'deletion',
    piece: Number(piece),
    no: Number(no),
    holdsNumber: number === 'h',
  };
}

/** Names of bookmarks have no hyphen: it is written `_h`, and `_` itself `__`. */
function written(id: string): string {
  return id.replaceAll('_', '__').replaceAll('-', '_h');
}

function readBack(name: string): string {
  return name.replaceAll(/_([_h])/g, (_, sign: string) => (sign === 'h' ? '-' : '_'));
}

/** Characters that are none of a clause's words, by the name of their style. */
export const SIGN_STYLES = {
  bracket: 'Travaux bracket',
  attribution: 'Travaux attribution',
  issued: 'Travaux number as issued',
  counted: 'Travaux number as counted',
  status: 'Travaux status',
  mark: 'Travaux footnote mark',
  gone: 'Travaux tombstone',
} as const;
export type Sign = keyof typeof SIGN_STYLES;

/** Has no width, and the characters beside it run from left to right. */
export const LEFT_TO_RIGHT_MARK = '\u200E';

/** A number as a text has it, of the words that a file has for it. */
export function numberRead(written: string): string {
  return asOneLine(written.replaceAll('\t', '').replaceAll(LEFT_TO_RIGHT_MARK, ''));
}

/** Paragraphs that are none of the text: masthead, headings of the paper, remarks. */
export const PAPER_STYLES = {
  masthead: 'Travaux masthead',
  title: 'Travaux paper title',
  heading1: 'Travaux paper heading 1',
  heading2: 'Travaux paper heading 2',
  prose: 'Travaux remark',
  cell: 'Travaux table text',
} as const;

/** The style of a clause's paragraph tells its kind and level. */
export function clauseStyle(kind: ClauseKind, level: number): string {
  return `Clause ${kind}${level === 0 ? '' : ` ${level}`}`;
}

/** Kind and level of a clause by the name of its paragraph's style; null where it is none of ours. */
export function shapeOf(style: string): { readonly kind: ClauseKind; readonly level: number } | null {
  const [, word, level] = /^Clause (\w+)(?: (\d{1,3}))?$/i.exec(style) ?? [];
  const kind = CLAUSE_KINDS.find((one) => one === word?.toLowerCase());
  return kind === undefined ? null : { kind, level: Math.min(Number(level ?? '0'), DEEPEST_LEVEL) };
}

/** The id of a style, as the file's own parts refer to it. */
export function styleId(name: string): string {
  return name.replaceAll(/\s/g, '');
}

/** Properties of the file that tell of which text it was made. */
export const PROPERTIES = {
  draft: 'Travaux draft',
  revision: 'Travaux revision',
  update: 'Travaux text update',
  entry: 'Travaux record entry',
  paper: 'Travaux paper',
} as const;

/** The author of a change that nobody is recorded for. */
export const NOBODY = 'Proposer not recorded';
