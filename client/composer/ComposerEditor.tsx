import { useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { EditorFacts } from '../editor/draft-editor.ts';
import { LiveEditor } from '../paper/LiveEditor.tsx';
import type { OpenPreparation } from '../state/open-draft.ts';

export interface ComposerEditorProps {
  readonly preparation: OpenPreparation;
  /** The record as it stood when this was opened: brackets that are open are shown, to be read, not to be typed. */
  readonly facts: EditorFacts;
  readonly goTo: ClauseId | null;
  readonly onNotice: (sentence: string) => void;
}

/** The editor on the private copy of the clauses. */
export function ComposerEditor({ preparation, facts, goTo, onNotice }: ComposerEditorProps) {
  const nothing = useMemo(() => () => undefined, []);
  return (
    <LiveEditor
      doc={preparation.room.doc}
      awareness={preparation.room.awareness}
      room={preparation.info.id}
      facts={facts}
      label="Your wording"
      brackets={false}
      onReady={(editor) => {
        if (editor === null) return;
        if (goTo !== null) editor.goToClause(goTo);
        editor.focus();
      }}
      onBracket={nothing}
      onCaret={nothing}
      onNotice={onNotice}
    />
  );
}
