import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { may } from '../../shared/policy/policy.ts';
import { momentWord } from '../../shared/protocol/moment.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

export interface RevisionsMenuProps {
  readonly draft: OpenDraft;
  /** Compares two moments, or reads one where both are the same. */
  readonly onCompare: (from: string, to: string) => void;
  readonly onIssue: () => void;
}

/** The revisions that were issued, each to be read, and for those who may, issuing the next. */
export function RevisionsMenu({ draft, onCompare, onIssue }: RevisionsMenuProps) {
  const { seat } = useSitting();
  const { state } = useReadable(draft.model);
  const mayIssue = may(seat, 'issue revision') && state.revision === draft.revision;
  if (state.issued.length === 0 && !mayIssue) return null;
  return (
    <MenuTrigger>
      <Button className="quiet">Revisions</Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Revisions">
          {state.issued.toReversed().map(({ revision, symbol }) => {
            const word = momentWord({ at: 'revision', revision });
            return (
              <MenuItem key={revision} id={word} className="menu-item" onAction={() => onCompare(word, word)}>
                Read {symbol}
              </MenuItem>
            );
          })}
          {mayIssue && (
            <MenuItem id="issue" className="menu-item" onAction={onIssue}>
              Issue revision …
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
