import { useMemo, useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Since } from '../../shared/projection/since.ts';
import type { ScreenPlace } from '../../shared/protocol/screen.ts';
import { useLead, type Lead } from '../big-screen/useLead.ts';
import type { CaretPlace } from '../editor/draft-editor.ts';
import { pointAt } from '../points/point-cursor.ts';
import type { Places } from '../screens/places.ts';
import type { Workspace } from '../screens/useWorkspace.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { useLook, type Look } from './useLook.ts';
import { useSince } from './useSince.ts';

/** What has been read of a draft, what is new in it, and whether the screen in the room follows this page. */
export interface Readings {
  readonly look: Look;
  readonly told: Since | null;
  /** Clauses of which something new is told. */
  readonly marked: ReadonlySet<ClauseId>;
  /** How many entries this seat has not seen. */
  readonly unseen: number;
  readonly lead: Lead;
  readonly onCaret: (place: CaretPlace) => void;
}

export function useReadings(draft: OpenDraft, workspace: Workspace, { editor, caret }: Places): Readings {
  const { snapshot } = workspace.desk;
  const look = useLook(draft);
  const told = useSince(snapshot, look, workspace.view === 'since');
  const marked = useMemo(() => new Set(told?.clauses.map(({ clause }) => clause)), [told]);
  const [typedAt, setTypedAt] = useState<CaretPlace | null>(null);
  const lead = useLead(draft.room.awareness, placeOf(workspace, editor.current === null ? null : typedAt));
  return {
    look,
    told,
    marked,
    unseen: look.seen === null ? 0 : Math.max(0, snapshot.state.last - look.seen),
    lead: {
      ...lead,
      take: () => {
        setTypedAt(caret.current);
        lead.take();
      },
    },
    // Nobody follows the caret of a page that does not lead, and so nothing is drawn for it.
    onCaret: (place) => {
      if (lead.isMine && (place.clause !== typedAt?.clause || place.brackets[0] !== typedAt?.brackets[0])) setTypedAt(place);
    },
  };
}

/** Where a page is: at the decision that lies open, else at its caret, the point in hand, or the clause picked out. */
function placeOf(workspace: Workspace, typedAt: CaretPlace | null): Omit<ScreenPlace, 'turn'> {
  const { deciding, cursor, selection, desk } = workspace;
  const intent = deciding?.intent;
  if (deciding !== null)
    return { clause: null, proposal: deciding.proposal, intent: intent === 'accept' || intent === 'drop' ? intent : null };
  if (typedAt !== null && typedAt.clause !== null)
    return { clause: typedAt.clause, proposal: typedAt.brackets[0] ?? null, intent: null };
  const point = cursor === null ? null : pointAt(desk.snapshot.points, cursor);
  if (point !== null && cursor !== null) return { clause: null, proposal: cursor.proposal, intent: null };
  return { clause: selection?.focus ?? null, proposal: null, intent: null };
}
