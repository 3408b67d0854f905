import { clauseId } from '../../shared/base/ids.ts';
import { broughtFrom, type Brought } from '../../shared/import/brought.ts';
import type { FileChoices, FileParagraph, FileWords } from '../../shared/import/file-text.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { plainText, withoutSlots, type Clause } from '../../shared/text/clause.ts';
import type { TextWithRecord } from '../../shared/projection/revision.ts';
import { asTheyStand, startingFrom } from '../../server/drafts/bringing.ts';
import { textAt } from '../../server/drafts/moments.ts';
import type { MadeOf } from '../../server/formats/docx/reading/amended-text.ts';
import type { StoredPreparation } from '../../server/store/store.ts';
import type { Client } from './client.ts';
import { isLabel } from './labels.ts';
import type { Stage } from './stage.ts';
import { holds } from './violation.ts';

/** A paper as a delegation saved it, and what its capital did to it since. */
interface Paper {
  readonly made: MadeOf;
  readonly paragraphs: FileParagraph[];
  readonly typed: Set<string>;
  readonly struck: Set<string>;
}

const US = 'A. Hansen';
const CHOICES: FileChoices = { authors: [US], untracked: true, legend: {} };

/** Delegations whose capitals amend a paper in Word while the draft goes on, and what comes home of it. */
export class Capitals {
  private readonly stage: Stage;
  private readonly open: (client: Client, preparation: StoredPreparation, typed: Iterable<string>) => void;
  private readonly papers: Paper[] = [];
  private made = 0;

  /** `open`: what came home is opened, with the characters that the capital typed and that are in it. */
  constructor(stage: Stage, open: (client: Client, preparation: StoredPreparation, typed: Iterable<string>) => void) {
    this.stage = stage;
    this.open = open;
  }

  /** Somebody saves a paper, amends one, or brings one home. */
  act(client: Client | undefined): void {
    const { random, world } = this.stage;
    const paper = random.pick(this.papers);
    // Mostly while somebody types, so that the text is ahead of the record.
    const isTyping = world.disk.drafts.pendingEdits(world.draft).length > 0;
    if (paper === undefined || random.chance(isTyping ? 0.5 : 0.1)) return this.save();
    if (random.chance(0.6)) return this.amend(paper);
    if (client !== undefined) this.bring(client, paper);
  }

  /** As a file shows the text: what is on the disk by then. */
  private save(): void {
    const { world, chronicle, options } = this.stage;
    const now = world.guarded(() => (world.text.commit() ? textAt(world.disk, world.draft, { at: 'now' }) : null));
    if (now === null) return;
    const { revision, update, state } = now;
    const text = options.faults.papersNameEntryAlone === true ? null : { revision, update };
    const made = { draft: world.draft, entry: state.last, text, paper: 'negotiating' };
    this.papers.push({ made, paragraphs: paragraphsOf(now), typed: new Set(), struck: new Set() });
    chronicle.count('papers saved');
  }

  /** One change: tracked words in or out, words that are not tracked, or a new paragraph. */
  private amend({ paragraphs, typed, struck }: Paper): void {
    const { random, labels } = this.stage;
    const at = random.below(paragraphs.length);
    const paragraph = paragraphs[at];
    if (paragraph === undefined || paragraph.shape?.kind === 'footnote') return;
    const word = labels.word(1 + random.below(3));
    const note = (): void => Array.from(word).forEach((label) => typed.add(label));
    if (random.chance(0.2)) {
      note();
      paragraphs.splice(at, 1, { ...paragraph, insertedBy: US }, { ...paragraph, clause: null, words: [ours(word)] });
      return;
    }
    const from = random.below(paragraph.words.length);
    const piece = paragraph.words[from];
    if (piece === undefined || piece.deletedBy !== null || /[[\]^]/.test(piece.text)) return;
    const cut = random.below(piece.text.length + 1);
    const [before, behind] = [piece.text.slice(0, cut), piece.text.slice(cut)];
    const parts: FileWords[] = [{ ...piece, text: before }];
    if (random.chance(0.5) || piece.isOut || piece.insertedBy !== null) {
      note();
      const isTracked = random.chance(0.8);
      parts.push({ ...ours(word), insertedBy: isTracked ? US : null, within: piece.within }, { ...piece, text: behind });
    } else {
      const length = 1 + random.below(4);
      for (const label of behind.slice(0, length)) struck.add(label);
      parts.push({ ...piece, text: behind.slice(0, length), deletedBy: US }, { ...piece, text: behind.slice(length) });
    }
    const words = paragraph.words.toSpliced(from, 1, ...parts.filter(({ text }) => text !== ''));
    paragraphs.splice(at, 1, { ...paragraph, words });
  }

