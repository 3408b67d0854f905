import { useEffect, useMemo, useRef } from 'react';
import { may } from '../../shared/policy/policy.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { useReadable } from '../chrome/useReadable.ts';
import type { CaretPlace, DraftEditor } from '../editor/draft-editor.ts';
import { OrderPanel } from '../instruments/OrderPanel.tsx';
import { StatusActs } from '../ladder/StatusActs.tsx';
import { PointReached } from '../paper/PointsHeard.tsx';
import { selectedClauses } from '../paper/selection.ts';
import { cursorOn } from '../points/point-cursor.ts';
import { ProceduresPanel } from '../procedures/ProceduresPanel.tsx';
import { SincePanel } from '../readings/SincePanel.tsx';
import { useReadings, type Readings } from '../readings/useReadings.ts';
import { useFreezing } from '../revisions/useFreezing.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { Acting } from './Acting.tsx';
import { Announcements } from './Announcements.tsx';
import { ClauseActs } from './ClauseActs.tsx';
import { Desks } from './Desks.tsx';
import { DraftHeader } from './DraftHeader.tsx';
import { OutlineColumn } from './OutlineColumn.tsx';
import { backToText, type Places } from './places.ts';
import { PointsColumn } from './PointsColumn.tsx';
import { TextColumn } from './TextColumn.tsx';
import { useDraftKeys } from './useDraftKeys.ts';
import { useFocusKept } from './useFocusKept.ts';
import { useNotices } from './useNotices.ts';
import { usePaperEvents } from './usePaperEvents.ts';
import { useTextFirst } from './useTextFirst.ts';
import { WIDE } from './views.ts';
import { useWorkspace, type Workspace } from './useWorkspace.ts';

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
  const readings = useReadings(draft, workspace, places);
  useDraftKeys({ workspace, notices, places, draft: draft.id, lead: readings.lead });
  usePaperEvents(workspace, places);
  useFocusKept(text);
  const freezing = useFreezing(draft, snapshot.state.revision);
  const selected = pickedOut(workspace);
  const isBesideDrawn = useTextFirst(may(seat, 'write text'), snapshot.clauses.length);
  return (
    <Desks workspace={workspace}>
      <Header draft={draft} workspace={workspace} readings={readings} isBesideDrawn={isBesideDrawn} />
      <Announcements draft={draft} freezing={freezing} notices={notices} places={places} onGo={workspace.goToClause} />
      <div className={`workspace${outlineShown ? '' : ' without-outline'}`}>
        <OutlineColumn
          text={text}
          shown={outlineShown}
          isDrawn={isBesideDrawn}
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
            isClosed={freezing !== 'open'}
            attributions={workspace.attributions}
            isBesideDrawn={isBesideDrawn}
            selection={workspace.selection}
            told={workspace.selection?.focus ?? null}
            marked={readings.marked}
            acts={selected.length === 0 ? null : <PickedActs draft={draft} workspace={workspace} clauses={selected} />}
            onEditor={(mounted) => {
              editor.current = mounted;
            }}
            onBracket={desk.askProposer}
            onCaret={(place) => {
              caret.current = place;
              follow(place, workspace);
              readings.onCaret(place);
            }}
            onNotice={(sentence) => notices.tell('plain', sentence)}
            onRestore={(revision) => workspace.setIssuing({ restores: revision })}
            onGoClause={workspace.goToClause}
            onGoProposal={desk.choose}
          />
        </main>
        {isBesideDrawn && <Beside draft={draft} workspace={workspace} places={places} readings={readings} />}
      </div>
      {isBesideDrawn && <PointReached snapshot={snapshot} cursor={workspace.cursor} />}
      <Acting draft={draft} workspace={workspace} places={places} />
    </Desks>
  );
}

/** The clauses picked out by those who may do something with them. */
function pickedOut({ selection, desk: { seat, snapshot } }: Workspace): readonly Clause[] {
  if (selection?.acting !== true || !(may(seat, 'prepare proposal') || may(seat, 'agree'))) return [];
  return selectedClauses(
    selection,
    snapshot.drawn.map((one) => one.clause),
  );
}

