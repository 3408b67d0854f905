import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { ArchiveDialog } from '../archive/ArchiveDialog.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { MandatesAct } from './MandatesDialog.tsx';

export interface DeskActsProps {
  /** Whether there is any draft to be kept. */
  readonly isEmpty: boolean;
  readonly onImported: () => void;
  readonly onOpen: (draft: DraftId) => void;
}

/** What is done to a process as a whole. */
export function DeskActs({ isEmpty, onImported, onOpen }: DeskActsProps) {
  const { seat } = useSitting();
  const [over, setOver] = useState<'import' | 'archive' | null>(null);
  const close = (): void => setOver(null);
  return (
    <div className="row">
      {may(seat, 'export') && !isEmpty && (
        <button type="button" className="act" onClick={() => setOver('archive')}>
          Archive of all …
        </button>
      )}
      <MandatesAct />
      {may(seat, 'import draft') && (
        <button type="button" className="main-act" onClick={() => setOver('import')}>
          Import a text
        </button>
      )}
      {over === 'archive' && <ArchiveDialog draft={null} onClose={close} />}
      {over === 'import' && <ImportDialog onClose={close} onOpen={onOpen} onImported={onImported} />}
    </div>
  );
}
