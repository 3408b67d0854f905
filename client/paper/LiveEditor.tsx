import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { clauseId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { randomId } from '../state/random-id.ts';
import { createDraftEditor } from '../editor/create-editor.ts';
import type { CaretPlace, DraftEditor, EditorFacts } from '../editor/draft-editor.ts';
import { FormatBar } from './FormatBar.tsx';

export interface LiveEditorProps {
  readonly doc: Doc;
  readonly awareness: Awareness | null;
  /** Which text it is (`DraftEditorOptions`). */
  readonly room: string;
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
  const drawnBy = useRef<EditorFacts>(null);
  const [editor, setEditor] = useState<DraftEditor | null>(null);
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const { doc, awareness, room, label, brackets, onReady } = now();
    const made = createDraftEditor({
      element: frame.current,
      doc,
      awareness,
      room,
      label,
      brackets,
      facts: () => now().facts,
      newProposalId: () => proposalId(randomId('p')),
      newClauseId: () => clauseId(randomId('c')),
      onBracket: (proposal) => now().onBracket(proposal),
      onCaret: (place) => now().onCaret(place),
      onNotice: (sentence) => now().onNotice(sentence),
      onLink: (current) => setLink(current ?? ''),
    });
    drawnBy.current = now().facts;
    setEditor(made);
    onReady(made);
    return () => {
      setEditor(null);
      onReady(null);
      made.destroy();
    };
  }, [props.doc]);
  useEffect(() => {
    if (editor === null || drawnBy.current === props.facts) return;
    drawnBy.current = props.facts;
    editor.factsChanged();
  }, [editor, props.facts]);
  return (
    <>
      {editor !== null && <FormatBar editor={editor} brackets={props.brackets} link={link} onLink={setLink} />}
      <div ref={frame} />
    </>
  );
}
