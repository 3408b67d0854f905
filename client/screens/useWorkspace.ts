import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useAtLeast } from '../chrome/useAtLeast.ts';
import { useReadable } from '../chrome/useReadable.ts';
import { useNow } from '../chrome/useNow.ts';
import { bracketElement, bringIntoView, clauseElement } from '../paper/places.ts';
import { Attributions } from '../floor/attributions.ts';
import { useInstrumentState, type Instruments } from '../instruments/Instruments.ts';
import { useChairing, type Chairing } from '../ladder/useChairing.ts';
import type { Arrangement, DraftDesk, Intent } from '../points/DraftDesk.ts';
import { cursorOn, movedCursor, pointAt, type PointCursor } from '../points/point-cursor.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { tooEarly, type Failure } from '../state/api.ts';
import { oneByOne } from '../state/one-by-one.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { sessionOver } from '../state/session-over.ts';
import { nextChange } from '../state/readable.ts';
import { drawnDelay } from '../sync/reconnecting.ts';
import type { Asking } from './FloorAsk.tsx';
import type { Places } from './places.ts';
import { useArrival } from './useArrival.ts';
import type { Notices } from './useNotices.ts';
import { usePointing, type Pointing } from './usePointing.ts';
import { useSnapshot } from './useSnapshot.ts';
import { useView, type Viewing } from './useView.ts';
import { WIDE } from './views.ts';

/** What tells of a whole draft at once. */
export type Figure = 'register' | 'matrix' | 'burn-down' | 'partners' | 'numbers';

/** What is on the screen round a draft, and what can be done with it. */
export interface Workspace extends Chairing, Viewing, Pointing {
  readonly desk: DraftDesk;
  readonly instruments: Instruments;
  readonly deciding: { readonly intent: Intent; readonly proposal: ProposalId } | null;
  readonly arranging: { readonly arrangement: Arrangement; readonly proposal: ProposalId } | null;
  readonly figure: Figure | null;
  readonly asking: Asking | null;
  readonly attributions: boolean;
  readonly outlineShown: boolean;
  readonly help: boolean;
  /** A revision about to be issued, and whose text is to be gone back to; null for none. */
  readonly issuing: { readonly restores: number | null } | null;
  readonly setIssuing: (issuing: Workspace['issuing']) => void;
  readonly setAsking: (asking: Asking | null) => void;
  readonly setAttributions: (shown: boolean) => void;
  readonly setOutlineShown: (shown: boolean) => void;
  readonly setHelp: (shown: boolean) => void;
  /** A silence or a vote about to be begun. */
  readonly beginning: 'silence' | 'vote' | null;
  readonly setBeginning: (beginning: Workspace['beginning']) => void;
  readonly setDeciding: (deciding: Workspace['deciding']) => void;
  readonly setArranging: (arranging: Workspace['arranging']) => void;
  readonly setFigure: (figure: Figure | null) => void;
  /** Goes a point further or back. */
  readonly move: (step: 1 | -1) => void;
  readonly goToClause: (clause: ClauseId) => void;
  /** Brings the words of a proposal to where they are read, above what lies over the text. */
  readonly reveal: (proposal: ProposalId) => void;
}

export function useWorkspace(draft: OpenDraft, places: Places, notices: Notices): Workspace {
  const viewing = useView(draft.id, places.text);
  const pointing = usePointing(viewing.view, viewing.setView);
  const { cursor, goingTo } = pointing;
  const [deciding, setDeciding] = useState<Workspace['deciding']>(null);
  const [arranging, setArranging] = useState<Workspace['arranging']>(null);
  const [figure, setFigure] = useState<Figure | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [attributions, setAttributions] = useState(true);
  // Beside the text where there is room; where there is none it would lie on it, so it comes when it is called.
  const wide = useAtLeast(WIDE);
  const [outline, setOutline] = useState({ wide, shown: wide });
  const [help, setHelp] = useState(false);
  const [beginning, setBeginning] = useState<Workspace['beginning']>(null);
  const [issuing, setIssuing] = useState<Workspace['issuing']>(null);
  const chairing = useChairing();
  const instruments = useInstrumentState();
  const { show, reveal, goToClause } = useGoing(draft, places, goingTo);
  useArrival({
    atClause: goToClause,
    atProposal: (proposal) => show(cursorOn(draft.model.get().points, proposal)),
    proposalOf: (entry) => {
      const event = draft.model.get().entries[entry - 1]?.event;
      return event !== undefined && 'proposal' in event ? event.proposal : null;
    },
  });
  const desk = useDesk(draft, places, { notices, show, setDeciding, setArranging, setAsking });
  return {
    ...chairing,
    ...viewing,
    ...pointing,
    desk,
    instruments,
    deciding,
    arranging,
    figure,
    asking,
    attributions,
    outlineShown: outline.wide === wide ? outline.shown : wide,
    help,
    issuing,
    setIssuing,
    setAsking,
    setAttributions,
    setOutlineShown: (shown) => setOutline({ wide, shown }),
    setHelp,
    beginning,
    setBeginning,
    setDeciding,
    setArranging,
    setFigure,
    move: (step) => {
      pointing.setTab('open');
      show(movedCursor(draft.model.get().points, cursor, step));
    },
    goToClause,
    reveal,
  };
}

