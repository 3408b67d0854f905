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

/** Two people at random acts, each seeing the other's late. Gives what went wrong, with the step; empty where nothing did. */
export function fuzz(table: Table, seed: number, steps: number): string[] {
  const next = mulberry32(seed);
  const random = (below: number): number => next() % below;
  const log: string[] = [];
  // What another text left in it has ids that are given anew here.
  clipboard = new DataTransfer();
  for (let step = 0; step < steps; step += 1) {
    const name: Name = random(2) === 0 ? 'a' : 'b';
    const side = table.sides[name];
    const before = table.out(name);
    // Whoever goes on soon enough where they were goes on with one act.
    window.pass(step % 3 === 0 ? 600 : 100);
    const act = perform(table, side, random);
    log.push(`${name} ${act}`);
    const after = table.out(name);
    // A clause that is moved takes what is out in it along, and so does one that is cut and pasted.
    const mayReorder = act === 'undo' || act === 'redo' || /^(Alt\+Shift\+Arrow|paste)/.test(act);
    // Undo may bring back what is out by now, redo nothing that is there.
    const isKept = mayReorder
      ? holdsEach(after, before) && (act !== 'redo' || holdsEach(before, after))
      : holdsAll(after, before);
    if (act !== 'receive' && !act.startsWith('decide') && !isKept)
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
  const pos = (): number => {
    const at = random(doc.content.size + 1);
    // No caret ever stands between the halves of a character.
    return /[\ud800-\udbff]$/.test(doc.textBetween(Math.max(0, at - 1), at)) ? at + 1 : at;
  };
  const [anchor, head] = [pos(), pos()];
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
