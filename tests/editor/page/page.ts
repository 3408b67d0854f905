import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import '../../../client/editor/editor.css';
import '../../../client/style/footnotes.css';
import { createDraftEditor } from '../../../client/editor/create-editor.ts';
import { clauseOf } from '../../../client/editor/clause-value.ts';
import type { CaretPlace, DraftEditor, EditorFacts } from '../../../client/editor/draft-editor.ts';
import { arrivalsOf } from '../../../client/sync/arrivals.ts';
import { clauseId, proposalId, type ProposalId } from '../../../shared/base/ids.ts';
import type { Clause } from '../../../shared/text/clause.ts';
import { footnoteMarks, footnotesOf } from '../../../shared/projection/footnotes.ts';
import { readText } from '../../../shared/text/reading.ts';
import { writeText } from '../../../shared/text/writing.ts';
import { expectedGlyphs, outText, type Outcomes } from './glyph-walk.ts';
import { fuzz, type Acts, type Composition, type Fuzzing } from './fuzz.ts';

export type Name = 'a' | 'b';

export interface Setup {
  readonly clauses: readonly Clause[];
  readonly outcomes?: Outcomes;
  readonly brackets?: boolean;
  readonly tags?: boolean;
  readonly holdsNumber?: readonly string[];
  /** What stands behind the clauses in the text that they are part of. */
  readonly behind?: readonly Clause[];
  /** Whose writing comes first where both write at one place: Yjs goes by client ids. */
  readonly first?: Name;
}

/** One person's side: a document, an editor on it, and what was heard from it. */
export interface Side {
  readonly name: Name;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly draft: DraftEditor;
  readonly heard: { bracket: ProposalId[]; notices: string[]; place: CaretPlace | null };
  /** What others wrote and this side has not received. */
  readonly inbox: Uint8Array[];
}

