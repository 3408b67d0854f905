import { useEffect } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { ArrangementSheet } from '../chair/ArrangementSheet.tsx';
import { DecisionSheet } from '../chair/DecisionSheet.tsx';
import { HelpDialog } from '../chrome/HelpDialog.tsx';
import { Figures } from '../figures/Figures.tsx';
import { InstrumentSheets } from '../instruments/InstrumentSheets.tsx';
import { Chairing } from '../ladder/Chairing.tsx';
import { IssueDialog } from '../revisions/IssueDialog.tsx';
import type { OpenDraft } from '../state/open-draft.ts';
import { Beginning } from './Beginning.tsx';
import { FloorAsk } from './FloorAsk.tsx';
import { backToText, type Places } from './places.ts';
import type { Workspace } from './useWorkspace.ts';

/** What is being decided or asked, over the page but never over one another. */
export function Acting({
  draft,
  workspace,
  places,
}: {
  readonly draft: OpenDraft;
  readonly workspace: Workspace;
  readonly places: Places;
}) {
  const { deciding, arranging, asking, desk, reveal } = workspace;
  const about = deciding?.proposal ?? arranging?.proposal ?? null;
  // The sheet would lie over the very words that it is about.
  useEffect(() => {
    if (about !== null) reveal(about);
  }, [about, reveal]);
  const onDone = (): void => backToText(places);
  return (
    <>
      {deciding !== null && (
        <DecisionSheet
          key={`${deciding.intent}${deciding.proposal}`}
          intent={deciding.intent}
          proposal={deciding.proposal}
          onClose={(decided) => {
            workspace.setDeciding(null);
            if (decided) workspace.setTab('open');
            onDone();
          }}
        />
      )}
      <Arranging draft={draft.id} workspace={workspace} onDone={onDone} />
      <InstrumentSheets onDone={onDone} />
      {asking !== null && (
        <FloorAsk
          asking={asking}
          onDone={() => {
            workspace.setAsking(null);
            onDone();
          }}
        />
      )}
      {workspace.issuing !== null && (
        <IssueDialog
          restores={workspace.issuing.restores}
          onClose={() => workspace.setIssuing(null)}
          onIssued={() => location.assign(`/drafts/${draft.id}`)}
        />
      )}
      <Chairing
        chairing={workspace}
        onDone={(done) => {
          if (done && workspace.selection !== null) workspace.setSelection({ ...workspace.selection, acting: false });
          onDone();
        }}
      />
      <Beginning workspace={workspace} />
      {workspace.help && <HelpDialog role={desk.seat.role} onClose={() => workspace.setHelp(false)} />}
    </>
  );
}

/** The chair's acts that do not decide, and what tells of the whole draft. */
function Arranging({
  draft,
  workspace,
  onDone,
}: {
  readonly draft: DraftId;
  readonly workspace: Workspace;
  readonly onDone: () => void;
}) {
  return (
    <>
      {workspace.arranging !== null && (
        <ArrangementSheet
          key={`${workspace.arranging.arrangement}${workspace.arranging.proposal}`}
          {...workspace.arranging}
          onClose={() => {
            workspace.setArranging(null);
            onDone();
          }}
        />
      )}
      <Figures draft={draft} workspace={workspace} />
    </>
  );
}
