import { Editor, Extension, type JSONContent } from '@tiptap/core';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { bringInSight } from '../chrome/in-sight.ts';
import { Binding } from './binding.ts';
import { BracketDrawing } from './bracket-drawing.ts';
import { BracketTyping } from './bracket-typing.ts';
import { CaretSide, sideOf } from './caret-side.ts';
import { clauseIdsPlugin } from './clause-ids.ts';
import { changeLevel, makeKind } from './clause-keys.ts';
import { clauseOf } from './clause-value.ts';
import { clauseViewPlugin, showOutcomes } from './clause-view.ts';
import { copyingPlugin } from './copying.ts';
import type { CaretPlace, DraftEditor, DraftEditorOptions, TableAct } from './draft-editor.ts';
import { DOCUMENT_SCHEMA, mayLinkTo } from './document-schema.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';
import { footnote } from './footnote-keys.ts';
import { footnotesPlugin } from './footnotes.ts';
import { freshSelectionPlugin } from './fresh-selection.ts';
import { historyPlugin, outTextMended } from './history.ts';
import { clauseDragging } from './clause-moving.ts';
import { keysPlugin } from './keys.ts';
import { toggleStyle } from './looks.ts';
import { noteCardPlugin } from './note-card.ts';
import { outCaretPlugin } from './out-caret.ts';
import { pairLightingPlugin } from './pair-lighting.ts';
import { pastingPlugin } from './pasting.ts';
import { shieldFromReact } from './react-shield.ts';
import { remoteCaretsPlugin } from './remote-carets.ts';
import { readableWordsPlugin } from './readable-words.ts';
import { sealingPlugin } from './sealing.ts';
import { goTo } from './stepping.ts';
import { addColumn, addRow, insertTable, remove, toggleHead } from './table-keys.ts';
import { tableMendingPlugin } from './table-mending.ts';
import { withWhatStays } from './whole-deletion.ts';

const UNREADABLE = 'This text holds something that this version cannot show. Nothing more is written from here; reload the page.';

/**
 * Mounts an editor. What a style sheet can hold on to (editor.css has the least of it):
 *
 * `.draft-editor` the editing area, `[data-caret-side=inside|outside]` and `.caret-is-aside` on it;
 * `p.clause[data-id][data-kind][data-level]` with `[data-number]` (show it with ::before) and `.is-out`;
 * `ins.insertion`, `del.deletion` with `[data-proposal]` and `[data-outcome=open|accepted|refused]`;
 * `.glyph.open|.close.insertion|.deletion[data-proposal]`, `.glyph-with-tag > .tag[data-proposal]`, `.before-number > .glyph` for
 * brackets that hold the number; `.chip`, `.chip.whole`; `.caret-aside`; `.remote-caret.colour-0…7` with `.remote-caret-name`, and
 * `.remote-selection.colour-0…7`.
 */
export function createDraftEditor(options: DraftEditorOptions): DraftEditor {
  const binding = new Binding(options.doc, () => options.onNotice(UNREADABLE));
  const drawing = new BracketDrawing(options.facts);
  const context: EditorContext = { options, drawing, side: new CaretSide(drawing) };
  const brackets = new BracketTyping(context);
  const tellCaret = caretTeller(context);
  const editor = new Editor({
    element: options.element,
    extensions: [...DOCUMENT_SCHEMA, draftExtension(context, binding, brackets)],
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: {
      keymap: false,
      clipboardTextSerializer: false,
      delete: false,
      drop: false,
      paste: false,
      textDirection: false,
    },
    onBeforeCreate: ({ editor: created }) => {
      // TipTap takes a node as it is, whatever its type says; as JSON it would be another node than the binding's.
      created.options.content = binding.firstDocument(created.schema) as unknown as JSONContent;
    },
    onTransaction: ({ editor: changed }) => tellCaret(changed.view),
    editorProps: {
      // ProseMirror knows of the window alone, and goes on from here.
      handleScrollToSelection: (view) => {
        bringInSight(view.coordsAtPos(view.state.selection.head, 1));
        return false;
      },
      attributes: {
        class: 'draft-editor',
        'aria-label': options.label,
        'aria-description': 'Tab sets a clause further in. Escape, then Tab, goes on to what follows the text.',
        'aria-multiline': 'true',
        spellcheck: 'true',
      },
    },
  });
  binding.load(editor.view);
  shieldFromReact(editor.view.dom);
  return {
    editor,
    factsChanged() {
      showOutcomes(editor.view, options.facts());
      editor.view.dispatch(drawing.factsChanged(editor.state.tr));
    },
    bracket: () => (options.brackets ? brackets.open(editor.view) : null),
    goToProposal: (proposal) => goToProposal(editor.view, context, proposal),
    goToClause: (clause) => goToClause(editor.view, context, clause),
    setKind: (kind) => void makeKind(kind, kind === 'heading' || kind === 'subparagraph' ? 1 : 0)(editor.view, context),
    changeLevel: (by) => void changeLevel(by)(editor.view, context),
    footnote: () => void footnote(editor.view, context),
    table: (act) => void TABLE_ACTS[act](editor.view, context),
    toggle: (style) => void toggleStyle(style)(editor.state, editor.view.dispatch),
    setLink: (target) => setLink(editor.view, target),
    caretRect: () => {
      const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.head);
      return new DOMRect(left, top, 0, bottom - top);
    },
    focus: () => editor.view.focus(),
    destroy: () => editor.destroy(),
  };
}

