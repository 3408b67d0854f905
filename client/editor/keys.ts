import { keydownHandler } from '@tiptap/pm/keymap';
import { Plugin, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { keyMeant } from '../chrome/key-meant.ts';
import { actOnInput } from './browser-input.ts';
import type { BracketTyping } from './bracket-typing.ts';
import { deleteTowards, extendOverChip, selectAll, stepCaret, toLineEdge, toTextEdge } from './caret-keys.ts';
import { makeKind, splitClause } from './clause-keys.ts';
import { moveClauses } from './clause-moving.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';
import { footnote } from './footnote-keys.ts';
import { makeAgain, takeBack } from './history.ts';
import { toggleStyle } from './looks.ts';
import { addColumn, addRow, insertTable, remove, toCell, toggleHead, toRow } from './table-keys.ts';
import { insertText, isAtEdge, spansClauses } from './typing.ts';

/** Every key that the editor takes, and how typed characters come in. */
export function keysPlugin(context: EditorContext, brackets: BracketTyping): Plugin {
  const action =
    (run: KeyAction): Command =>
    (_state, _dispatch, view) =>
      view !== undefined && run(view, context);
  const bindings = Object.fromEntries(Object.entries(ACTIONS).map(([key, run]) => [key, action(run)]));
  const handle = keydownHandler({ ...bindings, ...COMMANDS, 'Mod-b': toggleStyle('bold'), 'Mod-i': toggleStyle('italic') });
  /**
   * Takes what was typed where it is a bracket, where the caret stands at an edge, or over several clauses; elsewhere the browser's own
   * typing is right, and cheaper.
   */
  const typed = (view: EditorView, text: string): boolean => {
    if (context.options.brackets && text === '[') brackets.open(view);
    else if (context.options.brackets && text === ']') brackets.close(view);
    else if (isAtEdge(view, context) || spansClauses(view)) insertText(view, context, text);
    else return false;
    return true;
  };
  // Tab acts on clauses; without another way on the keyboard could not leave the text.
  const tab = { isLeaving: false };
  let input = '';
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (view.composing || isGuessed(event, input)) return false;
        const { isLeaving } = tab;
        if (event.key !== 'Shift') tab.isLeaving = event.key === 'Escape';
        if (isLeaving && event.key === 'Tab') return false;
        if (context.options.brackets && isLiteral(event)) {
          insertText(view, context, event.code === 'BracketLeft' ? '[' : ']');
          return true;
        }
        if (keyMeant(event).toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey)
          return askForLink(view, context);
        return handle(view, event);
      },
      handleDOMEvents: {
        // Before the browser has changed the page: what it types over need not be drawn again.
        beforeinput(view, event) {
          input = event.inputType;
          if (view.composing || event.isComposing || !event.cancelable) return false;
          const isTyped = event.inputType === 'insertText' && event.data !== null && typed(view, event.data);
          if (!isTyped && !actOnInput(view, context, event)) return false;
          event.preventDefault();
          return true;
        },
      },
      // What comes in the place of anything but the selection is no typing: an input method's word for the letters that it showed, a correction.
      handleTextInput: (view, from, to, text) => !view.composing && isSelected(view, from, to) && typed(view, text),
    },
  });
}

/**
 * ProseMirror takes any letters that a browser took away before the caret for a Backspace, for the sake of telephones, whose keyboards tell no keys. Where
 * the browser says that it was something else, such as a word given up by an input method, it is left as the browser has it: one Backspace is one letter.
 */
function isGuessed(event: Event, input: string): boolean {
  return !(event instanceof KeyboardEvent) && 'key' in event && event.key === 'Backspace' && input !== 'deleteContentBackward';
}

/** Every key with an action of the editor's own, in ProseMirror's notation. */
const ACTIONS: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: stepCaret('left', 'character'),
  ArrowRight: stepCaret('right', 'character'),
  'Ctrl-ArrowLeft': stepCaret('left', 'word'),
  'Ctrl-ArrowRight': stepCaret('right', 'word'),
  'Shift-ArrowLeft': extendOverChip('left'),
  'Shift-ArrowRight': extendOverChip('right'),
  Home: toLineEdge(false),
  End: toLineEdge(true),
  'Mod-Home': toTextEdge(false, false),
  'Mod-End': toTextEdge(true, false),
  'Mod-Shift-Home': toTextEdge(false, true),
  'Mod-Shift-End': toTextEdge(true, true),
  'Mod-a': selectAll,
  Backspace: deleteTowards(false, 'character'),
  'Shift-Backspace': deleteTowards(false, 'character'),
  Delete: deleteTowards(true, 'character'),
  'Ctrl-Backspace': deleteTowards(false, 'word'),
  'Alt-Backspace': deleteTowards(false, 'word'),
  'Ctrl-Delete': deleteTowards(true, 'word'),
  'Alt-Delete': deleteTowards(true, 'word'),
  Enter: splitClause,
  'Shift-Enter': splitClause,
  Tab: toCell(1),
  'Shift-Tab': toCell(-1),
  ArrowUp: toRow(-1),
  ArrowDown: toRow(1),
  'Alt-Shift-ArrowUp': moveClauses(-1),
  'Alt-Shift-ArrowDown': moveClauses(1),
  'Mod-Alt-t': insertTable,
  'Mod-Alt-ArrowDown': addRow,
  'Mod-Alt-ArrowRight': addColumn,
  'Mod-Alt-Backspace': remove('row'),
  'Mod-Alt-Shift-Backspace': remove('column'),
  'Mod-Alt-h': toggleHead,
  'Mod-Alt-0': makeKind('text', 0),
  'Mod-Alt-1': makeKind('title', 0),
  'Mod-Alt-2': makeKind('part', 0),
  'Mod-Alt-3': makeKind('article', 0),
  'Mod-Alt-4': makeKind('heading', 1),
  'Mod-Shift-7': makeKind('paragraph', 0),
  'Mod-Alt-f': footnote,
};

const COMMANDS: Readonly<Record<string, Command>> = { 'Mod-z': takeBack, 'Mod-y': makeAgain, 'Mod-Shift-z': makeAgain };

function isSelected({ state: { selection } }: EditorView, from: number, to: number): boolean {
  return selection.from === from && selection.to === to;
}

/** Alt with a bracket's own key types the character. On keyboards that need Alt for it, the key is another. */
function isLiteral(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && (event.code === 'BracketLeft' || event.code === 'BracketRight');
}

function askForLink(view: EditorView, context: EditorContext): boolean {
  const { onLink } = context.options;
  if (onLink === undefined) return false;
  const marks = view.state.selection.$from.marksAcross(view.state.selection.$to) ?? [];
  const link = marks.find((candidate) => candidate.type.name === 'link');
  onLink(typeof link?.attrs['href'] === 'string' ? link.attrs['href'] : null);
  return true;
}