interface DeskParts {
  readonly notices: Notices;
  readonly show: (cursor: PointCursor | null) => void;
  readonly setDeciding: Workspace['setDeciding'];
  readonly setArranging: Workspace['setArranging'];
  readonly setAsking: Workspace['setAsking'];
}

function useDesk(
  draft: OpenDraft,
  places: Places,
  { notices, show, setDeciding, setArranging, setAsking }: DeskParts,
): DraftDesk {
  const { seat } = useSitting();
  const snapshot = useSnapshot(draft.model);
  const giving = useGiving(draft, notices);
  const attributing = useAttributing(draft, giving.give, notices);
  const now = useNow();
  return useMemo<DraftDesk>(() => {
    const under = (proposal: ProposalId): Asking['under'] => placeToAsk(places, proposal);
    return {
      snapshot,
      seat,
      now,
      ...giving,
      ...attributing,
      choose: (proposal) => show(cursorOn(snapshot.points, proposal)),
      decide: (intent, proposal) => {
        setArranging(null);
        setDeciding({ intent, proposal });
      },
      arrange: (arrangement, proposal) => {
        setDeciding(null);
        setArranging({ arrangement, proposal });
      },
      askStance: (about, proposal, preferred) => setAsking({ about, proposal, preferred, under: under(proposal) }),
      askProposer: (proposal) => setAsking({ about: 'proposer', proposal, under: under(proposal) }),
    };
  }, [snapshot, seat, now, giving, attributing, show, places, setDeciding, setArranging, setAsking]);
}

function useGiving(draft: OpenDraft, notices: Notices): Pick<DraftDesk, 'give' | 'act'> {
  const services = useServices();
  const { api } = services;
  const { tell } = notices;
  return useMemo(() => {
    const inTurn = oneByOne();
    const give = async (command: Command): Promise<Failure | null> => {
      const unsaved = await draft.room.arrived();
      if (unsaved !== null) return tooEarly(unsaved);
      const answer = await inTurn(() => api.command(draft.id, command));
      if (answer.ok) {
        // What is done next is done to the draft as it is after this.
        await draft.reached(answer.value.entries.at(-1) ?? 0);
        return null;
      }
      if (answer.refusal.kind === 'signed-out') sessionOver(services, draft.room);
      return answer.refusal;
    };
    return {
      give,
      act: (command) =>
        void give(command).then((failure) => {
          if (failure !== null) tell('refused', failure.reason);
        }),
    };
  }, [api, services, draft, tell]);
}

/** Says for whom brackets are, those too that an earlier page here could not tell the server. */
function useAttributing(draft: OpenDraft, give: DraftDesk['give'], { tell }: Notices): Pick<DraftDesk, 'attribute' | 'unsent'> {
  const { kept } = useServices();
  const { seat } = useSitting();
  const attributions = useMemo(
    () =>
      new Attributions({
        kept,
        place: { seat: seat.id, room: draft.id, draft: draft.id, revision: draft.revision },
        known: (proposal) => draft.model.known(proposal),
        state: () => draft.model.get().state,
        again: (attempts) => nextChange(draft.room.save, drawnDelay(attempts)),
        give,
        onRefused: (failure) => tell('refused', failure.reason),
      }),
    [kept, seat, draft, give, tell],
  );
  useEffect(() => {
    void attributions.resume();
    return () => attributions.leave();
  }, [attributions]);
  const unsent = useReadable(attributions.unsent);
  return useMemo(() => ({ unsent, attribute: (attribution) => void attributions.add(attribution) }), [attributions, unsent]);
}

interface Going {
  /** Brings the words of a proposal to where they are read. */
  readonly reveal: (proposal: ProposalId) => void;
  readonly show: (cursor: PointCursor | null) => void;
  readonly goToClause: (clause: ClauseId) => void;
}

function useGoing(draft: OpenDraft, { text, editor }: Places, goingTo: (cursor: PointCursor | null) => void): Going {
  const reveal = useCallback(
    (id: ProposalId): void => {
      const { points, holding } = draft.model.get();
      const clause = holding.get(id)?.[0]?.id ?? pointAt(points, cursorOn(points, id))?.clause;
      const frame = text.current;
      if (clause !== undefined && frame !== null) bringIntoView(() => bracketElement(frame, { clause, id }));
    },
    [draft, text],
  );
  const show = useCallback(
    (next: PointCursor | null): void => {
      goingTo(next);
      if (next === null || pointAt(draft.model.get().points, next) === null) return;
      reveal(next.proposal);
      editor.current?.goToProposal(next.proposal);
    },
    [draft, reveal, editor, goingTo],
  );
  const goToClause = useCallback(
    (clause: ClauseId): void => {
      const frame = text.current;
      if (frame === null) return;
      bringIntoView(() => clauseElement(frame, clause));
      editor.current?.goToClause(clause);
    },
    [text, editor],
  );
  return { show, reveal, goToClause };
}

/** Under the caret where the editor has the focus, else under the proposal's card. */
function placeToAsk({ editor }: Places, proposal: ProposalId): Asking['under'] {
  if (editor.current?.editor.isFocused === true) return editor.current.caretRect();
  const card = document.querySelector(`.points [data-proposal="${CSS.escape(proposal)}"]`);
  const box = card?.getBoundingClientRect();
  if (box === undefined) return { left: innerWidth / 3, top: innerHeight / 3, bottom: innerHeight / 3 };
  return { left: box.left, top: box.bottom - 40, bottom: box.bottom };
}