/** Two editors on two documents; what one writes reaches the other at `flush`, or at once where `live` is set. */
export class Table {
  readonly sides: Readonly<Record<Name, Side>>;
  outcomes: Record<string, 'open' | 'accepted' | 'refused'>;
  live = false;
  readonly #setup: Setup;
  #count = 0;
  #fuzzing: Fuzzing | null = null;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.outcomes = { ...setup.outcomes };
    const seed = new Y.Doc();
    seed.clientID = 1;
    writeText(seed, setup.clauses);
    const first = Y.encodeStateAsUpdate(seed);
    this.sides = { a: this.#side('a', first), b: this.#side('b', first) };
    for (const side of [this.sides.a, this.sides.b]) {
      const other = side.name === 'a' ? this.sides.b : this.sides.a;
      side.doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === 'network') return;
        other.inbox.push(update);
        if (this.live) queueMicrotask(() => this.flush());
      });
      side.awareness.on('update', () => {
        applyAwarenessUpdate(other.awareness, encodeAwarenessUpdate(side.awareness, [side.doc.clientID]), 'network');
      });
    }
  }

  flush(): void {
    while (this.sides.a.inbox.length + this.sides.b.inbox.length > 0) {
      for (const side of [this.sides.a, this.sides.b]) this.receive(side.name);
    }
  }

  receive(name: Name): void {
    const side = this.sides[name];
    for (const update of side.inbox.splice(0)) arrivalsOf(side.doc).bring(() => Y.applyUpdate(side.doc, update, 'network'));
  }

  /** Goes elsewhere where the browser has yet to tell that no letters are composed any more: else what others write would wait for ten seconds. */
  leave(name: Name): void {
    const { doc, draft } = this.sides[name];
    if (arrivalsOf(doc).areHeld.get()) draft.editor.view.dom.blur();
  }

  decide(proposal: string, outcome: 'open' | 'accepted' | 'refused'): void {
    this.outcomes = { ...this.outcomes, [proposal]: outcome };
    for (const side of [this.sides.a, this.sides.b]) side.draft.factsChanged();
  }

  text(name: Name): Clause[] {
    return readText(this.sides[name].doc);
  }

  /** What is wrong with one side, in words; empty where nothing is. */
  faults(name: Name): string[] {
    const { draft, doc } = this.sides[name];
    const found: string[] = [];
    const stored = readText(doc);
    const shown: Clause[] = [];
    draft.editor.state.doc.forEach((node) => {
      shown.push(clauseOf(node));
    });
    if (stored.length > 0 && JSON.stringify(stored) !== JSON.stringify(shown))
      found.push(`editor shows ${JSON.stringify(shown)}, text is ${JSON.stringify(stored)}`);
    const ids = stored.map((clause) => clause.id);
    if (new Set(ids).size !== ids.length || ids.some((id) => String(id) === '')) found.push(`ids ${ids.join(' ')}`);
    const glyphs = draft.editor.view.dom.querySelectorAll('.glyph').length;
    const expected = expectedGlyphs(stored, this.outcomes);
    if (glyphs !== expected) found.push(`${glyphs} glyphs drawn, ${expected} expected in ${JSON.stringify(stored)}`);
    found.push(...boxFaults(draft.editor.view.dom), ...this.#noteFaults(stored, draft.editor.view.dom));
    const seen = draft.editor.view.dom.innerText;
    if (seen.includes('undefined')) found.push('draws undefined');
    return found;
  }

  /** Whether the marks drawn are those of the text, by their numbers. */
  #noteFaults(stored: readonly Clause[], editor: HTMLElement): string[] {
    const { byKey, gone } = footnotesOf(stored, (id) => this.outcomes[id] ?? 'open', true);
    const marks = stored.flatMap((clause) => footnoteMarks(clause.runs.map((run) => run.text).join('')));
    const wanted = marks.flatMap(({ key }) => byKey.get(key)?.number ?? (gone.has(key) ? '×' : []));
    const drawn = Array.from(editor.querySelectorAll<HTMLElement>('.note-mark'), ({ dataset }) => dataset['number'] ?? '');
    const [expected, seen] = [wanted, drawn].map((numbers) => [...new Set(numbers)].toSorted().join());
    return this.#setup.behind !== undefined || expected === seen ? [] : [`marks ${seen} drawn, ${expected} expected`];
  }

  out(name: Name): string {
    return outText(this.text(name), this.outcomes);
  }

  /** Begins two people at random; `fuzzOn` goes on with them. */
  fuzz(how: { readonly seed: number; readonly steps: number; readonly acts: Acts }): Composition | string[] {
    this.#fuzzing = fuzz(this, how);
    return this.fuzzOn();
  }

  fuzzOn(): Composition | string[] {
    return this.#fuzzing?.next().value ?? [];
  }

  close(): void {
    for (const side of [this.sides.a, this.sides.b]) {
      side.draft.destroy();
      side.awareness.destroy();
      side.doc.destroy();
    }
  }

  #side(name: Name, first: Uint8Array): Side {
    const doc = new Y.Doc();
    doc.clientID = name === (this.#setup.first ?? 'a') ? 2 : 3;
    Y.applyUpdate(doc, first, 'network');
    const awareness = new Awareness(doc);
    awareness.setLocalStateField('user', { name: name === 'a' ? 'Ana' : 'Ben', role: 'drafter' });
    const heard: Side['heard'] = { bracket: [], notices: [], place: null };
    const element = document.getElementById(name);
    if (element === null) throw new Error('no place for an editor');
    element.replaceChildren();
    const draft = createDraftEditor({
      element,
      doc,
      awareness,
      room: 'room',
      facts: () => this.#facts(),
      label: `Text ${name}`,
      brackets: this.#setup.brackets ?? true,
      newProposalId: () => proposalId(`p${name}${(this.#count += 1)}`),
      newClauseId: () => clauseId(`c${name}${(this.#count += 1)}`),
      onBracket: (proposal) => heard.bracket.push(proposal),
      onCaret: (place) => {
        heard.place = place;
      },
      onNotice: (sentence) => heard.notices.push(sentence),
    });
    return { name, doc, awareness, draft, heard, inbox: [] };
  }

  #facts(): EditorFacts {
    const { behind } = this.#setup;
    return {
      ...(behind === undefined ? {} : { around: (own) => [...own, ...behind] }),
      outcomeOf: (id) => this.outcomes[id] ?? 'open',
      orderOf: (id) => id.charCodeAt(id.length - 1),
      holdsNumber: (id) => this.#setup.holdsNumber?.includes(id) ?? false,
      tagOf: (id) => (this.#setup.tags ? `Tag ${id}` : ''),
      isKnown: (id) => !id.startsWith('unknown'),
      isKept: (id) => id.startsWith('kept'),
    };
  }
}

declare global {
  interface Window {
    table: Table;
    start(setup: Setup): void;
    pass(milliseconds: number): void;
    hold(): void;
    release(): void;
  }
}

window.start = (setup) => {
  window.table?.close();
  window.table = new Table(setup);
};

// The test owns the clock: what a slow machine takes between two keys must not make two acts of one.
let time = Date.now();
Date.now = () => time;

window.pass = (milliseconds) => {
  time += milliseconds;
};

// A busy page may hear of keys before a timer that is due.
const { setTimeout: later } = window;
let held: (() => void)[] = [];

window.hold = () => {
  Object.assign(window, { setTimeout: (run: () => void) => held.push(run) });
};

window.release = () => {
  Object.assign(window, { setTimeout: later });
  const due = held;
  held = [];
  for (const run of due) run();
};

/** Whether the clauses stand in their boxes in the order in which they stand in the text, each in one, and no box is empty. */
function boxFaults(editor: HTMLElement): string[] {
  const slots = [...(editor.shadowRoot?.querySelectorAll('slot') ?? [])];
  const shown = slots.flatMap((slot) => slot.assignedElements());
  if (
    editor.shadowRoot === null ||
    (shown.length === editor.childElementCount && shown.every((one, at) => one === editor.children[at]))
  )
    return slots.some((slot) => slot.assignedElements().length === 0) ? ['an empty box'] : [];
  return [`boxes hold ${shown.map((one) => one.textContent).join(' | ')}, not ${editor.innerText}`];
}