/** What stands beside the text: its points, or what is new in it. */
function Beside({
  draft,
  workspace,
  places,
  readings,
}: {
  readonly draft: OpenDraft;
  readonly workspace: Workspace;
  readonly places: Places;
  readonly readings: Readings;
}) {
  const { desk, view, heldUp, putAway, goToClause } = workspace;
  const preparations = useReadable(draft.preparations);
  const told = view === 'provenance' ? (workspace.selection?.focus ?? null) : undefined;
  // A story that is held up would lie over the very clause that it is of.
  useEffect(() => {
    if (heldUp === 'story' && told != null) goToClause(told);
  }, [heldUp, told, goToClause]);
  const onPutAway = (): void => {
    putAway();
    backToText(places);
  };
  if (view === 'since')
    return (
      <SincePanel
        snapshot={desk.snapshot}
        look={readings.look}
        told={readings.told}
        onPutAway={heldUp === null ? null : onPutAway}
        onGo={goToClause}
      />
    );
  return (
    <PointsColumn
      snapshot={desk.snapshot}
      tab={workspace.tab}
      cursor={workspace.cursor}
      text={places.text}
      onPutAway={heldUp === null ? null : onPutAway}
      preparations={preparations}
      told={told}
      onTab={(tab) => {
        workspace.setTab(tab);
        if (heldUp === 'list' && tab === 'open') backToText(places);
      }}
      onGo={goToClause}
      onRegister={() => workspace.setFigure('register')}
      procedures={<Procedures draft={draft} workspace={workspace} />}
      order={<OrderPanel onGo={workspace.goToClause} />}
    />
  );
}

/** What may be done with the clauses picked out: a chair declares them agreed, a delegation proposes a change of them. */
function PickedActs({
  draft,
  workspace,
  clauses,
}: {
  readonly draft: OpenDraft;
  readonly workspace: Workspace;
  readonly clauses: readonly Clause[];
}) {
  const onClear = (): void => workspace.setSelection(null);
  return may(workspace.desk.seat, 'agree') ? (
    <StatusActs clauses={clauses} onAgreeing={workspace.setAgreeing} onClear={onClear} />
  ) : (
    <ClauseActs draft={draft.id} clauses={clauses} text={workspace.desk.snapshot.clauses} onClear={onClear} />
  );
}

function Header({
  draft,
  workspace,
  readings,
  isBesideDrawn,
}: {
  readonly draft: OpenDraft;
  readonly workspace: Workspace;
  readonly readings: Readings;
  readonly isBesideDrawn: boolean;
}) {
  return (
    <DraftHeader
      isBesideDrawn={isBesideDrawn}
      draft={draft}
      title={workspace.desk.snapshot.state.title}
      view={workspace.view}
      attributions={workspace.attributions}
      outlineShown={workspace.outlineShown}
      unseen={readings.unseen}
      lead={readings.lead}
      onView={workspace.setView}
      onFigure={workspace.setFigure}
      onAttributions={() => workspace.setAttributions(!workspace.attributions)}
      onOutline={() => workspace.setOutlineShown(!workspace.outlineShown)}
      onHelp={() => workspace.setHelp(true)}
      onCompare={workspace.compare}
      onIssue={() => workspace.setIssuing({ restores: null })}
      onMeeting={() => workspace.setSitting('meeting')}
      onLens={() => workspace.setSitting('lens')}
    />
  );
}

function Procedures({ draft, workspace }: { readonly draft: OpenDraft; readonly workspace: Workspace }) {
  return (
    <ProceduresPanel
      draft={draft.id}
      onGo={workspace.goToClause}
      onCirculate={() => workspace.setBeginning('silence')}
      onVote={() => workspace.setBeginning('vote')}
    />
  );
}

/** The points follow the caret: the innermost bracket's point is the current one. */
function follow(place: CaretPlace, workspace: Workspace): void {
  const inner = place.brackets[0];
  if (inner === undefined) return;
  const cursor = cursorOn(workspace.desk.snapshot.points, inner);
  if (cursor !== null && cursor.proposal !== workspace.cursor?.proposal) workspace.setCursor(cursor);
}
