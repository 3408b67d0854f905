import type { ClauseId, ProposalId } from '../../../../shared/base/ids.ts';
import { CellPlaces } from '../../../../shared/import/cell-places.ts';
import type { NewIds } from '../../../../shared/import/imported.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import type { BracketRole } from '../../../../shared/projection/drawing.ts';
import type { InheritedProposal } from '../../../../shared/proposals/inherited.ts';
import { asClauseWords } from '../../../../shared/text/clause-words.ts';
import { joinRuns, SLOT, sortedIds, type Clause, type Run } from '../../../../shared/text/clause.ts';
import { footnoteKey } from '../../../../shared/text/numbering.ts';
import { MOST_OPEN } from '../../nesting.ts';
import { recordRemark } from '../comments.ts';
import { markedBy, numberRead, PAPER_STYLES, PROPERTIES, shapeOf } from '../file-names.ts';
import { FoundProposal } from './found-proposal.ts';
import { Groups } from './groups.ts';
import type { Authorship, WordParagraph, WordText, WordWords } from './word-text.ts';

/** Clauses and brackets of a file that was written here, known again by their bookmarks. */
export interface OwnText {
  readonly clauses: readonly Clause[];
  readonly inherited: readonly InheritedProposal[];
  /** The clause that each paragraph has become. */
  readonly clauseOf: ReadonlyMap<WordParagraph, Clause>;
  /** A paragraph, or words, without the changes that its file was written with. */
  readonly freshIn: <T extends Pick<WordWords, 'insertion' | 'deletion'>>(changed: T) => T;
  /** How deep brackets lie within each other at the most. */
  readonly maxDepth: number;
}

/** Whether a file was written here: its clauses are bookmarked, or it says that it is of a draft and has none. */
export function isOwn({ paragraphs, properties }: WordText): boolean {
  return (
    paragraphs.some((paragraph) => clauseMarked(paragraph) !== null) ||
    (properties.has(PROPERTIES.draft) && paragraphs.every(({ pieces, style }) => pieces.length === 0 || NO_CLAUSE.has(style)))
  );
}

const NO_CLAUSE: ReadonlySet<string> = new Set(Object.values(PAPER_STYLES));

/** The clause that a paragraph is, by its bookmark; null where it has none. */
export function clauseMarked({ pieces }: WordParagraph): ClauseId | null {
  for (const piece of pieces) {
    const marked = piece.type === 'bookmark' && piece.edge === 'start' ? markedBy(piece.name) : null;
    if (marked?.type === 'clause') return marked.id;
  }
  return null;
}

/** Reads a file that was written here as it was written, under new ids: clauses, numbers, brackets in their nesting, and whose they are. */
export function ownText(word: WordText, { registry, ids }: { readonly registry: Registry; readonly ids: NewIds }): OwnText {
  const reading = new OwnReading(registry, { ids, keys: keysOf(word) });
  const waiting = new Map(
    [...word.footnotes].flatMap(([id, [note]]) => (note === undefined ? [] : [[clauseMarked(note) ?? id, note]])),
  );
  const take = (paragraph: WordParagraph): void => {
    const shape = shapeOf(paragraph.style);
    if (shape !== null || clauseMarked(paragraph) !== null) reading.take(paragraph, shape ?? { kind: 'text', level: 0 });
    for (const id of notesBehind(paragraph)) {
      const note = waiting.get(id);
      waiting.delete(id);
      if (note !== undefined) take(note);
    }
  };
  for (const paragraph of word.paragraphs) take(paragraph);
  for (const note of waiting.values()) reading.take(note, { kind: 'footnote', level: 0 });
  reading.remember(word.comments);
  return reading.done();
}

/** The footnotes that stood right behind a clause. */
function notesBehind({ pieces }: WordParagraph): ClauseId[] {
  return pieces.flatMap((piece) => {
    const marked = piece.type === 'bookmark' && piece.edge === 'start' ? markedBy(piece.name) : null;
    return marked?.type === 'note' ? [marked.id] : [];
  });
}

/** What the text calls each footnote, by its number in the file: as the footnote says itself, else that number. */
export function keysOf({ footnotes }: WordText): ReadonlyMap<string, string> {
  return new Map(
    [...footnotes].map(([id, [note]]) => {
      const label = note?.pieces.find((piece) => piece.type === 'words' && piece.sign === 'issued');
      return [id, (label?.type === 'words' ? footnoteKey(label.text) : null) ?? id];
    }),
  );
}

const NONE = { insertions: [], deletions: [] };

