import type { Editor } from '@tiptap/core';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { DrawingFacts } from '../../shared/projection/drawing.ts';
import type { ClauseStatus } from '../../shared/projection/status.ts';
import type { Clause, ClauseKind } from '../../shared/text/clause.ts';

/** What the editor needs to know of the record to draw the text. Asked anew after each `factsChanged`. */
export interface EditorFacts extends DrawingFacts {
  /**
   * The tag after a bracket's closing edge ("Norway · 3 support · 1 opposes"); empty for none or where attributions are hidden.
   */
  tagOf(proposal: ProposalId, role: 'insertion' | 'deletion'): string;
  /** Whether an id stands in the record or in the text; marks with other ids are stripped from what is pasted. */
  isKnown(proposal: ProposalId): boolean;
  /** What stands in the place of a clause that is gone and keeps its number; null for none. */
  tombstoneOf?(clause: ClauseId): string | null;
  /** Whether an issued revision kept the number of a clause alone: without words it counts only while it is told of. */
  isKept?(clause: ClauseId): boolean;
  /** Whether numbers are frozen as issued: they are until the text is renumbered. */
  numbersFrozen?(): boolean;
  /** The whole text in which the clauses of this editor stand, by which footnotes are numbered and known. Absent, they are it. */
  around?(own: readonly Clause[]): readonly Clause[];
  /** How far a clause with these words is agreed; null where it is open. Absent in a composer. */
  statusOf?(clause: Clause): ClauseStatus | null;
}

/** Where the caret is, for the points beside the text and for the type-ahead under it. */
export interface CaretPlace {
  readonly clause: ClauseId | null;
  /** Open brackets that hold the caret, innermost first. */
  readonly brackets: readonly ProposalId[];
  /** Which side of a bracket's edge typing goes to, where the caret stands at one. */
  readonly side: 'inside' | 'outside' | null;
}

export interface DraftEditorOptions {
  readonly element: HTMLElement;
  readonly doc: Doc;
  /** Which text it is: what is cut in it comes back to it as what it was, and is a copy in any other. */
  readonly room: string;
  /** Null in a composer: nobody else's caret is drawn. */
  readonly awareness: Awareness | null;
  readonly facts: () => EditorFacts;
  /** Accessible name of the editing area. */
  readonly label: string;
  /** Whether brackets can be typed: so in a draft, not in a delegation's composer, where `[` is a character like any other. */
  readonly brackets: boolean;
  readonly newProposalId: () => ProposalId;
  readonly newClauseId: () => ClauseId;
  /** A bracket was completed (`]` typed, or a selection bracketed): time to ask for whom. */
  readonly onBracket: (proposal: ProposalId) => void;
  readonly onCaret: (place: CaretPlace) => void;
  /** Something could not be done, in a sentence for the person at the keyboard. */
  readonly onNotice: (sentence: string) => void;
  /** Mod-k was pressed: time to ask for the target of a link, and to answer with `setLink`. Without it the key does nothing. */
  readonly onLink?: (current: string | null) => void;
}

/** What can be done with tables. `head`: whether a row is one of headings. */
export type TableAct = 'insert' | 'add row' | 'add column' | 'remove row' | 'remove column' | 'head';

/** A mounted editor. */
export interface DraftEditor {
  readonly editor: Editor;
  /** The record changed: draw again what it touches. */
  factsChanged(): void;
  /** Brackets the selection, also across clauses; opens an empty bracket at a caret. Null where there is nothing to bracket. */
  bracket(): ProposalId | null;
  /** Puts the caret at a proposal's first character and shows it. False where it has none. */
  goToProposal(proposal: ProposalId): boolean;
  goToClause(clause: ClauseId): boolean;
  /** Makes the selected clauses ones of a kind. */
  setKind(kind: ClauseKind): void;
  /** Moves the selected clauses a level in (1) or out (-1). */
  changeLevel(by: 1 | -1): void;
  /** Puts a footnote at the caret, and goes to it; in one, goes back to where it is referred to. */
  footnote(): void;
  /** Begins a table behind the clause of the caret, or changes the one that the caret is in. */
  table(act: TableAct): void;
  /** Bold or italic for the selected words, or no longer. */
  toggle(style: 'bold' | 'italic'): void;
  /**
   * Makes the selected words a link; null takes it off. False where the target is none a link may have, or nothing is selected.
   */
  setLink(target: string | null): boolean;
  /** Rectangle of the caret in the viewport, for what is shown under it. */
  caretRect(): DOMRect;
  focus(): void;
  destroy(): void;
}
