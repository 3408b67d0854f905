import { groupBy } from '../base/group-by.ts';
import type { ClauseId } from '../base/ids.ts';
import type { Clash } from '../proposals/placing.ts';
import { carrying, enclosingEach } from '../proposals/nesting.ts';
import { rebaseEdits, wordEdits } from '../proposals/wording.ts';
import { isSameText } from '../text/spelling.ts';
import { addressesOf, addressWords, type LegibleClause } from '../text/addresses.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { AddedClauses, unlabelled, type AddedClause } from './added-clauses.ts';
import type { BroughtFindings } from './brought-findings.ts';
import { applied, settledIn } from './carried-edits.ts';
import type { CountedCell } from './cell-places.ts';
import { matchClauses } from './clause-matching.ts';
import { remarksIn } from './file-comments.ts';
import { lineOf, successors, twoReadings, type Line } from './file-lines.ts';
import type { FileChoices, FileParagraph, FileText } from './file-text.ts';
import { labelOf } from './numbering.ts';
import { typedBracketsIn } from './typed-brackets.ts';

export interface BroughtInput {
  readonly file: FileText;
  readonly choices: FileChoices;
  /** The clauses that stand, as they stand now, what is out of them left out. */
  readonly clauses: readonly Clause[];
  readonly numbers: ReadonlyMap<ClauseId, string>;
  /** Those that stood when the file was made, as they stood; none where that is not known. */
  readonly asMade: readonly Clause[];
  readonly newClause: () => ClauseId;
}

/** A file's amendments as a preparation: clauses as they stand, the same with what the delegation changed, and all that is to be said of it. */
export interface Brought {
  readonly base: readonly Clause[];
  readonly edited: readonly Clause[];
  readonly rationale: string;
  readonly findings: BroughtFindings;
}

/**
 * Brings a delegation's amendments home from a file. What counts is what it changed: the words that its own tracked changes bring in or strike, what the
 * legend says is marked so and, in a file that shows the draft whole, what differs from the words it was made of. Where the draft has moved on the change
 * moves along; where both changed the same words the clause stays as it stands, and the clash is told.
 */
export function broughtFrom(input: BroughtInput): Brought {
  return new Bringing(input).brought();
}

/** The lines of a file, before and after, and which clause and which line each is. */
interface Placing {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
  readonly stood: readonly number[];
  readonly matched: readonly (ClauseId | null)[];
  readonly cameFrom: ReadonlyMap<number, number>;
}

const NOWHERE = '' as ClauseId;

/** How a clause reads in the file before the delegation's changes and after them, and within which brackets each character stands in either. */
interface Rewording {
  readonly was: string;
  readonly is: string;
  readonly within: Line['within'];
  readonly stoodWithin: Line['within'];
}

class Bringing {
  private readonly input: BroughtInput;
  private readonly byId: ReadonlyMap<ClauseId, Clause>;
  private readonly asMade: ReadonlyMap<ClauseId, string>;
  /** Those that stand twice, or did when the file was made, with all their readings: nothing says which of the two is meant. */
  private readonly twice: ReadonlyMap<ClauseId, readonly string[]>;
  private readonly wording = new Map<ClauseId, Clause>();
  private readonly clashes: Clash[] = [];
  private readonly untracked: ClauseId[] = [];
  private readonly unmatched: { words: string; changed: boolean }[] = [];
  private readonly deleted: ClauseId[] = [];
  private already = 0;
  private readonly renumbered: { clause: ClauseId; words: string }[] = [];

  constructor(input: BroughtInput) {
    this.input = input;
    const { clauses, asMade } = input;
    this.byId = new Map(clauses.map((clause) => [clause.id, clause]));
    this.asMade = new Map(asMade.map((clause) => [clause.id, plainText(clause)]));
    const twins = new Set([...twinsIn(clauses), ...twinsIn(asMade)]);
    const readings = groupBy([...clauses, ...asMade], ({ id }) => id);
    this.twice = new Map([...twins].map((id) => [id, (readings.get(id) ?? []).map(plainText)]));
  }

