import type { ReactNode } from 'react';
import { InstrumentsProvider } from '../instruments/Instruments.ts';
import { DraftDeskProvider } from '../points/DraftDesk.ts';
import type { Workspace } from './useWorkspace.ts';

/** What everything round an open draft shares. */
export function Desks({ workspace, children }: { readonly workspace: Workspace; readonly children: ReactNode }) {
  return (
    <DraftDeskProvider value={workspace.desk}>
      <InstrumentsProvider value={workspace.instruments}>{children}</InstrumentsProvider>
    </DraftDeskProvider>
  );
}