/** In the order of tabling what was tracked since comes behind all that the file was written with. */
const BEHIND_ALL = 1_000_000;

type Look = Pick<WordWords, 'bold' | 'italic' | 'link'>;

interface OpenBracket {
  readonly role: BracketRole;
  readonly proposal: ProposalId;
}

class OwnReading {
  private readonly clauses: Clause[] = [];
  private readonly clauseOf = new Map<WordParagraph, Clause>();
  private readonly groups: Groups;
  private readonly found = new Map<ProposalId, FoundProposal>();
  private readonly renamed = new Map<ProposalId, ProposalId>();
  private readonly open = new Map<string, OpenBracket>();
  private maxDepth = 0;
  /** Roles, authors and dates of the brackets so far. */
  private readonly known = new Set<string>();
  private readonly registry: Registry;
  private readonly ids: NewIds;
  private readonly keys: ReadonlyMap<string, string>;
  private readonly places: CellPlaces;

  constructor(registry: Registry, { ids, keys }: { readonly ids: NewIds; readonly keys: ReadonlyMap<string, string> }) {
    this.registry = registry;
    this.ids = ids;
    this.keys = keys;
    this.places = new CellPlaces(ids);
    this.groups = new Groups(ids);
  }

  done(): OwnText {
    // The order of tabling says which of two brackets round the same words is the outer.
    const tabled = [...this.found.values()].toSorted((a, b) => a.no - b.no);
    const inherited = tabled.map((found) => found.inherited(this.registry));
    return {
      clauses: this.clauses,
      clauseOf: this.clauseOf,
      freshIn: (one) => this.freshIn(one),
      inherited,
      maxDepth: this.maxDepth,
    };
  }

  /** What comments of the file tell of its proposals, whose numbers in the register they give. */
  remember(comments: WordText['comments']): void {
    const byNo = new Map([...this.found.values()].map((found) => [found.no, found]));
    for (const comment of comments) {
      const remark = recordRemark(comment);
      const found = remark === null ? undefined : byNo.get(remark.no);
      if (remark === null || found === undefined) continue;
      if (remark.positions === null) found.rationale = remark.rationale;
      else found.record = remark.positions;
    }
  }

  take(paragraph: WordParagraph, shape: Pick<Clause, 'kind' | 'level'>): void {
    const id = this.ids.clause();
    const runs: Run[] = [];
    let label = '';
    let last: 'nothing' | 'words' | 'open' | 'close' = 'nothing';
    const write = (text: string, words: WordWords | null): void => {
      const tracked = words === null ? NONE : this.trackedSince(words, id);
      if (tracked === null) return;
      runs.push(this.runOf(text, words, tracked));
      last = 'words';
    };
    for (const [index, piece] of paragraph.pieces.entries()) {
      const marked = piece.type === 'bookmark' ? markedBy(piece.name) : null;
      if (piece.type === 'words') {
        if (piece.sign === 'issued' || piece.sign === 'counted') {
          // What somebody wrote beside a number takes its style, and is words all the same.
          if (this.freshIn(piece).insertion !== null) write(asClauseWords(piece.text), piece);
          else label += piece.sign === 'issued' ? numberRead(piece.text) : '';
        } else if (piece.sign === 'attribution') this.attribute(paragraph, index, piece.text);
        // What stood in the place of words that were gone is the clause's words.
        else if (piece.sign === null || piece.sign === 'gone') write(asClauseWords(piece.text), piece);
      } else if (piece.type === 'footnote') {
        const text = `[^${this.keys.get(piece.id) ?? piece.id}]`;
        write(text, { ...piece, type: 'words', text, sign: null });
      } else if (piece.type === 'bookmark' && marked?.type === 'bracket') {
        const key = `${marked.role}:${marked.id}:${marked.piece}`;
        if (piece.edge === 'start' && this.open.size < MOST_OPEN) {
          const by = changeAt(paragraph, index, marked.role);
          if (by !== null) this.known.add(`${marked.role} ${by.author} ${by.date}`);
          const proposal = this.begin(marked, id, by?.author ?? null);
          this.found.get(proposal)?.written.set(piece.name, { role: marked.role, prefix: '', suffix: '' });
          this.open.set(key, { role: marked.role, proposal });
          this.maxDepth = Math.max(this.maxDepth, this.open.size);
          last = 'open';
        } else if (this.open.has(key)) {
          // An edge that has no character of its own holds an empty place, as after an import of text.
          if (last === 'open' || runs.length === 0) write(SLOT, null);
          this.open.delete(key);
          last = 'close';
        }
      }
    }
    if ((last as string) === 'open') write(SLOT, null);
    const cell = paragraph.cell === null ? {} : { cell: this.places.of(paragraph.cell) };
    const clause = { id, ...shape, label, ...cell, runs: joinRuns(runs) };
    this.clauses.push(clause);
    this.clauseOf.set(paragraph, clause);
    this.groups.endParagraph(this.freshIn(paragraph));
  }

