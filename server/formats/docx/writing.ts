import { ExternalHyperlink, type ParagraphChild, type XmlComponent } from 'docx';
import type { ClauseId, ProposalId } from '../../../shared/base/ids.ts';
import type { Block, Change, ClauseBlock, Manuscript, Piece } from '../../../shared/manuscript/manuscript.ts';
import { innermost, type RunOf } from './clause-paragraph.ts';
import { commentsOn, type Remark } from './comments.ts';
import { element } from './element.ts';
import { NOBODY } from './file-names.ts';
import { keyOf, type PlacedBlock } from '../../../shared/manuscript/notes.ts';

type Edge = Extract<Piece, { type: 'open' | 'close' }>;

interface OpenBracket {
  readonly bookmark: number;
  readonly piece: number;
  readonly no: number;
  readonly holdsNumber: boolean;
  readonly comments: readonly number[];
}

/** LibreOffice 7.4 loses a footnote that bears the number of a comment: comments begin where no text has footnotes. */
const FIRST_COMMENT = 100_000;

/** What goes on over a whole file while it is written: ids, which brackets are open, which comments there are. */
export class Writing {
  readonly comments: Remark[] = [];
  /** The footnotes that words have referred to, in order. */
  readonly notes: ClauseBlock[] = [];
  private readonly waiting: Map<string, ClauseBlock>;
  private readonly numbers = new Map<string, number>();
  private ids = 0;
  private readonly seen = new Set<ClauseId>();
  private readonly pieces = new Map<ProposalId, number>();
  private readonly brackets = new Map<string, OpenBracket>();
  private enclosing: readonly Change[] = [];
  private readonly manuscript: Manuscript;

  constructor(manuscript: Manuscript, placed: readonly PlacedBlock[]) {
    this.manuscript = manuscript;
    this.waiting = new Map(placed.flatMap(({ notes }) => notes.map((note) => [keyOf(note) ?? '', note])));
  }

  /** Changes and bookmarks each have a number that no other has. */
  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  /** The number of a footnote where words refer to it for the first time; null where it has been referred to, or stands among the clauses. */
  refersTo(key: string): number | null {
    const note = this.waiting.get(key);
    if (note === undefined) return null;
    this.waiting.delete(key);
    this.notes.push(note);
    this.numbers.set(key, this.notes.length);
    return this.notes.length;
  }

  /** The number at the foot of the page of a footnote that words have referred to before; null for any other. */
  numberOf(key: string): number | null {
    return this.numbers.get(key) ?? null;
  }

  firstTime(clause: ClauseId): boolean {
    const isNew = !this.seen.has(clause);
    this.seen.add(clause);
    return isNew;
  }

  /** The brackets that are open at this place, the outermost first. */
  get open(): readonly Change[] {
    return this.enclosing;
  }

  isOpen(proposal: ProposalId): boolean {
    return this.manuscript.proposals.get(proposal)?.outcome !== 'accepted';
  }

  opens({ proposal, role }: Edge): OpenBracket {
    const piece = (this.pieces.get(proposal) ?? 0) + 1;
    this.pieces.set(proposal, piece);
    const facts = this.manuscript.proposals.get(proposal);
    const remarks = facts === undefined || piece > 1 ? [] : commentsOn(facts, FIRST_COMMENT + this.comments.length);
    this.comments.push(...remarks);
    const bracket = {
      bookmark: this.nextId(),
      piece,
      no: facts?.no ?? 0,
      holdsNumber: facts?.holdsNumber ?? false,
      comments: remarks.map(({ id }) => id),
    };
    this.brackets.set(`${role}:${proposal}`, bracket);
    this.enclosing = [...this.enclosing, { proposal, role }];
    return bracket;
  }

  closes({ proposal, role }: Edge): OpenBracket | null {
    const key = `${role}:${proposal}`;
    const bracket = this.brackets.get(key) ?? null;
    this.brackets.delete(key);
    this.enclosing = this.enclosing.filter((one) => one.proposal !== proposal || one.role !== role);
    return bracket;
  }

  /** Author and date of a change: whose proposal it is, and when it was tabled. */
  authorship(proposal: ProposalId): { readonly author: string; readonly date: string } {
    const facts = this.manuscript.proposals.get(proposal);
    const at = facts?.tabledAt ?? '';
    return { author: facts?.by ?? NOBODY, date: at === '' ? UNDATED : `${at.slice(0, SECONDS)}Z` };
  }

  /** A run within the changes that enclose it. */
  changed(runOf: RunOf, changes: readonly Change[]): ReturnType<typeof element> {
    const { insertion, deletion } = innermost(changes);
    const run = runOf(deletion !== null);
    const struck = deletion === null ? run : this.change('w:del', deletion, run);
    return insertion === null ? struck : this.change('w:ins', insertion, struck);
  }

  private change(name: string, { proposal }: Change, child: ReturnType<typeof element>): ReturnType<typeof element> {
    const { author, date } = this.authorship(proposal);
    return element(name, { 'w:id': String(this.nextId()), 'w:author': author, 'w:date': date }, [child]);
  }

  /** A link to an address of the web; null where it is another. */
  linkTo(address: string, child: ReturnType<typeof element>): XmlComponent | null {
    return /^(?:https?:|mailto:)/i.test(address)
      ? new ExternalHyperlink({ link: address, children: [child as XmlComponent as ParagraphChild] })
      : null;
  }

  /** Whose all words of some blocks are; null where they are nobody's, or there are none. */
  whollyIn(blocks: readonly Block[]): Change | null {
    const words = blocks
      .flatMap((block) => (block.type === 'clause' ? block.pieces : []))
      .flatMap((piece) => (piece.type === 'words' ? [piece] : []));
    const isEverywhere = (change: Change): boolean =>
      words.every(({ changes }) => changes.some(({ proposal, role }) => proposal === change.proposal && role === change.role));
    return words[0]?.changes.findLast((change) => this.isOpen(change.proposal) && isEverywhere(change)) ?? null;
  }

  /** Whose all of a clause is that begins here, its number with it: then the paragraph comes or goes with them. */
  wholly({ pieces }: ClauseBlock): Change | null {
    const words = pieces.flatMap((piece) => (piece.type === 'words' ? [piece] : []));
    const [first, ...others] = words;
    const numberAt = pieces.findIndex(({ type }) => type === 'number');
    const holds = (proposal: ProposalId): boolean =>
      numberAt === -1 ||
      this.enclosing.some((one) => one.proposal === proposal) ||
      pieces.slice(0, numberAt).some((piece) => piece.type === 'open' && piece.proposal === proposal);
    return (
      first?.changes.findLast(
        ({ proposal, role }) =>
          this.isOpen(proposal) &&
          holds(proposal) &&
          others.every(({ changes }) => changes.some((one) => one.proposal === proposal && one.role === role)),
      ) ?? null
    );
  }
}

/** Length of a moment in ISO 8601 up to its seconds. */
const SECONDS = 19;
/** The schema wants a date; a proposal that the record does not know yet has none. */
const UNDATED = '1970-01-01T00:00:00Z';
