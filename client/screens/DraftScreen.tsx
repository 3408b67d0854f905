import type { DraftId } from '../../shared/base/ids.ts';
import { FailurePage } from '../chrome/FailurePage.tsx';
import { Page } from '../chrome/Page.tsx';
import { openingOf, useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import { openDraft, type OpenDraft } from '../state/open-draft.ts';
import { DraftWorkspace } from './DraftWorkspace.tsx';

/** A draft, once its record is here; its text comes in over the socket. */
export function DraftScreen({ id }: { readonly id: DraftId }) {
  const services = useServices();
  const sitting = useSitting();
  const draft = useResource(
    id,
    () => openDraft(id, openingOf(services, sitting)),
    (open) => open.close(),
  );
  switch (draft.state) {
    case 'opening':
      return <Page title="Opening the draft">{null}</Page>;
    case 'failed':
      return <FailurePage what="The draft" failure={draft.failure} />;
    case 'open':
      return <OnceLoaded draft={draft.value} />;
  }
}

function OnceLoaded({ draft }: { readonly draft: OpenDraft }) {
  const loaded = useReadable(draft.room.loaded);
  const save = useReadable(draft.room.save);
  const { state } = useReadable(draft.model);
  if (loaded) return <DraftWorkspace draft={draft} />;
  return (
    <Page title={state.title === '' ? 'Opening the draft' : state.title}>
      {save.state === 'refused' && <p>{save.why}</p>}
      {save.state === 'offline' && <p>The server cannot be reached. This page tries again by itself.</p>}
      {(save.state === 'refused' || save.state === 'offline') && (
        <p className="row">
          <a href="/">Go to the desk</a>
        </p>
      )}
    </Page>
  );
}
