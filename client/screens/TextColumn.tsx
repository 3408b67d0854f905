import { useMemo, type ReactNode } from 'react';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { useSitting } from '../chrome/Services.tsx';
import { CompareView } from '../compare/CompareView.tsx';
import type { CaretPlace, DraftEditor, EditorFacts } from '../editor/draft-editor.ts';
import { CleanText } from '../paper/CleanText.tsx';
import { EditorRails } from '../paper/EditorRails.tsx';
import { LiveEditor } from '../paper/LiveEditor.tsx';
import { NegotiatingText } from '../paper/NegotiatingText.tsx';
import { ProvenanceText } from '../paper/ProvenanceText.tsx';
import type { Selection } from '../paper/selection.ts';
import { MarkedText } from '../readings/MarkedText.tsx';
import { WishText } from '../readings/WishText.tsx';
import type { Unsent } from '../floor/attributions.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import type { DraftModel } from '../state/draft-model.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { editorFacts } from '../state/editor-facts.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import type { View } from './views.ts';

export interface TextColumnProps {
  readonly draft: OpenDraft;
  readonly snapshot: DraftSnapshot;
  readonly view: View;
  /** Whether nothing is to be typed here any more. */
  readonly isClosed: boolean;
  readonly attributions: boolean;
  readonly isBesideDrawn: boolean;
  readonly selection: Selection | null;
  readonly told: ClauseId | null;
  /** Clauses of which something new is told, in the view of what changed. */
  readonly marked: ReadonlySet<ClauseId>;
  readonly acts: ReactNode;
  readonly onEditor: (editor: DraftEditor | null) => void;
  readonly onBracket: (proposal: ProposalId) => void;
  readonly onCaret: (place: CaretPlace) => void;
  readonly onNotice: (sentence: string) => void;
  readonly onRestore: (revision: number) => void;
  readonly onGoClause: (clause: ClauseId) => void;
  readonly onGoProposal: (proposal: ProposalId) => void;
}

/** The paper's content in the view chosen: for those who write the bracketed text it is live. */
export function TextColumn(props: TextColumnProps) {
  const { seat } = useSitting();
  const { draft, snapshot, view, attributions } = props;
  const { unsent } = useDraftDesk();
  const facts = useEditorFacts(draft.model, snapshot, { tags: attributions, unsent });
  switch (view) {
    case 'compare':
      return <CompareView draft={draft} snapshot={snapshot} onRestore={props.onRestore} />;
    case 'clean':
      return <CleanText snapshot={snapshot} onGo={props.onGoClause} />;
    case 'wish':
      return <WishText snapshot={snapshot} attributions={attributions} onGo={props.onGoProposal} onGoClause={props.onGoClause} />;
    case 'since':
      return (
        <MarkedText
          snapshot={snapshot}
          drawn={snapshot.drawn}
          points={snapshot.points}
          attributions={attributions}
          marked={props.marked}
          says="New since you last looked"
          onGo={props.onGoClause}
        />
      );
    case 'provenance':
      return <ProvenanceText snapshot={snapshot} told={props.told} onGo={props.onGoClause} />;
    case 'negotiating':
      return may(seat, 'write text') && !props.isClosed ? (
        <div className="live-frame">
          {props.isBesideDrawn && <EditorRails drawn={snapshot.drawn} />}
          <LiveEditor
            doc={draft.room.doc}
            awareness={draft.room.awareness}
            room={draft.id}
            facts={facts}
            label="Text of the draft"
            brackets
            onReady={props.onEditor}
            onBracket={props.onBracket}
            onCaret={props.onCaret}
            onNotice={props.onNotice}
          />
        </div>
      ) : (
        <NegotiatingText
          snapshot={snapshot}
          attributions={attributions}
          selection={props.selection}
          acts={props.acts}
          onGo={props.onGoClause}
        />
      );
  }
}

/** The same facts while the record and what is still to be told it are the same, so that typing has nothing drawn anew. */
function useEditorFacts(
  model: DraftModel,
  { state, registry }: DraftSnapshot,
  { tags, unsent }: { readonly tags: boolean; readonly unsent: Unsent },
): EditorFacts {
  return useMemo(
    () =>
      editorFacts(
        { state, registry },
        {
          tags,
          unsent,
          stands: (id) => model.now().holding.has(id),
          gone: (id) => model.now().beside.tombstones.get(id)?.words ?? null,
        },
      ),
    [model, state, registry, tags, unsent],
  );
}