const TABLE_ACTS: Readonly<Record<TableAct, KeyAction>> = {
  insert: insertTable,
  'add row': addRow,
  'add column': addColumn,
  'remove row': remove('row'),
  'remove column': remove('column'),
  head: toggleHead,
};

/**
 * Everything that the editor does, in the order in which its parts are asked: those that draw before those that look at what is
 * drawn.
 */
function draftExtension(context: EditorContext, binding: Binding, brackets: BracketTyping): Extension {
  const { options, drawing, side } = context;
  const outcomeOf = (): OutcomeOf => options.facts().outcomeOf;
  return Extension.create({
    name: 'draft',
    dispatchTransaction({ transaction, next }) {
      if (!isHistoryTransaction(transaction)) {
        const { state } = this.editor;
        next(withWhatStays(state, transaction, outcomeOf()));
        return;
      }
      binding.together(() => {
        next(transaction);
        const mended = outTextMended(transaction, this.editor.state, outcomeOf());
        if (mended !== null) next(mended);
      });
    },
    addProseMirrorPlugins() {
      return [
        freshSelectionPlugin(),
        footnotesPlugin(options.facts),
        noteCardPlugin(context),
        tableMendingPlugin(context),
        keysPlugin(context, brackets),
        drawing.plugin(),
        readableWordsPlugin(),
        clauseIdsPlugin(options.newClauseId),
        clauseDragging(context),
        historyPlugin(),
        outCaretPlugin(outcomeOf),
        side.plugin(),
        brackets.plugin(),
        clauseViewPlugin(drawing, options.facts),
        pairLightingPlugin(side),
        copyingPlugin(this.editor.schema, options),
        pastingPlugin(context),
        sealingPlugin(),
        binding.plugin(),
        ...(options.awareness === null ? [] : [remoteCaretsPlugin(options.awareness, binding)]),
      ];
    },
  });
}

/** Tells where the caret is, each time that is another place than before. */
function caretTeller(context: EditorContext): (view: EditorView) => void {
  let told = '';
  return (view) => {
    const place = caretPlace(view, context);
    const now = JSON.stringify(place);
    if (now === told) return;
    told = now;
    context.options.onCaret(place);
  };
}

function caretPlace(view: EditorView, { side }: EditorContext): CaretPlace {
  const { $head } = view.state.selection;
  const clause = $head.parent.isTextblock ? clauseOf($head.parent).id : null;
  const caret = side.caretOf(view.state);
  if (caret === null) return { clause, brackets: [], side: null };
  return { clause, brackets: [...new Set(caret.brackets.map((edge) => edge.proposal))].toReversed(), side: sideOf(caret) };
}

function goToProposal(view: EditorView, context: EditorContext, proposal: ProposalId): boolean {
  let found: number | null = null;
  view.state.doc.descendants((node, pos) => {
    if (found !== null) return false;
    if (node.isText && node.marks.some((mark) => mark.attrs['proposal'] === proposal)) found = pos;
    return found === null;
  });
  if (found === null) return false;
  goTo(view, context, { pos: found, passed: Infinity });
  return true;
}

function goToClause(view: EditorView, context: EditorContext, clause: ClauseId): boolean {
  let found: number | null = null;
  view.state.doc.forEach((node, pos) => {
    if (node.attrs['id'] === clause) found = pos + 1;
  });
  if (found === null) return false;
  goTo(view, context, { pos: found, passed: 0 });
  return true;
}

function setLink(view: EditorView, target: string | null): boolean {
  const { selection, schema, tr } = view.state;
  if (selection.empty || !(selection instanceof TextSelection) || (target !== null && !mayLinkTo(target))) return false;
  const type = schema.marks['link'];
  if (type === undefined) return false;
  tr.removeMark(selection.from, selection.to, type);
  if (target !== null) tr.addMark(selection.from, selection.to, type.create({ href: target }));
  view.dispatch(tr);
  return true;
}