  brought(): Brought {
    const { file, choices, clauses, numbers } = this.input;
    const readings = twoReadings(file.paragraphs, choices);
    const { before, after, stood } = readings;
    const legible: LegibleClause[] = clauses.map((clause) => ({
      ...clause,
      number: numbers.get(clause.id) ?? '',
      words: plainText(clause),
    }));
    const sought = before.map((line) => this.soughtIn(line));
    const matched = matchClauses(sought, legible);
    const next = successors(readings, {
      isOwn: (at) => file.paragraphs[at]?.clause != null,
      isClause: (line) => matched[line] != null,
    });
    const cameFrom = new Map(next.flatMap((to, line) => (to === null ? [] : [[to, line]])));
    // Blanks that no line goes on with are not what somebody struck.
    const isStruck = (line: number): boolean => next[line] == null && before[line]?.text.trim() !== '';
    for (const [line, clause] of matched.entries()) if (clause !== null && isStruck(line)) this.strike(clause, before[line]);
    const inLine = lineOf(before);
    const known = file.paragraphs.map(({ cell }, at) => ({
      cell,
      clause: this.byId.get(matched[inLine[at] ?? -1] ?? NOWHERE) ?? null,
    }));
    const added = new AddedClauses({ clauses, known, newClause: this.input.newClause });
    this.place({ before, after, stood, matched, cameFrom }, added);
    const addresses = addressesOf(legible);
    const placeOf = (clause: ClauseId | null): string => {
      const address = clause === null ? undefined : addresses.get(clause);
      return address === undefined ? '' : addressWords(address);
    };
    const remarks = remarksIn(file, choices, (at) => placeOf(matched[inLine[at] ?? -1] ?? null));
    const found = new Set(matched);
    const prepared = this.preparation(added.all);
    return {
      ...prepared,
      rationale: remarks.rationale,
      findings: {
        changed: [...this.wording.keys()].filter((id) => !this.deleted.includes(id)).length,
        deleted: this.deleted.length,
        added: added.all.length,
        moved: new Set(movesOf(file, choices)).size,
        already: this.already,
        clashes: this.clashes,
        unmatched: this.unmatched,
        untracked: this.untracked.map((id) => ({ place: placeOf(id), words: this.wordsNow(id) })),
        absent: file.isWhole
          ? legible
              .filter(({ id, words }) => !found.has(id) && words !== '')
              .map(({ id, words }) => ({ place: placeOf(id), words }))
          : [],
        remarks: remarks.others,
        asides: [
          ...file.paragraphs.flatMap(({ asides }, at) =>
            asides.map((aside) => ({ ...aside, place: placeOf(matched[inLine[at] ?? -1] ?? null) })),
          ),
          ...this.renumbered.map(({ clause, words }) => ({ what: RENUMBERED, words, author: '', place: placeOf(clause) })),
        ],
        struckBrackets: file.struckBrackets,
        typedBrackets: typedBracketsIn(prepared),
      },
    };
  }

  private soughtIn({ text, paragraphs }: Line): { clause: ClauseId | null; number: string; words: string } {
    const own = this.paragraphsOf(paragraphs);
    // A paragraph that is all new has no clause yet, whatever bookmark was pasted with it.
    const clause =
      own.find(({ clause: id }) => id !== null && (text.trim() !== '' || this.wordsNow(id).trim() === ''))?.clause ?? null;
    const number = own.find((one) => one.number !== '')?.number ?? labelOf(text.trim())?.label ?? '';
    return { clause, number, words: clause === null ? unlabelled(text) : text };
  }

  private paragraphsOf(places: readonly number[]): FileParagraph[] {
    return places.flatMap((at) => this.input.file.paragraphs[at] ?? []);
  }

  private wordsNow(id: ClauseId): string {
    const clause = this.byId.get(id);
    return clause === undefined ? '' : plainText(clause);
  }

  /** Goes through the lines as they stand after the changes. */
  private place({ before, after, stood, matched, cameFrom }: Placing, added: AddedClauses): void {
    const inLine = lineOf(before);
    const clauseOf = (index: number): ClauseId | null => matched[cameFrom.get(index) ?? -1] ?? null;
    const isNew = (index: number): boolean => {
      const from = cameFrom.get(index);
      return clauseOf(index) === null && (from === undefined || this.isNewOf(before[from]));
    };
    const cellOfLine = ({ paragraphs }: Line): CountedCell | null => this.paragraphsOf(paragraphs).at(-1)?.cell ?? null;
    const newCells = after.flatMap((line, index) => (isNew(index) && line.text.trim() !== '' ? (cellOfLine(line) ?? []) : []));
    let behind: ClauseId | null = null;
    let waiting: Line[] = [];
    const add = (place: ClauseId | null, line: Line): void => {
      if (!added.add(place, line, this.paragraphsOf(line.paragraphs).at(-1)))
        this.unmatched.push({ words: line.text.trim(), changed: true });
    };
    for (const [index, line] of after.entries()) {
      const from = cameFrom.get(index);
      const clause = clauseOf(index);
      const cell = cellOfLine(line);
      const isEmptyCell = clause === null && cell !== null && line.text.trim() === '' && added.isNewEmptyCell(cell, newCells);
      if (isEmptyCell || (clause === null && line.text.trim() !== '')) {
        if (isEmptyCell || isNew(index)) {
          if (behind === null) waiting.push(line);
          else add(behind, line);
        } else this.unmatched.push({ words: line.text.trim(), changed: before[from ?? -1]?.text !== line.text });
      }
      if (clause !== null && from !== undefined) this.reword(clause, before[from], line);
      const known =
        clause ??
        line.paragraphs.flatMap((at) => (cell !== null || (stood[at] ?? 0) > 0 ? (matched[inLine[at] ?? -1] ?? []) : [])).at(-1);
      if (known === undefined) continue;
      const first = behind === null;
      behind = known;
      if (!first) continue;
      const at = this.input.clauses.findIndex(({ id }) => id === known);
      for (const one of waiting) add(this.input.clauses[at - 1]?.id ?? null, one);
      waiting = [];
    }
    for (const line of waiting) this.unmatched.push({ words: line.text.trim(), changed: true });
  }

