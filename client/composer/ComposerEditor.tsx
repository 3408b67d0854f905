import { useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { EditorFacts } from '../editor/draft-editor.ts';
import { LiveEditor } from '../paper/LiveEditor.tsx';
import type { OpenPreparation } from '../state/open-draft.ts';

/** Nothing is bracketed here: the wording is the delegation's own until it is tabled. */
const PLAIN_FACTS: EditorFacts = {
  outcomeOf: () => 'accepted',
  orderOf: () => 0,
  holdsNumber: () => false,
  tagOf: () => '',
  isKnown: () => true,
};

export interface ComposerEditorProps {
  readonly preparation: OpenPreparation;
  readonly goTo: ClauseId | null;
  readonly onNotice: (sentence: string) => void;
}

/** The editor on the private copy of the clauses. */
export function ComposerEditor({ preparation, goTo, onNotice }: ComposerEditorProps) {
  const nothing = useMemo(() => () => undefined, []);
  return (
    <LiveEditor
      doc={preparation.room.doc}
      awareness={preparation.room.awareness}
      facts={PLAIN_FACTS}
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
