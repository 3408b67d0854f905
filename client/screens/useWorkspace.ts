import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { clauseId, isId, proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { DraftEditor } from '../editor/draft-editor.ts';
import { bracketElement, bringIntoView, clauseElement } from '../paper/places.ts';
import type { Selection } from '../paper/selection.ts';
import type { DraftDesk, Intent } from '../points/DraftDesk.ts';
import { cursorOn, movedCursor, pointAt, type PointCursor } from '../points/point-cursor.ts';
import type { Failure } from '../state/api.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import type { Asking } from './FloorAsk.tsx';
import type { Tab } from './PointsColumn.tsx';
import { useNotices, type Notices } from './useNotices.ts';
import { viewOf, type View } from './views.ts';

/** What is on the screen round a draft, and what can be done with it. */
export interface Workspace {
  readonly desk: DraftDesk;
  readonly notices: Notices;
  readonly text: RefObject<HTMLElement | null>;
  readonly editor: RefObject<DraftEditor | null>;
  readonly view: View;
  readonly tab: Tab;
  readonly cursor: PointCursor | null;
  readonly selection: Selection | null;
  readonly deciding: { readonly intent: Intent; readonly proposal: ProposalId } | null;
  readonly asking: Asking | null;
  readonly attributions: boolean;
  readonly outlineShown: boolean;
  readonly help: boolean;
  readonly setView: (view: View) => void;
  readonly setTab: (tab: Tab) => void;
  readonly setCursor: (cursor: PointCursor | null) => void;
  readonly setSelection: (selection: Selection | null) => void;
  readonly setAsking: (asking: Asking | null) => void;
  readonly setAttributions: (shown: boolean) => void;
  readonly setOutlineShown: (shown: boolean) => void;
  readonly setHelp: (shown: boolean) => void;
  /** Closes the decision; a decided point gives way to the one that has moved to its place. */
  readonly closeDecision: (decided: boolean) => void;
  /** Goes a point further or back. */
  readonly move: (step: 1 | -1) => void;
  readonly goToClause: (clause: ClauseId) => void;
}

export function useWorkspace(draft: OpenDraft): Workspace {
  const { seat } = useSitting();
  const snapshot = useReadable(draft.model);
  const notices = useNotices();
  const text = useRef<HTMLElement>(null);
  const editor = useRef<DraftEditor | null>(null);
  const [search, setSearch] = useSearchParams();
  const [tab, setTab] = useState<Tab>('open');
  const [cursor, setCursor] = useState<PointCursor | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [deciding, setDeciding] = useState<Workspace['deciding']>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [attributions, setAttributions] = useState(true);
  const [outlineShown, setOutlineShown] = useState(() => innerWidth >= WIDE);
  const [help, setHelp] = useState(false);
  const giving = useGiving(draft, notices);
  const goToClause = useGoToClause(text, editor);

  const show = useCallback(
    (next: PointCursor | null): void => {
      setCursor(next);
      const point = pointAt(draft.model.get().points, next);
      if (next === null || point === null || text.current === null) return;
      const frame = text.current;
      const place = draft.model.get().holding.get(next.proposal)?.[0]?.id ?? point.clause;
      bringIntoView(() => bracketElement(frame, { clause: place, id: next.proposal }));
      if (editor.current !== null) editor.current.goToProposal(next.proposal);
    },
    [draft],
  );
  useArrival(search, {
    atClause: goToClause,
    atProposal: (proposal) => show(cursorOn(draft.model.get().points, proposal)),
    proposalOf: (entry) => {
      const event = draft.model.get().entries[entry - 1]?.event;
      return event !== undefined && 'proposal' in event ? event.proposal : null;
    },
  });
  const under = (proposal: ProposalId): Asking['under'] => placeToAsk(editor.current, proposal);
  const desk = useMemo<DraftDesk>(
    () => ({
      snapshot,
      seat,
      now: Date.now(),
      ...giving,
      choose: (proposal) => show(cursorOn(snapshot.points, proposal)),
      decide: (intent, proposal) => setDeciding({ intent, proposal }),
      askStance: (stance, proposal) => setAsking({ about: stance, proposal, under: under(proposal) }),
      askProposer: (proposal) => setAsking({ about: 'proposer', proposal, under: under(proposal) }),
    }),
    [snapshot, seat, giving, show],
  );
  return {
    desk,
    notices,
    text,
    editor,
    view: viewOf(search.get('view')),
    tab,
    cursor,
    selection,
    deciding,
    asking,
    attributions,
    outlineShown,
    help,
    setView: (view) => setSearch(view === 'negotiating' ? {} : { view }, { replace: true }),
    setTab,
    setCursor,
    setSelection,
    setAsking,
    setAttributions,
    setOutlineShown,
    setHelp,
    closeDecision: (decided) => {
      setDeciding(null);
      if (decided) setTab('open');
      text.current?.focus({ preventScroll: true });
    },
    move: (step) => {
      setTab('open');
      show(movedCursor(draft.model.get().points, cursor, step));
    },
    goToClause,
  };
}

/** From this width on the outline stands beside the text; below, it is opened over it. */
const WIDE = 1200;

function useGiving(draft: OpenDraft, notices: Notices): Pick<DraftDesk, 'give' | 'act'> {
  const { api, session } = useServices();
  const { tell } = notices;
  return useMemo(() => {
    const give = async (command: Command): Promise<Failure | null> => {
      const answer = await api.command(draft.id, command);
      if (answer.ok) return null;
      if (answer.refusal.kind === 'signed-out') session.signedOut();
      return answer.refusal;
    };
    return {
      give,
      act: (command) =>
        void give(command).then((failure) => {
          if (failure !== null) tell('refused', failure.reason);
        }),
    };
  }, [api, session, draft, tell]);
}

function useGoToClause(text: RefObject<HTMLElement | null>, editor: RefObject<DraftEditor | null>): (clause: ClauseId) => void {
  return useCallback((clause) => {
    const frame = text.current;
    if (frame === null) return;
    bringIntoView(() => clauseElement(frame, clause));
    editor.current?.goToClause(clause);
  }, []);
}

interface Arrival {
  readonly atClause: (clause: ClauseId) => void;
  readonly atProposal: (proposal: ProposalId) => void;
  readonly proposalOf: (entry: number) => ProposalId | null;
}

/** The address may name the clause, the proposal or the entry to be at: coming back from a preparation, or from the desk. */
function useArrival(search: URLSearchParams, arrival: Arrival): void {
  const [path, navigate] = useLocation();
  const clause = search.get('at');
  const proposal = search.get('point');
  const entry = search.get('record');
  useEffect(() => {
    if (clause === null && proposal === null && entry === null) return;
    // The editor is set up in an effect of its own, after this one.
    const timer = setTimeout(() => {
      const tabled = entry === null ? null : arrival.proposalOf(Number(entry));
      if (clause !== null && isId(clause)) arrival.atClause(clauseId(clause));
      if (proposal !== null && isId(proposal)) arrival.atProposal(proposalId(proposal));
      if (tabled !== null) arrival.atProposal(tabled);
      navigate(path, { replace: true });
    }, ARRIVAL);
    return () => clearTimeout(timer);
  }, []);
}

const ARRIVAL = 60;

/** Under the caret where the editor has the focus, else under the proposal's card. */
function placeToAsk(editor: DraftEditor | null, proposal: ProposalId): Asking['under'] {
  if (editor?.editor.isFocused === true) return editor.caretRect();
  const card = document.querySelector(`.points [data-proposal="${CSS.escape(proposal)}"]`);
  const box = card?.getBoundingClientRect();
  return box === undefined ? { left: innerWidth / 3, top: innerHeight / 3, bottom: innerHeight / 3 } : { left: box.left, top: box.bottom - 40, bottom: box.bottom };
}