  /** Whether what stood in the file already is new to the draft: typed into a file that shows it whole, without tracking. */
  private isNewOf(line: Line | undefined): boolean {
    const { file, choices } = this.input;
    return file.isWhole && choices.untracked && this.paragraphsOf(line?.paragraphs ?? []).every(({ clause }) => clause === null);
  }

  private reword(id: ClauseId, before: Line | undefined, after: Line): void {
    const isOwn = this.paragraphsOf(before?.paragraphs ?? []).some(({ clause }) => clause === id);
    const numbers = [before, after].map((line) => labelOf(line?.text.trim() ?? '')?.label ?? '');
    if (!isOwn && numbers[0] !== numbers[1]) this.renumbered.push({ clause: id, words: after.text.trim() });
    const [was, is] = isOwn ? [before?.text ?? '', after.text] : [loose(before?.text ?? ''), loose(after.text)];
    this.change(id, { was, is, within: isOwn ? after.within : [], stoodWithin: isOwn ? (before?.within ?? []) : [] });
  }

  private strike(id: ClauseId, line: Line | undefined): void {
    const isOwn = this.paragraphsOf(line?.paragraphs ?? []).some(({ clause }) => clause === id);
    const was = line?.text ?? '';
    if (this.change(id, { was: isOwn ? was : loose(was), is: '', within: [], stoodWithin: [] })) this.deleted.push(id);
  }

  /** Moves a change over to the words as they stand now; whether anything of it is left. */
  private change(id: ClauseId, { was, is, within, stoodWithin }: Rewording): boolean {
    const { file, choices } = this.input;
    const now = this.byId.get(id);
    if (now === undefined) return false;
    const words = plainText(now);
    const readings = this.twice.get(id);
    if (readings !== undefined) {
      const isOneOf = readings.some((one) => isSameText(one, was));
      const isTouched = !isSameText(was, is) || (file.isWhole && choices.untracked && !isOneOf);
      if (isTouched) this.clashes.push({ clause: id, base: was, yours: is, now: words, why: TWICE });
      return false;
    }
    const made = this.asMade.get(id);
    let from = was;
    if (file.isWhole && !isSameText(was, words) && !isSameText(was, made ?? words)) {
      this.untracked.push(id);
      if (choices.untracked) from = made ?? words;
    }
    const stood = from === words ? enclosingEach(now) : from === was ? stoodWithin : [];
    const edits = carrying(settledIn(wordEdits(from, is), { before: from, stood, after: is, stands: within }), within);
    if (edits.length === 0 || isSameText(from, is)) return false;
    const moved = rebaseEdits(edits, wordEdits(from, words));
    if (moved === null) {
      this.clashes.push({ clause: id, base: from, yours: is, now: words, why: CLASH });
      return false;
    }
    if (moved.length === 0) {
      this.already += 1;
      return false;
    }
    this.wording.set(id, { ...now, runs: applied(now.runs, moved) });
    return true;
  }

  /** The clauses concerned, those behind which new ones come among them. */
  private preparation(added: readonly AddedClause[]): Pick<Brought, 'base' | 'edited'> {
    const { clauses } = this.input;
    const anchors = new Set<ClauseId | undefined>(added.map(({ after }) => after ?? clauses[0]?.id));
    const base = clauses.filter(({ id }) => this.wording.has(id) || anchors.has(id));
    const addedAt = (place: ClauseId | null): Clause[] =>
      added.filter(({ after }) => after === place).map(({ clause }) => clause);
    const isLast = ({ id }: Clause, at: number): boolean => base.findLastIndex((one) => one.id === id) === at;
    const edited = base.flatMap((clause, at) => [
      this.wording.get(clause.id) ?? clause,
      ...(isLast(clause, at) ? addedAt(clause.id) : []),
    ]);
    return { base, edited: [...addedAt(null), ...edited] };
  }
}

const RENUMBERED = 'another number: the draft’s stays';
const TWICE =
  'This clause stands twice in the text, since it was moved by two at once, and nothing says which of the two is meant.';
const CLASH = 'The same words have been changed in the text since the file was made.';

function twinsIn(clauses: readonly Clause[]): ClauseId[] {
  return [...groupBy(clauses, ({ id }) => id)].flatMap(([id, all]) => (all.length > 1 ? [id] : []));
}

/** Words of another program: how wide the white space between them is says nothing. */
function loose(text: string): string {
  return unlabelled(text).replaceAll(/\s+/g, ' ');
}

function movesOf({ paragraphs }: FileText, { authors }: FileChoices): string[] {
  return paragraphs.flatMap(({ words }) =>
    words.flatMap(({ move, insertedBy, deletedBy }) =>
      move !== null && authors.some((one) => one === insertedBy || one === deletedBy) ? [move] : [],
    ),
  );
}
