import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { clauseId, isId, proposalId, type ClauseId, type ProposalId } from '../../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../../shared/base/result.ts';
import { STANCE_WORDS } from '../../../shared/manuscript/compose.ts';
import { STANCES, type Stance } from '../../../shared/proposals/position.ts';
import { asCellPlace } from '../../../shared/text/cell.ts';
import { isLinkAddress } from '../../../shared/text/link.ts';
import { asOneLine } from '../../../shared/text/clause-words.ts';
import {
  CLAUSE_KINDS,
  DEEPEST_LEVEL,
  SLOT,
  joinRuns,
  sortedIds,
  type Clause,
  type ClauseKind,
  type Run,
} from '../../../shared/text/clause.ts';
import { MOST_OPEN } from '../nesting.ts';
import { AKN, OWN } from './akn.ts';

/** A text as a file of Akoma Ntoso holds it. */
export interface AknText {
  readonly title: string;
  readonly clauses: readonly Clause[];
  /** Open proposals that have words, in the order in which they were tabled. */
  readonly proposals: readonly AknProposal[];
}

/** What a file says of an open proposal, by names. */
export interface AknProposal {
  readonly id: ProposalId;
  /** The first clause that holds words of it. */
  readonly clause: ClauseId;
  readonly holdsNumber: boolean;
  readonly prefix: string;
  readonly suffix: string;
  /** The proposer first. */
  readonly sponsors: readonly string[];
  /** For which group; empty for none. */
  readonly behalf: string;
  readonly positions: readonly { readonly name: string; readonly stance: Stance }[];
  /** Empty for none. */
  readonly rationale: string;
}

const NODE = { element: 1, text: 3, cdata: 4 } as const;

/**
 * Reads a text that `aknOf` wrote: its clauses with their ids, its open proposals with whoever brought them. A file that is not
 * Akoma Ntoso, or not of this program, is refused in a sentence; so is one with a document type, which can name other files.
 */
export function readAkn(source: string): Result<AknText, string> {
  try {
    return readWhole(source);
  } catch (error) {
    // Elements are read each within its parent; no text is so deep that this does not suffice.
    if (error instanceof RangeError)
      return refuse('The elements of the file are nested deeper than any text is; it is not read.');
    throw error;
  }
}

function readWhole(source: string): Result<AknText, string> {
  if (/<!DOCTYPE/i.test(source))
    return refuse('The file declares a document type. That is not read, since it may name other files.');
  const root = parsed(source);
  if (root === null) return refuse('The file is not well-formed XML.');
  if (root.namespaceURI !== AKN || root.localName !== 'akomaNtoso') return refuse('The file is not Akoma Ntoso 3.0.');
  const [edition] = all(root, OWN, 'edition');
  const [body] = all(root, AKN, 'body');
  if (edition === undefined || body === undefined)
    return refuse('The file is Akoma Ntoso, but no text that Travaux wrote: only those are read.');
  const told = all(root, OWN, 'proposal').filter((element) => isId(idOf(element)) && element.getAttribute('outcome') === 'open');
  const clauses: Clause[] = [];
  const open = new Set(told.map(idOf));
  const notes = new Map(
    all(body, AKN, 'authorialNote').map((note, index) => [note.getAttribute('GUID') ?? '', noteClause(note, open, index)]),
  );
  gather(body, { open, notes }, clauses);
  // A footnote that no clause names comes behind all.
  clauses.push(...notes.values());
  if (new Set(clauses.map(({ id }) => id)).size < clauses.length) return refuse('Two clauses of the file have one id.');
  const title = all(root, AKN, 'docTitle')[0]?.textContent ?? '';
  return ok({ title, clauses, proposals: told.flatMap((element) => proposalOf(element, clauses)) });
}

function idOf(element: Element): string {
  return element.getAttribute('id') ?? '';
}

function parsed(source: string): Element | null {
  let faults = 0;
  try {
    const document = new DOMParser({ onError: () => (faults += 1) }).parseFromString(source, 'application/xml');
    return faults === 0 ? document.documentElement : null;
  } catch {
    return null;
  }
}

/** Clauses in the order in which they are read: each before those under it. */
function gather(parent: Element, known: Known, into: Clause[]): void {
  const { open } = known;
  for (const element of childrenOf(parent)) {
    if (element.namespaceURI === AKN && element.localName === 'hcontainer' && element.getAttribute('name') === 'table') {
      for (const cell of all(element, AKN, 'p')) {
        if (isInNote(cell)) continue;
        into.push(cellClause(cell, open, into.length), ...notesBehind(cell, known));
      }
      continue;
    }
    const kind = kindOf(element);
    if (kind === null) continue;
    into.push(clauseOf(element, kind, open, into.length), ...notesBehind(element, known));
    gather(element, known, into);
  }
}

/** Proposals that are open, and footnotes that are still to come to their places, by their ids. */
interface Known {
  readonly open: ReadonlySet<string>;
  readonly notes: Map<string, Clause>;
}

function notesBehind(element: Element, { notes }: Known): Clause[] {
  return (element.getAttributeNS(OWN, 'notes') ?? '').split(' ').flatMap((id) => {
    const note = notes.get(id);
    notes.delete(id);
    return note ?? [];
  });
}

function isInNote(element: Element): boolean {
  for (let node: Node | null = element.parentNode; node !== null; node = node.parentNode)
    if ((node as Element).localName === 'authorialNote') return true;
  return false;
}

