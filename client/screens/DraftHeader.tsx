import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import type { DraftId } from '../../shared/base/ids.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/protocol/api.ts';
import { may } from '../../shared/policy/policy.ts';
import { Presence } from '../chrome/Presence.tsx';
import { SaveBadge } from '../chrome/SaveBadge.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { RevisionsMenu } from '../revisions/RevisionsMenu.tsx';
import type { OpenDraft } from '../state/open-draft.ts';
import { VIEW_WORDS, VIEWS, type View } from './views.ts';

export interface DraftHeaderProps {
  readonly draft: OpenDraft;
  readonly title: string;
  readonly view: View;
  readonly attributions: boolean;
  readonly outlineShown: boolean;
  readonly onView: (view: View) => void;
  readonly onAttributions: () => void;
  readonly onOutline: () => void;
  readonly onHelp: () => void;
  readonly onCompare: (from: string, to: string) => void;
  readonly onIssue: () => void;
}

const FORMAT_WORDS: Readonly<Record<ExportFormat, string>> = {
  bracketed: 'Bracketed text, with attributions',
  clean: 'Clean text, without what is open',
  record: 'Record, with its chain of hashes',
};

/** Title, views, who is here, the save state that tells the truth, and the way out of the document. */
export function DraftHeader({
  draft,
  title,
  view,
  attributions,
  outlineShown,
  onView,
  onAttributions,
  onOutline,
  onHelp,
  onCompare,
  onIssue,
}: DraftHeaderProps) {
  const { seat, registry } = useSitting();
  return (
    <header className="draft-header">
      <Link href="/" className="home">
        <span className="glyph-mark" aria-hidden="true">
          [ ]
        </span>{' '}
        Desk
      </Link>
      <button
        type="button"
        className="quiet outline-toggle"
        aria-expanded={outlineShown}
        aria-controls="outline"
        onClick={onOutline}
      >
        Outline
      </button>
      <h1 className="draft-title" title={title}>
        {title}
      </h1>
      <fieldset className="views" aria-label="View">
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
            {VIEW_WORDS[one]}
          </button>
        ))}
      </fieldset>
      <div className="header-end">
        <SaveBadge save={draft.room.save} writes={may(seat, 'write text')} />
        <Presence awareness={draft.room.awareness} own={seat.name} registry={registry} />
        <button
          type="button"
          className="quiet attributions-toggle"
          aria-pressed={attributions}
          aria-keyshortcuts="t"
          onClick={onAttributions}
        >
          Attributions
        </button>
        <RevisionsMenu draft={draft} onCompare={onCompare} onIssue={onIssue} />
        {may(seat, 'export') && <ExportMenu draft={draft.id} />}
        <button type="button" className="quiet" aria-keyshortcuts="?" onClick={onHelp}>
          Keys <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
    </header>
  );
}

function ExportMenu({ draft }: { readonly draft: DraftId }) {
  return (
    <MenuTrigger>
      <Button className="quiet">Export</Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Export">
          {EXPORT_FORMATS.map((format) => (
            <MenuItem
              key={format}
              id={format}
              className="menu-item"
              href={`/api/drafts/${draft}/export?format=${format}`}
              target="_self"
              download
            >
              {FORMAT_WORDS[format]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
