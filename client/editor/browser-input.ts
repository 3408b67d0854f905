import { TextSelection, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { deleteCharacters } from './caret-keys.ts';
import type { EditorContext } from './editor-context.ts';
import { marksIn } from './footnotes.ts';
import { makeAgain, takeBack } from './history.ts';
import { toggleStyle } from './looks.ts';
import type { Span } from './out-text.ts';
import { insertText } from './typing.ts';

const BACKSPACE: KeyboardEventInit = { key: 'Backspace' };
const DELETE: KeyboardEventInit = { key: 'Delete' };

/** What there is a key for is done as by that. */
const KEYS: Readonly<Record<string, KeyboardEventInit>> = {
  deleteContent: BACKSPACE,
  deleteContentBackward: BACKSPACE,
  deleteContentForward: DELETE,
  deleteWordBackward: { ...BACKSPACE, ctrlKey: true },
  deleteWordForward: { ...DELETE, ctrlKey: true },
  insertParagraph: { key: 'Enter' },
  insertLineBreak: { key: 'Enter', shiftKey: true },
};
const COMMANDS: Readonly<Record<string, Command>> = {
  historyUndo: takeBack,
  historyRedo: makeAgain,
  formatBold: toggleStyle('bold'),
  formatItalic: toggleStyle('italic'),
};
const LINE = /^delete(?:Soft|Hard)Line(Backward|Forward)$/;
const CHARACTERS = /^insert(?:Text|ReplacementText|FromYank|Transpose)$/;
/** Looks and lists that a text does not have, and what would come in or go unread: words dragged into a field of the page would leave the text. */
const REFUSED = /^format|^insert(?:OrderedList|UnorderedList|HorizontalRule|Link|FromDrop|FromPasteAsQuotation)$|^deleteByDrag$/;

/**
 * Does what a browser is about to do to the page by itself: for a touch keyboard, dictation, a spell checker, a menu or a key of the system's
 * own. Left to it, it would take the signs of brackets and chips for words, and move what is out. True where it was done or is refused; false where
 * it concerns nothing but characters, of which the browser knows most.
 */
export function actOnInput(view: EditorView, context: EditorContext, event: InputEvent): boolean {
  const { inputType } = event;
  const key = KEYS[inputType];
  if (key !== undefined) return press(view, key);
  const command = COMMANDS[inputType];
  if (command !== undefined) {
    command(view.state, view.dispatch);
    return true;
  }
  const line = LINE.exec(inputType)?.[1];
  if (line !== undefined) return deleteLine(view, context, event, line === 'Forward');
  if (CHARACTERS.test(inputType)) return insertOver(view, context, event);
  return REFUSED.test(inputType);
}

function press(view: EditorView, key: KeyboardEventInit): true {
  const event = new KeyboardEvent('keydown', key);
  view.someProp('handleKeyDown', (handle) => handle(view, event));
  return true;
}

/** Deletes from the caret to where the line begins or ends, or all of what is selected. */
function deleteLine(view: EditorView, context: EditorContext, event: InputEvent, onward: boolean): true {
  const { empty, head, $head } = view.state.selection;
  const { from, to } = event.inputType.includes('Hard') ? { from: $head.start(), to: $head.end() } : targetOf(view, event);
  const until = onward ? Math.min($head.end(), Math.max(head, to)) : Math.max($head.start(), Math.min(head, from));
  if (!empty || until === head) return press(view, onward ? DELETE : BACKSPACE);
  deleteCharacters(view, context, { from: Math.min(head, until), until: Math.max(head, until) }, onward);
  return true;
}

/** Puts characters in the place of others, where more than characters stand there. */
function insertOver(view: EditorView, context: EditorContext, event: InputEvent): boolean {
  const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  const range = targetOf(view, event);
  if (isPlain(view, context, range)) return false;
  // Over what stands between two characters these do not change places.
  if (text === '' || event.inputType === 'insertTranspose') return true;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, range.from, range.to)));
  insertText(view, context, text);
  return true;
}

/** What a browser is about to change: what is selected, or the word that it corrects. */
function targetOf(view: EditorView, event: InputEvent): Span {
  const { from, to } = view.state.selection;
  const [range] = event.getTargetRanges();
  if (range === undefined || event.inputType === 'insertText') return { from, to };
  const [start, end] = [
    view.posAtDOM(range.startContainer, range.startOffset),
    view.posAtDOM(range.endContainer, range.endOffset),
  ];
  return { from: Math.min(start, end), to: Math.max(start, end) };
}

/** Whether a range is of characters of one clause alone, with no edge, chip or mark of a footnote about it. */
function isPlain({ state }: EditorView, { drawing }: EditorContext, { from, to }: Span): boolean {
  const [$from, $to] = [state.doc.resolve(from), state.doc.resolve(to)];
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
  const { glyphs, chips } = drawing.layoutOf($from.parent);
  const [start, end] = [$from.parentOffset, $to.parentOffset];
  return (
    !glyphs.some(({ offset, holdsNumber }) => !holdsNumber && start <= offset && offset <= end) &&
    !chips.some((chip) => chip.from <= end && start <= chip.to) &&
    !marksIn(state, from).some((mark) => mark.from < to && from < mark.to)
  );
}
