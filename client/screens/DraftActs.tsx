import { useState } from 'react';
import { MenuItem } from 'react-aria-components';
import type { DraftId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/protocol/api.ts';
import { BringDialog } from '../bringing/BringDialog.tsx';
import { ArchiveDialog } from '../archive/ArchiveDialog.tsx';
import { ActItem, ActsMenu, ActsSection } from '../chrome/ActsMenu.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { useAtLeast } from '../chrome/useAtLeast.ts';
import { PaperDialog } from '../papers/PaperDialog.tsx';
import { RevisionItems, useRevisions } from '../revisions/RevisionItems.tsx';
import type { OpenDraft } from '../state/open-draft.ts';

/** From this width on, in pixels, each act of the header stands for itself; below, they are in one menu. */
const ROOMY = 1280;

export interface DraftActsProps {
  readonly draft: OpenDraft;
  readonly attributions: boolean;
  readonly onAttributions: () => void;
  readonly onHelp: () => void;
  readonly onCompare: (from: string, to: string) => void;
  readonly onIssue: () => void;
}

/** What is done to a draft as a whole, seldom enough to stand at the end of its header. */
export function DraftActs({ draft, attributions, onAttributions, onHelp, onCompare, onIssue }: DraftActsProps) {
  const { seat } = useSitting();
  const roomy = useAtLeast(ROOMY);
  const revisions = useRevisions(draft);
  const readings = revisions && <RevisionItems revisions={revisions} onCompare={onCompare} onIssue={onIssue} />;
  const [saving, setSaving] = useState<'paper' | 'archive' | 'amendments' | null>(null);
  const brings = may(seat, 'prepare proposal');
  const bring = brings && (
    <ActItem id="amendments" onAct={() => setSaving('amendments')}>
      Bring amendments from Word …
    </ActItem>
  );
  const files = may(seat, 'export') && <ExportItems draft={draft.id} onSave={setSaving} />;
  const paper =
    saving === 'paper' ? (
      <PaperDialog draft={draft.id} onClose={() => setSaving(null)} />
    ) : saving === 'amendments' ? (
      <BringDialog draft={draft.id} onClose={() => setSaving(null)} />
    ) : (
      saving === 'archive' && <ArchiveDialog draft={draft.id} onClose={() => setSaving(null)} />
    );
  return (
    <>
      {roomy ? (
        <>
          <button
            type="button"
            className="quiet attributions-toggle"
            aria-pressed={attributions}
            aria-keyshortcuts="t"
            onClick={onAttributions}
          >
            Attributions
          </button>
          {readings && <ActsMenu name="Revisions">{readings}</ActsMenu>}
          {files && (
            <ActsMenu name={brings ? 'Amend, export' : 'Export'}>
              {bring && <ActsSection name="Amending">{bring}</ActsSection>}
              {bring ? <ActsSection name="Export">{files}</ActsSection> : files}
            </ActsMenu>
          )}
          <button type="button" className="quiet" aria-keyshortcuts="?" onClick={onHelp}>
            Keys <kbd aria-hidden="true">?</kbd>
          </button>
        </>
      ) : (
        <ActsMenu name="More">
          {readings && <ActsSection name="Revisions">{readings}</ActsSection>}
          {bring && <ActsSection name="Amending">{bring}</ActsSection>}
          {files && <ActsSection name="Export">{files}</ActsSection>}
          <ActsSection name="Looking">
            <ActItem id="attributions" keys="t" onAct={onAttributions}>
              {attributions ? 'Hide attributions' : 'Show attributions'}
            </ActItem>
            <ActItem id="keys" keys="?" onAct={onHelp}>
              Keys
            </ActItem>
          </ActsSection>
        </ActsMenu>
      )}
      {/* In one place at each width: a window that is made narrower takes no dialog away with what was entered. */}
      {paper}
    </>
  );
}

const FORMAT_WORDS: Readonly<Record<ExportFormat, string>> = {
  bracketed: 'Bracketed text, with attributions',
  clean: 'Clean text, without what is open',
  record: 'Record, with its chain of hashes',
  register: 'Register of proposals, for print',
  'register-csv': 'Register of proposals, for a spreadsheet',
  matrix: 'Positions on open points, for print',
  'matrix-csv': 'Positions on open points, for a spreadsheet',
  'burn-down-csv': 'Open brackets by day and article, for a spreadsheet',
  concordance: 'Concordance of numbers, for print',
  'concordance-csv': 'Concordance of numbers, for a spreadsheet',
  'references-csv': 'References in the text, for a spreadsheet',
  'placeholders-csv': 'Placeholders and values, for a spreadsheet',
};

function ExportItems({ draft, onSave }: { readonly draft: DraftId; readonly onSave: (what: 'paper' | 'archive') => void }) {
  const files = EXPORT_FORMATS.map((format) => ({ query: `format=${format}`, words: FORMAT_WORDS[format] }));
  files.splice(1, 0, { query: 'format=bracketed&tags=1', words: 'Text in brackets, with the status of agreed clauses' });
  return (
    <>
      <ActItem id="paper" onAct={() => onSave('paper')}>
        Paper in Word, PDF, HTML, Markdown or Akoma Ntoso …
      </ActItem>
      <ActItem id="archive" onAct={() => onSave('archive')}>
        Archive of everything, to be verified without Travaux …
      </ActItem>
      {files.map(({ query, words }) => (
        <MenuItem
          key={query}
          id={query}
          className="menu-item"
          href={`/api/drafts/${draft}/export?${query}`}
          target="_self"
          download
        >
          {words}
        </MenuItem>
      ))}
    </>
  );
}