function noteClause(note: Element, open: ReadonlySet<string>, place: number): Clause {
  const guid = note.getAttribute('GUID') ?? '';
  const runs: Run[] = [];
  for (const paragraph of childrenOf(note)) read(paragraph, { text: '', insertions: [], deletions: [] }, open, runs);
  return {
    id: isId(guid) ? clauseId(guid) : (`n-${place + 1}` as ClauseId),
    kind: 'footnote',
    level: levelOf(note),
    label: asOneLine(note.getAttributeNS(OWN, 'label') ?? ''),
    runs: joinRuns(runs),
  };
}

function levelOf(element: Element): number {
  const level = Number(element.getAttributeNS(OWN, 'level') ?? '0');
  return Number.isInteger(level) && level >= 0 && level <= DEEPEST_LEVEL ? level : 0;
}

/** What stands in a cell. Where its place is not told whole it is a paragraph like any other. */
function cellClause(paragraph: Element, open: ReadonlySet<string>, place: number): Clause {
  const guid = paragraph.getAttribute('GUID') ?? '';
  const cell = asCellPlace(paragraph.getAttributeNS(OWN, 'cell'));
  const runs: Run[] = [];
  read(paragraph, { text: '', insertions: [], deletions: [] }, open, runs);
  return {
    id: isId(guid) ? clauseId(guid) : (`c-${place + 1}` as ClauseId),
    kind: 'text',
    level: 0,
    label: '',
    ...(cell === null ? {} : { cell }),
    runs: joinRuns(runs),
  };
}

function clauseOf(element: Element, kind: ClauseKind, open: ReadonlySet<string>, place: number): Clause {
  const guid = element.getAttribute('GUID') ?? '';
  const number = childrenOf(element).find(({ localName }) => localName === 'num');
  const holder = childrenOf(element).find(({ localName }) => WORD_HOLDERS.has(localName ?? ''));
  const runs: Run[] = [];
  if (holder !== undefined) read(holder, { text: '', insertions: [], deletions: [] }, open, runs);
  return {
    id: isId(guid) ? clauseId(guid) : (`c-${place + 1}` as ClauseId),
    kind,
    level: levelOf(element),
    label: number?.getAttributeNS(OWN, 'issued') === 'true' ? asOneLine(number.textContent ?? '') : '',
    runs: joinRuns(runs),
  };
}

const WORD_HOLDERS: ReadonlySet<string> = new Set(['heading', 'content', 'intro']);

/** Kinds for which there is an element of their own. */
const NAMED_KINDS = ['part', 'article', 'paragraph', 'subparagraph'] as const;

function kindOf(element: Element): ClauseKind | null {
  if (element.namespaceURI !== AKN) return null;
  if (element.localName === 'hcontainer') return CLAUSE_KINDS.find((kind) => kind === element.getAttribute('name')) ?? null;
  return NAMED_KINDS.find((kind) => kind === element.localName) ?? null;
}

/** The runs of an element's words. Of proposals only open ones are read: what was accepted is text like any other. */
function read(parent: Element, marks: Run, open: ReadonlySet<string>, into: Run[]): void {
  for (let node: Node | null = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === NODE.text || node.nodeType === NODE.cdata)
      into.push({ ...marks, text: asOneLine(node.nodeValue ?? '') });
    if (node.nodeType !== NODE.element) continue;
    const element = node as Element;
    if (element.localName === 'inline' && element.getAttribute('name') === 'status') continue;
    if (element.localName === 'authorialNote' || element.localName === 'noteRef') {
      into.push({ ...marks, text: `[^${element.getAttribute('marker') ?? ''}]` });
      continue;
    }
    const within = marked(marks, element, open);
    // A bracket without words holds an empty place.
    if (within !== marks && !element.hasChildNodes()) into.push({ ...within, text: SLOT });
    else read(element, within, open, into);
  }
}

function marked(marks: Run, element: Element, open: ReadonlySet<string>): Run {
  const id = element.getAttributeNS(OWN, 'proposal') ?? '';
  const name = element.localName;
  const isBracket = open.has(id) && marks.insertions.length + marks.deletions.length < MOST_OPEN;
  if (name === 'ins' && isBracket) return { ...marks, insertions: sortedIds([...marks.insertions, proposalId(id)]) };
  if (name === 'del' && isBracket) return { ...marks, deletions: sortedIds([...marks.deletions, proposalId(id)]) };
  if (name === 'b') return { ...marks, bold: true };
  if (name === 'i') return { ...marks, italic: true };
  const href = element.getAttribute('href') ?? '';
  return name === 'a' && href !== '' && isLinkAddress(href) ? { ...marks, link: href } : marks;
}

function proposalOf(element: Element, clauses: readonly Clause[]): AknProposal[] {
  const id = proposalId(idOf(element));
  const clause = clauses.find(({ runs }) =>
    runs.some(({ insertions, deletions }) => insertions.includes(id) || deletions.includes(id)),
  );
  if (clause === undefined) return [];
  const told = (name: string): string => element.getAttribute(name) ?? '';
  const positions = all(element, OWN, 'position').flatMap((one) => {
    const stance = STANCES.find((each) => STANCE_WORDS[each] === one.getAttribute('stance'));
    return stance === undefined ? [] : [{ stance, name: one.textContent ?? '' }];
  });
  return [
    {
      id,
      clause: clause.id,
      holdsNumber: told('holdsNumber') === 'true',
      prefix: told('prefix'),
      suffix: told('suffix'),
      sponsors: all(element, OWN, 'sponsor').map((one) => one.textContent ?? ''),
      behalf: told('behalf'),
      positions,
      rationale: all(element, OWN, 'rationale')[0]?.textContent ?? '',
    },
  ];
}

function childrenOf(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node: Node | null = parent.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === NODE.element) found.push(node as Element);
  return found;
}

function all(parent: Element, namespace: string, name: string): Element[] {
  return [...parent.getElementsByTagNameNS(namespace, name)];
}
