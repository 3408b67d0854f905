import type { DraftId } from '../../shared/base/ids.ts';
import { FailurePage } from '../chrome/FailurePage.tsx';
import { OpeningPage } from '../chrome/OpeningPage.tsx';
import { Page } from '../chrome/Page.tsx';
import { openingOf, useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import { openDraft, type OpenDraft } from '../state/open-draft.ts';
import { FollowedText } from './FollowedText.tsx';

/** The text of a draft in large type, for everybody in the room to read: it follows whoever leads it, and nothing can be done on it. */
export function BigScreen({ id }: { readonly id: DraftId }) {
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
  return loaded ? <FollowedText draft={draft} /> : <OpeningPage title="Opening the draft" save={draft.room.save} />;
}