  /** Changes that somebody tracked since the file was written are proposals of theirs. Null for words that their own author struck again. */
  private trackedSince(words: WordWords, clause: ClauseId): ReturnType<Groups['take']> {
    const tracked = this.groups.take({ ...words, ...this.freshIn(words) });
    for (const id of [...(tracked?.insertions ?? []), ...(tracked?.deletions ?? [])])
      if (!this.found.has(id)) {
        const no = BEHIND_ALL + this.found.size;
        this.found.set(
          id,
          new FoundProposal({ id, no, holdsNumber: false, clause, author: this.groups.authors.get(id) ?? null }),
        );
      }
    return tracked;
  }

  /** The changes that no bracket of the file accounts for. */
  private freshIn<T extends Pick<WordWords, 'insertion' | 'deletion'>>(changed: T): T {
    const fresh = (role: BracketRole, change: Authorship | null): Authorship | null =>
      change === null || this.known.has(`${role} ${change.author} ${change.date}`) ? null : change;
    return { ...changed, insertion: fresh('insertion', changed.insertion), deletion: fresh('deletion', changed.deletion) };
  }

  private begin(
    written: { readonly id: ProposalId; readonly no: number; readonly holdsNumber: boolean },
    clause: ClauseId,
    author: string | null,
  ): ProposalId {
    const known = this.renamed.get(written.id);
    if (known !== undefined) return known;
    const proposal = this.ids.proposal();
    this.renamed.set(written.id, proposal);
    this.found.set(
      proposal,
      new FoundProposal({ id: proposal, no: written.no, holdsNumber: written.holdsNumber, clause, author }),
    );
    return proposal;
  }

  /** An attribution belongs to the bracket that opens right before it, or closes right behind it. */
  private attribute(paragraph: WordParagraph, at: number, text: string): void {
    const before = paragraph.pieces.slice(0, at).findLast((piece) => piece.type === 'words' || piece.type === 'footnote');
    const isPrefix = before?.type === 'words' && before.sign === 'bracket' && before.text === '[';
    const name = bracketAround(paragraph, at, isPrefix ? 'start' : 'end');
    const found = name === null ? undefined : this.bracketIn(name);
    if (found === undefined) return;
    if (isPrefix) found.prefix += text;
    else found.suffix += text;
  }

  private bracketIn(name: string): { prefix: string; suffix: string } | undefined {
    const marked = markedBy(name);
    const proposal = marked?.type === 'bracket' ? this.renamed.get(marked.id) : undefined;
    return proposal === undefined ? undefined : this.found.get(proposal)?.written.get(name);
  }

  private runOf(text: string, words: Look | null, tracked: NonNullable<ReturnType<Groups['take']>>): Run {
    const of = (role: BracketRole): ProposalId[] =>
      [...this.open.values()].flatMap((one) => (one.role === role ? [one.proposal] : []));
    return {
      text,
      insertions: sortedIds([...of('insertion'), ...tracked.insertions]),
      deletions: sortedIds([...of('deletion'), ...tracked.deletions]),
      ...(words?.bold ? { bold: true as const } : {}),
      ...(words?.italic ? { italic: true as const } : {}),
      ...(words?.link == null ? {} : { link: words.link }),
    };
  }
}

/** The name of the bookmark of the bracket that begins last before a place, or ends first behind it. */
function bracketAround({ pieces }: WordParagraph, at: number, edge: 'start' | 'end'): string | null {
  const around = edge === 'start' ? pieces.slice(0, at).toReversed() : pieces.slice(at);
  for (const piece of around)
    if (piece.type === 'bookmark' && piece.edge === edge && markedBy(piece.name)?.type === 'bracket') return piece.name;
  return null;
}

/** The change in which the opening sign of a bracket stands. */
function changeAt({ pieces }: WordParagraph, at: number, role: BracketRole): Authorship | null {
  for (const piece of pieces.slice(at)) {
    if (piece.type !== 'words') continue;
    const change = role === 'insertion' ? piece.insertion : piece.deletion;
    return piece.sign === 'bracket' ? change : null;
  }
  return null;
}
