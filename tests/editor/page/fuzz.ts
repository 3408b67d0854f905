import { redo, undo } from '@tiptap/pm/history';
import { TextSelection } from '@tiptap/pm/state';
import { mulberry32 } from '../../random/mulberry32.ts';
import type { Name, Side, Table } from './page.ts';

const WORDS = ['shall ', 'x', ' and', 'the Parties', ' ', 'é', '👍', 'aa', 'الدول ', 'A/C.1/L.2'];

/** Keys that act on the text, sent as the editor's key handlers get them. */
const KEYS: readonly KeyboardEventInit[] = [
  { key: 'Backspace', code: 'Backspace' },
  { key: 'Delete', code: 'Delete' },
  { key: 'Backspace', code: 'Backspace', ctrlKey: true },
  { key: 'Delete', code: 'Delete', ctrlKey: true },
  { key: 'Enter', code: 'Enter' },
  { key: 'ArrowUp', code: 'ArrowUp', altKey: true, shiftKey: true },
  { key: 'ArrowDown', code: 'ArrowDown', altKey: true, shiftKey: true },
  { key: 'Tab', code: 'Tab' },
  { key: 'Tab', code: 'Tab', shiftKey: true },
  { key: 'ArrowLeft', code: 'ArrowLeft' },
  { key: 'ArrowRight', code: 'ArrowRight' },
  { key: 'ArrowUp', code: 'ArrowUp' },
  { key: 'ArrowDown', code: 'ArrowDown' },
  { key: 'Home', code: 'Home' },
  { key: 'End', code: 'End' },
  { key: 'f', code: 'KeyF', ctrlKey: true, altKey: true },
  { key: '7', code: 'Digit7', ctrlKey: true, shiftKey: true },
  { key: '3', code: 'Digit3', ctrlKey: true, altKey: true },
];

/** Those that make and change tables. */
const TABLE_KEYS: readonly KeyboardEventInit[] = ['t', 'ArrowDown', 'ArrowRight', 'Backspace', 'h'].map((key) => ({
  key,
  ctrlKey: true,
  altKey: true,
}));

/** Letters that an input method is to compose, which only the browser itself can: what it shows, and what is meant; null where it is given up. */
export interface Composition {
  readonly side: Name;
  readonly shown: readonly string[];
  readonly meant: string | null;
}

/** Keys and clipboard alone; or whole clauses too, dragged and cut, more of tables, pages of others, and an input method. */
export type Acts = 'keys' | 'all';

/** What one comes to: letters to be composed, or the end, with what went wrong; nothing where nothing did. */
export type Fuzzing = Generator<Composition, string[], undefined>;

/** So many clauses are a long text. */
const MANY = 60;

/** Two people at random acts, each seeing the other's late. What went wrong is told with the step. */
export function* fuzz(table: Table, { seed, steps, acts }: { seed: number; steps: number; acts: Acts }): Fuzzing {
  const next = mulberry32(seed);
  const random = (below: number): number => next() % below;
  const log: string[] = [];
  // What another text left in it has ids that are given anew here.
  clipboard = new DataTransfer();
  for (let step = 0; step < steps; step += 1) {
    const name: Name = random(2) === 0 ? 'a' : 'b';
    const side = table.sides[name];
    const before = table.out(name);
    const hasWaiting = side.inbox.length > 0;
    // Whoever goes on soon enough where they were goes on with one act.
    window.pass(step % 3 === 0 ? 600 : 100);
    const act = acts === 'all' && random(3) === 0 ? yield* performMore(side, random) : perform(table, side, random);
    log.push(`${name} ${act}`);
    const after = table.out(name);
    // A clause that is moved takes what is out in it along, and so does one that is cut and pasted.
    const mayReorder = act === 'undo' || act === 'redo' || /^(Alt\+Shift\+Arrow|paste|drop)/.test(act);
    // Undo may bring back what is out by now, redo nothing that is there.
    const isKept = mayReorder
      ? holdsEach(after, before) && (act !== 'redo' || holdsEach(before, after))
      : holdsAll(after, before);
    const hasReceived = act === 'receive' || (act.startsWith('compose') && hasWaiting);
    if (!hasReceived && !act.startsWith('decide') && !isKept)
      return [`step ${step} (${log.slice(-4).join('; ')}): out-text was ${before}, is ${after}`];
    // Two people who both take back one deletion make a clause twice, until both know of it.
    const faults = table.faults(name).filter((fault) => !fault.startsWith('ids '));
    const halves = table.text(name).find(
      (clause) =>
        !clause.runs
          .map((run) => run.text)
          .join('')
          .isWellFormed(),
    );
    if (act.endsWith(LOST)) faults.push('a composed word');
    if (halves !== undefined) faults.push(`half a character: ${JSON.stringify(halves)}`);
    if (random(7) === 0) {
      table.flush();
      for (const each of ['a', 'b'] as const) faults.push(...table.faults(each));
      if (JSON.stringify(table.text('a')) !== JSON.stringify(table.text('b')))
        faults.push(`the two texts differ: ${JSON.stringify(table.text('a'))} and ${JSON.stringify(table.text('b'))}`);
    }
    if (faults.length > 0) return [`step ${step} (${log.slice(-14).join('; ')})`, ...faults];
  }
  return [];
}