  private bring(client: Client, paper: Paper): void {
    const { world, chronicle, options } = this.stage;
    const { power } = world;
    this.papers.splice(this.papers.indexOf(paper), 1);
    const file = { isWhole: true, paragraphs: paper.paragraphs, comments: [], struckBrackets: 0 };
    const brought = world.guarded(() => {
      const { text: room, disk: store, draft } = world;
      if (!room.commit()) return null;
      const now = { clauses: room.clauses(), state: room.state };
      const input = startingFrom({ text: file, madeOf: paper.made }, CHOICES, { store, draft, now });
      const right = broughtFrom({ ...input, newClause: () => clauseId(`n-${(this.made += 1)}`) });
      return options.faults.onBrought?.(right) ?? right;
    });
    if (brought === null) return chronicle.noteCrash(power);
    checkBrought(brought, paper);
    chronicle.count('papers brought home');
    if (brought.findings.clashes.length > 0) chronicle.count('papers brought home with a clash');
    if (brought.base.length === 0) return;
    const begun = world.guarded(() => world.rooms.bring(world.draft, client.seat, brought));
    chronicle.noteCrash(power);
    chronicle.say(client.name, `brings ${brought.base.map(({ id }) => id).join(' ')} home`);
    if (begun?.ok !== true) return;
    const standing = labelsIn(brought.edited);
    this.open(
      client,
      begun.value,
      [...paper.typed].filter((label) => standing.has(label)),
    );
  }
}

/** Nothing is said to be a delegation's but what it did, and nothing that it did is passed over without a word (W40). */
function checkBrought({ base, edited, findings }: Brought, { typed, struck }: Paper): void {
  const [was, is] = [labelsIn(base), labelsIn(edited)];
  const told = labelsOfWords(JSON.stringify(findings));
  const isUntouched = typed.size === 0 && struck.size === 0;
  holds(!isUntouched || base.length + findings.clashes.length === 0, 'a paper that nobody amended brings nothing', () =>
    JSON.stringify([base, findings.clashes]),
  );
  for (const label of is) holds(was.has(label) || typed.has(label), 'nobody is said to bring in what others wrote', () => label);
  for (const label of was) holds(is.has(label) || struck.has(label), 'nobody is said to strike what others struck', () => label);
  for (const label of typed)
    holds(is.has(label) || told.has(label) || struck.has(label), 'what a capital wrote comes home or is told', () => label);
}

function labelsIn(clauses: readonly Clause[]): Set<string> {
  return labelsOfWords(clauses.map(plainText).join(''));
}

function labelsOfWords(words: string): Set<string> {
  return new Set(Array.from(words).filter(isLabel));
}

function ours(text: string): FileWords {
  const plain = { way: null, bold: false, italic: false, link: null, within: [], comments: [] };
  return { ...plain, text, insertedBy: US, deletedBy: null, isOut: false, move: null };
}

/** What a file that is saved here reads as when nobody has touched it. */
function paragraphsOf(now: TextWithRecord): FileParagraph[] {
  const outcomeOf = outcomesOf(now.state);
  return asTheyStand(now).map(({ id, kind, level, label, runs }) => ({
    clause: id,
    shape: { kind, level },
    number: kind === 'footnote' ? label : '',
    words: runs.map((run) => ({
      ...ours(withoutSlots(run.text)),
      insertedBy: null,
      isOut: run.deletions.some((proposal) => outcomeOf(proposal) === 'open'),
      within: [...run.insertions, ...run.deletions].filter((proposal) => outcomeOf(proposal) === 'open'),
    })),
    cell: null,
    asides: [],
    insertedBy: null,
    deletedBy: null,
  }));
}
