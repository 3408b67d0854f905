import { useEffect, useEffectEvent, useRef } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { clauseId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { createDraftEditor } from '../editor/create-editor.ts';
import type { CaretPlace, DraftEditor, EditorFacts } from '../editor/draft-editor.ts';

export interface LiveEditorProps {
  readonly doc: Doc;
  readonly awareness: Awareness | null;
  /** Another identity where something in the record, or in what is to be shown of it, has changed. */
  readonly facts: EditorFacts;
  readonly label: string;
  readonly brackets: boolean;
  readonly onReady: (editor: DraftEditor | null) => void;
  readonly onBracket: (proposal: ProposalId) => void;
  readonly onCaret: (place: CaretPlace) => void;
  readonly onNotice: (sentence: string) => void;
}

/** The live editor in its place on the paper. It draws itself; only new facts are told to it. */
export function LiveEditor(props: LiveEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const now = useEffectEvent(() => props);
  const editor = useRef<DraftEditor | null>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const { doc, awareness, label, brackets, onReady } = now();
    const made = createDraftEditor({
      element: frame.current,
      doc,
      awareness,
      label,
      brackets,
      facts: () => now().facts,
      newProposalId: () => proposalId(`p-${crypto.randomUUID()}`),
      newClauseId: () => clauseId(`c-${crypto.randomUUID()}`),
      onBracket: (proposal) => now().onBracket(proposal),
      onCaret: (place) => now().onCaret(place),
      onNotice: (sentence) => now().onNotice(sentence),
    });
    editor.current = made;
    onReady(made);
    return () => {
      editor.current = null;
      onReady(null);
      made.destroy();
    };
  }, [props.doc]);
  useEffect(() => editor.current?.factsChanged(), [props.facts]);
  return <div className="live-editor" ref={frame} />;
}