function perform(table: Table, side: Side, random: (below: number) => number): string {
  const { view } = side.draft.editor;
  const chance = random(100);
  if (chance < 12) {
    table.receive(side.name);
    return 'receive';
  }
  if (chance < 22) {
    undo(view.state, view.dispatch);
    return 'undo';
  }
  if (chance < 28) {
    redo(view.state, view.dispatch);
    return 'redo';
  }
  select(side, random, chance % 4 === 0);
  if (chance < 55) return type(side, WORDS[random(WORDS.length)] ?? 'x');
  if (chance < 60) return type(side, '[');
  if (chance < 66) return type(side, ']');
  if (chance < 69) {
    const ids = [
      ...new Set(table.text(side.name).flatMap((clause) => clause.runs.flatMap((run) => [...run.insertions, ...run.deletions]))),
    ];
    const id = ids[random(Math.max(1, ids.length))];
    const outcome = (['open', 'accepted', 'refused'] as const)[random(3)] ?? 'open';
    if (id !== undefined) table.decide(id, outcome);
    return `decide ${id} ${outcome}`;
  }
  if (chance < 70) return press(side, TABLE_KEYS[random(TABLE_KEYS.length)] ?? {});
  if (chance < 72) return view.state.selection.empty ? paste(side) : copy(side, chance === 71);
  if (chance < 74) {
    const { from, to } = view.state.selection;
    view.dispatch(view.state.tr.delete(from, to));
    return `delete ${from}-${to}`;
  }
  return press(side, KEYS[random(KEYS.length)] ?? {});
}

/** What others have on their clipboard. */
const PAGES = [
  '<h2>Head</h2><p>One <b>two</b></p><ul><li>a</li><li>b</li></ul>',
  '<table><tr><th>P</th><th>Q</th></tr><tr><td>1</td><td>2</td></tr></table>',
  '<p>alone</p>',
];

function* performMore(side: Side, random: (below: number) => number): Generator<Composition, string> {
  const { view } = side.draft.editor;
  view.focus();
  const chance = random(100);
  if (chance < 15) {
    select(side, random, chance < 3);
    // Where the clause is moved by what arrives meanwhile, its words are those that it had.
    const staysPut = view.state.selection.empty && side.inbox.length === 0;
    const word = `日本${random(1_000_000)}`;
    const isMeant = random(4) > 0;
    yield { side: side.name, shown: ['に', 'にほ', word], meant: isMeant ? word : null };
    const isThere = view.state.doc.textContent.includes(word);
    return `compose ${word}${staysPut && isThere !== isMeant ? LOST : ''}`;
  }
  if (chance < 35) {
    select(side, random, false);
    return press(side, TABLE_KEYS[random(TABLE_KEYS.length)] ?? {});
  }
  if (chance < 50) {
    select(side, random, false);
    clipboard = new DataTransfer();
    clipboard.setData('text/html', PAGES[random(PAGES.length)] ?? '');
    return paste(side);
  }
  selectWhole(side, random);
  if (chance < 70) return copy(side, chance < 62);
  if (chance < 80) return press(side, { key: chance < 75 ? 'b' : '[', ctrlKey: chance < 75 });
  return drop(side, random);
}

