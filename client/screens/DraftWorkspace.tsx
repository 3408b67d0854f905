import { useMemo, useRef } from 'react';
import { may } from '../../shared/policy/policy.ts';
import { DecisionSheet } from '../chair/DecisionSheet.tsx';
import { HelpDialog } from '../chrome/HelpDialog.tsx';
import type { CaretPlace, DraftEditor } from '../editor/draft-editor.ts';
import { selectedClauses } from '../paper/selection.ts';
import { DraftDeskProvider } from '../points/DraftDesk.ts';
import { cursorOn } from '../points/point-cursor.ts';
import { IssueDialog } from '../revisions/IssueDialog.tsx';
import type { OpenDraft } from '../state/open-draft.ts';
import { Announcements } from './Announcements.tsx';
import { ClauseActs } from './ClauseActs.tsx';
import { DraftHeader } from './DraftHeader.tsx';
import { FloorAsk } from './FloorAsk.tsx';
import { OutlineColumn } from './OutlineColumn.tsx';
import type { Places } from './places.ts';
import { PointsColumn } from './PointsColumn.tsx';
import { TextColumn } from './TextColumn.tsx';
import { useDraftKeys } from './useDraftKeys.ts';
import { useNotices } from './useNotices.ts';
import { usePaperEvents } from './usePaperEvents.ts';
import { useWorkspace, WIDE, type Workspace } from './useWorkspace.ts';

/** Up to so many clauses a text is laid out whole. */
const LAID_OUT = 400;

/** An open draft: outline, paper, points. */
export function DraftWorkspace({ draft }: { readonly draft: OpenDraft }) {
  const text = useRef<HTMLElement>(null);
  const editor = useRef<DraftEditor>(null);
  const caret = useRef<CaretPlace>(null);
  const places = useMemo<Places>(() => ({ text, editor, caret }), []);
  const notices = useNotices();
  const workspace = useWorkspace(draft, places, notices);
  const { desk, view, outlineShown } = workspace;
  const { snapshot, seat } = desk;
  useDraftKeys({ workspace, notices, places, draft: draft.id });
  usePaperEvents(workspace, places);
  const shownClauses = snapshot.drawn.map((one) => one.clause);
  const selected = may(seat, 'prepare proposal') ? selectedClauses(workspace.selection, shownClauses) : [];
  return (
    <DraftDeskProvider value={desk}>
      <Header draft={draft} workspace={workspace} />
      <Announcements draft={draft} notices={notices} onGo={workspace.goToClause} />
      <div className={`workspace${outlineShown ? '' : ' without-outline'}`}>
        <OutlineColumn
          text={text}
          shown={outlineShown}
          onGo={(clause) => {
            workspace.goToClause(clause);
            if (innerWidth < WIDE) workspace.setOutlineShown(false);
          }}
        />
        <main
          className={`text view-${view}${snapshot.clauses.length <= LAID_OUT ? ' laid-out' : ''}`}
          aria-label="Text"
          tabIndex={-1}
          ref={text}
        >
          <TextColumn
            draft={draft}
            snapshot={snapshot}
            view={view}
            attributions={workspace.attributions}
            selection={workspace.selection}
            told={workspace.selection?.focus ?? null}
            acts={
              selected.length === 0 ? null : (
                <ClauseActs draft={draft.id} clauses={selected} onClear={() => workspace.setSelection(null)} />
              )
            }
            onEditor={(mounted) => {
              editor.current = mounted;
            }}
            onBracket={desk.askProposer}
            onCaret={(place) => {
              caret.current = place;
              follow(place, workspace);
            }}
            onNotice={(sentence) => notices.tell('plain', sentence)}
            onRestore={(revision) => workspace.setIssuing({ restores: revision })}
          />
        </main>
        <PointsColumn
          snapshot={snapshot}
          tab={workspace.tab}
          cursor={workspace.cursor}
          text={text}
          preparations={draft.preparations}
          told={view === 'provenance' ? (workspace.selection?.focus ?? null) : undefined}
          onTab={workspace.setTab}
        />
      </div>
      <Acting draft={draft} workspace={workspace} places={places} />
    </DraftDeskProvider>
  );
}

function Header({ draft, workspace }: { readonly draft: OpenDraft; readonly workspace: Workspace }) {
  return (
    <DraftHeader
      draft={draft}
      title={workspace.desk.snapshot.state.title}
      view={workspace.view}
      attributions={workspace.attributions}
      outlineShown={workspace.outlineShown}
      onView={workspace.setView}
      onAttributions={() => workspace.setAttributions(!workspace.attributions)}
      onOutline={() => workspace.setOutlineShown(!workspace.outlineShown)}
      onHelp={() => workspace.setHelp(true)}
      onCompare={workspace.compare}
      onIssue={() => workspace.setIssuing({ restores: null })}
    />
  );
}

/** What is being decided or asked, over the page but never over one another. */
function Acting({
  draft,
  workspace,
  places,
}: {
  readonly draft: OpenDraft;
  readonly workspace: Workspace;
  readonly places: Places;
}) {
  const { deciding, asking, desk } = workspace;
  const backToText = (): void => {
    // The focus goes back to where typing, or going through the points, goes on.
    if (places.editor.current === null) places.text.current?.focus({ preventScroll: true });
    else places.editor.current.focus();
  };
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
            backToText();
          }}
        />
      )}
      {asking !== null && (
        <FloorAsk
          asking={asking}
          model={draft.model}
          onDone={() => {
            workspace.setAsking(null);
            backToText();
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
      {workspace.help && <HelpDialog role={desk.seat.role} onClose={() => workspace.setHelp(false)} />}
    </>
  );
}

/** The points follow the caret: the innermost bracket's point is the current one. */
function follow(place: CaretPlace, workspace: Workspace): void {
  const inner = place.brackets[0];
  if (inner === undefined) return;
  const cursor = cursorOn(workspace.desk.snapshot.points, inner);
  if (cursor !== null && cursor.proposal !== workspace.cursor?.proposal) workspace.setCursor(cursor);
}
