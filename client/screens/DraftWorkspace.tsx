import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { isId, proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { HelpDialog } from '../chrome/HelpDialog.tsx';
import { DecisionSheet } from '../chair/DecisionSheet.tsx';
import type { CaretPlace } from '../editor/draft-editor.ts';
import { Lighting } from '../paper/lighting.ts';
import { clauseAt, topClause } from '../paper/places.ts';
import { selectedClauses } from '../paper/selection.ts';
import { DraftDeskProvider } from '../points/DraftDesk.ts';
import { cursorOn, pointAt } from '../points/point-cursor.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { Announcements } from './Announcements.tsx';
import { ClauseActs } from './ClauseActs.tsx';
import { DraftHeader } from './DraftHeader.tsx';
import { FloorAsk } from './FloorAsk.tsx';
import { Outline } from './Outline.tsx';
import { PointsColumn } from './PointsColumn.tsx';
import { TextColumn } from './TextColumn.tsx';
import { useDraftKeys } from './useDraftKeys.ts';
import { useWorkspace, type Workspace } from './useWorkspace.ts';

/** Up to so many clauses a text is laid out whole. */
const LAID_OUT = 400;

/** An open draft: outline, paper, points. */
export function DraftWorkspace({ draft }: { readonly draft: OpenDraft }) {
  const workspace = useWorkspace(draft);
  const { desk, view, notices, asking, deciding } = workspace;
  const { snapshot, seat } = desk;
  const caret = useRef<CaretPlace | null>(null);
  useDraftKeys(workspace, draft.id, () => caret.current?.brackets[0] ?? null);
  const lighting = useLighting(workspace);
  const shownClauses = snapshot.drawn.map((one) => one.clause);
  const selected = may(seat, 'prepare proposal') ? selectedClauses(workspace.selection, shownClauses) : [];
  return (
    <DraftDeskProvider value={desk}>
      <DraftHeader
        draft={draft}
        title={snapshot.state.title}
        view={view}
        attributions={workspace.attributions}
        outlineShown={workspace.outlineShown}
        onView={workspace.setView}
        onAttributions={() => workspace.setAttributions(!workspace.attributions)}
        onOutline={() => workspace.setOutlineShown(!workspace.outlineShown)}
        onHelp={() => workspace.setHelp(true)}
      />
      <Announcements draft={draft} notices={notices} />
      <div className={`workspace${workspace.outlineShown ? '' : ' without-outline'}`}>
        <OutlineColumn workspace={workspace} />
        <main
          className={`text view-${view}${snapshot.clauses.length <= LAID_OUT ? ' laid-out' : ''}`}
          aria-label="Text"
          tabIndex={-1}
          ref={workspace.text}
          onClick={(event) => onPaperClick(event, workspace)}
          onMouseOver={(event) => lighting.hover(openBracketAt(event.target, snapshot), (id) => isLong(snapshot, id))}
          onMouseLeave={() => lighting.hover(null, () => false)}
        >
          <TextColumn
            draft={draft}
            snapshot={snapshot}
            view={view}
            attributions={workspace.attributions}
            selection={workspace.selection}
            told={workspace.selection?.focus ?? null}
            acts={selected.length === 0 ? null : <ClauseActs draft={draft.id} clauses={selected} onClear={() => workspace.setSelection(null)} />}
            onEditor={(editor) => {
              workspace.editor.current = editor;
            }}
            onBracket={(proposal) => desk.askProposer(proposal)}
            onCaret={(place) => {
              caret.current = place;
              follow(place, workspace);
            }}
            onNotice={(sentence) => notices.tell('plain', sentence)}
          />
        </main>
        <PointsColumn
          snapshot={snapshot}
          tab={workspace.tab}
          cursor={workspace.cursor}
          text={workspace.text}
          preparations={draft.preparations}
          told={view === 'provenance' ? (workspace.selection?.focus ?? null) : undefined}
          onTab={workspace.setTab}
        />
      </div>
      {deciding !== null && <DecisionSheet key={`${deciding.intent}${deciding.proposal}`} intent={deciding.intent} proposal={deciding.proposal} onClose={(decided) => workspace.closeDecision(decided)} />}
      {asking !== null && <FloorAsk asking={asking} model={draft.model} onDone={() => doneAsking(workspace)} />}
      {workspace.help && <HelpDialog role={seat.role} onClose={() => workspace.setHelp(false)} />}
    </DraftDeskProvider>
  );
}

function OutlineColumn({ workspace }: { readonly workspace: Workspace }) {
  const { snapshot } = workspace.desk;
  const current = useCurrentHeading(workspace);
  return (
    <nav className="outline-column" id="outline" aria-label="Outline" hidden={!workspace.outlineShown}>
      <Outline
        items={snapshot.outline}
        current={current}
        onGo={(clause) => {
          workspace.goToClause(clause);
          if (innerWidth < NARROW) workspace.setOutlineShown(false);
        }}
      />
    </nav>
  );
}

const NARROW = 1200;

/** The heading under which the reader is, followed while the page scrolls. */
function useCurrentHeading(workspace: Workspace): ClauseId | null {
  const { snapshot } = workspace.desk;
  const [top, setTop] = useState<ClauseId | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      if (workspace.text.current !== null) setTop(topClause(workspace.text.current));
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
    };
  }, [workspace.text]);
  return useMemo(() => {
    const place = top === null ? -1 : (snapshot.placeOf.get(top) ?? -1);
    return snapshot.clauses.slice(0, place + 1).findLast((clause) => isHeading(clause.kind))?.id ?? null;
  }, [top, snapshot]);
}

