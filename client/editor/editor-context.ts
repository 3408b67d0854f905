import type { EditorView } from '@tiptap/pm/view';
import type { BracketDrawing } from './bracket-drawing.ts';
import type { CaretSide } from './caret-side.ts';
import type { DraftEditorOptions } from './draft-editor.ts';

/** What the parts of one editor share. */
export interface EditorContext {
  readonly options: DraftEditorOptions;
  readonly drawing: BracketDrawing;
  readonly side: CaretSide;
}

/** Something that a key does. False where it does not apply, and the browser may act. */
export type KeyAction = (view: EditorView, context: EditorContext) => boolean;