/** Said where a word that was meant is not there, or one that was given up is. */
const LOST = ', which came to nothing or stayed';

/** From the start of a clause to the end of it, or of the next. */
function selectWhole({ draft }: Side, random: (below: number) => number): void {
  const { view } = draft.editor;
  const { doc } = view.state;
  const first = random(doc.childCount);
  const last = Math.min(doc.childCount - 1, first + random(2));
  let start = 0;
  for (let before = 0; before < first; before += 1) start += doc.child(before).nodeSize;
  const end = start + doc.child(first).nodeSize + (last > first ? doc.child(last).nodeSize : 0);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(doc, start + 1, end - 1)));
}

/** Drags what is selected onto some clause, or some of its words. */
function drop({ draft }: Side, random: (below: number) => number): string {
  const { view } = draft.editor;
  const { doc, selection } = view.state;
  const on = view.dom.children[random(doc.childCount)];
  const box = on?.getBoundingClientRect() ?? new DOMRect();
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', doc.textBetween(selection.from, selection.to));
  Object.assign(view, { dragging: { slice: selection.content(), move: true } });
  const place = { clientX: box.left + random(100), clientY: box.top + (box.height * (1 + random(8))) / 10 };
  view.dom.dispatchEvent(new DragEvent('drop', { ...place, dataTransfer, bubbles: true, cancelable: true }));
  return `drop ${selection.from}-${selection.to} at ${Math.round(place.clientX)},${Math.round(place.clientY)}`;
}

function press({ draft }: Side, key: KeyboardEventInit): string {
  const { view } = draft.editor;
  view.someProp('handleKeyDown', (handle) => handle(view, new KeyboardEvent('keydown', key)));
  return `${key.ctrlKey ? 'Ctrl+' : ''}${key.altKey ? 'Alt+' : ''}${key.shiftKey ? 'Shift+' : ''}${key.key}`;
}

let clipboard = new DataTransfer();

function copy({ draft }: Side, cuts: boolean): string {
  clipboard = new DataTransfer();
  const { from, to } = draft.editor.state.selection;
  draft.editor.view.dom.dispatchEvent(
    new ClipboardEvent(cuts ? 'cut' : 'copy', { clipboardData: clipboard, bubbles: true, cancelable: true }),
  );
  return `${cuts ? 'cut' : 'copy'} ${from}-${to}`;
}

function paste({ draft }: Side): string {
  const { from } = draft.editor.state.selection;
  draft.editor.view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
  return `paste at ${from}`;
}

function select(side: Side, random: (below: number) => number, isRange: boolean): void {
  const { view } = side.draft.editor;
  const { doc } = view.state;
  if (random(3) === 0 && !isRange) return;
  // No caret ever stands between the halves of a character.
  const whole = (at: number): number => (/[\ud800-\udbff]$/.test(doc.textBetween(Math.max(0, at - 1), at)) ? at + 1 : at);
  const pos = (): number => whole(random(doc.content.size + 1));
  const [somewhere, head] = [pos(), pos()];
  // Of a long text a few clauses at most are selected, or soon it would be long no more.
  const anchor = doc.childCount < MANY ? somewhere : whole(Math.max(head - 20, Math.min(head + 20, somewhere)));
  const selection = TextSelection.between(doc.resolve(isRange ? anchor : head), doc.resolve(head));
  view.dispatch(view.state.tr.setSelection(selection));
}

function type(side: Side, text: string): string {
  const { view } = side.draft.editor;
  const { from, to } = view.state.selection;
  const handled = view.someProp('handleTextInput', (handle) =>
    handle(view, from, to, text, () => view.state.tr.insertText(text, from, to)),
  );
  if (!handled) view.dispatch(view.state.tr.insertText(text, from, to));
  return `type ${JSON.stringify(text)} at ${from}-${to}`;
}

/** Whether one text holds the other's characters in their order. */
function holdsAll(text: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at);
    if (at === -1) return false;
    at += character.length;
  }
  return true;
}

/** Whether one text holds each of the other's characters as often: undo may put back what it took beside where it stood. */
function holdsEach(text: string, wanted: string): boolean {
  const left = Array.from(text);
  return Array.from(wanted).every((character) => {
    const at = left.indexOf(character);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}