function useLighting({ desk, cursor }: Workspace): Lighting {
  const [lighting] = useState(() => new Lighting(document));
  useEffect(() => () => lighting.close(document), [lighting]);
  const point = pointAt(desk.snapshot.points, cursor);
  const { snapshot } = desk;
  useEffect(() => lighting.current(point?.proposals ?? [], cursor?.proposal ?? null, (id) => isLong(snapshot, id)), [lighting, point, cursor, snapshot]);
  return lighting;
}

/** Whether a bracket runs on over so many clauses that tinting all its words would light the page. */
function isLong(snapshot: DraftSnapshot, proposal: ProposalId): boolean {
  return (snapshot.holding.get(proposal)?.length ?? 0) > 2;
}

/** The innermost open bracket round an element of the text. */
function openBracketAt(target: EventTarget, { pointOf }: DraftSnapshot): ProposalId | null {
  for (let element = target instanceof Element ? target : null; element !== null; element = element.parentElement) {
    if (!(element instanceof HTMLElement)) continue;
    const id = element.dataset['proposal'] ?? element.dataset['inner'];
    if (id !== undefined && isId(id) && pointOf.has(proposalId(id))) return proposalId(id);
    if (element.classList.contains('clause')) return null;
  }
  return null;
}

/** A click on a bracket makes its point the current one; on a clause, picks the clause out. */
function onPaperClick(event: MouseEvent, workspace: Workspace): void {
  if (workspace.editor.current !== null || getSelection()?.isCollapsed === false) return;
  if (event.target instanceof Element && event.target.closest('.clause-acts') !== null) return;
  const { snapshot } = workspace.desk;
  const bracket = openBracketAt(event.target, snapshot);
  const cursor = bracket === null ? null : cursorOn(snapshot.points, bracket);
  if (cursor !== null) workspace.setCursor(cursor);
  const clause = clauseAt(event.target);
  if (clause === null) return;
  const held = workspace.selection;
  const extend = event.shiftKey && held !== null;
  workspace.setSelection({ anchor: extend ? held.anchor : clause, focus: clause, acting: true });
}

/** The points follow the caret: the innermost bracket's point is the current one. */
function follow(place: CaretPlace, workspace: Workspace): void {
  const inner = place.brackets[0];
  if (inner === undefined) return;
  const cursor = cursorOn(workspace.desk.snapshot.points, inner);
  if (cursor !== null && cursor.proposal !== workspace.cursor?.proposal) workspace.setCursor(cursor);
}

/** The focus goes back to where typing goes on. */
function doneAsking(workspace: Workspace): void {
  workspace.setAsking(null);
  if (workspace.editor.current !== null) workspace.editor.current.focus();
  else workspace.text.current?.focus({ preventScroll: true });
}
