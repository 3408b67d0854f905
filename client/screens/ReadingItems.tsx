import { MenuItem } from 'react-aria-components';
import { may } from '../../shared/policy/policy.ts';
import type { Lead } from '../big-screen/useLead.ts';
import { ActItem } from '../chrome/ActsMenu.tsx';
import { useSitting } from '../chrome/Services.tsx';
import type { OpenDraft } from '../state/open-draft.ts';
import type { Figure } from './useWorkspace.ts';
import { VIEW_WORDS, type View } from './views.ts';

export interface ReadingItemsProps {
  readonly draft: OpenDraft;
  /** How many entries this seat has not seen yet. */
  readonly unseen: number;
  readonly lead: Lead;
  readonly onView: (view: View) => void;
  readonly onFigure: (figure: Figure) => void;
}

/** The readings and figures of a draft, and the screen in the room. */
export function ReadingItems({ draft, unseen, lead, onView, onFigure }: ReadingItemsProps) {
  const { seat } = useSitting();
  return (
    <>
      <ActItem id="since" keys="N" onAct={() => onView('since')}>
        {`${VIEW_WORDS.since}${unseen > 0 ? ` (${unseen} new)` : ''}`}
      </ActItem>
      <ActItem id="wish" keys="X" onAct={() => onView('wish')}>
        {VIEW_WORDS.wish}
      </ActItem>
      <ActItem id="matrix" keys="P" onAct={() => onFigure('matrix')}>
        Positions, point by point
      </ActItem>
      <ActItem id="burn-down" keys="B" onAct={() => onFigure('burn-down')}>
        Open brackets by day
      </ActItem>
      <ActItem id="partners" keys="W" onAct={() => onFigure('partners')}>
        Who sponsors with whom
      </ActItem>
      <ActItem id="register" keys="R" onAct={() => onFigure('register')}>
        Register of all proposals
      </ActItem>
      <ActItem id="numbers" keys="#" onAct={() => onFigure('numbers')}>
        Numbers and references
      </ActItem>
      {may(seat, 'lead screen') && (
        <ActItem id="lead" keys="L" onAct={lead.isMine ? lead.leave : lead.take}>
          {lead.isMine
            ? 'Leave the projection screen'
            : lead.other === null
              ? 'Lead the projection screen'
              : 'Take over the projection screen'}
        </ActItem>
      )}
      <MenuItem
        id="projection"
        className="menu-item"
        textValue="Open a projection screen"
        href={`/drafts/${draft.id}/projection`}
        target="_blank"
      >
        Open a projection screen
      </MenuItem>
    </>
  );
}
