import type { DraftId } from '../../shared/base/ids.ts';
import { Opened } from '../chrome/Opened.tsx';
import { OpeningPage } from '../chrome/OpeningPage.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { FollowedText } from './FollowedText.tsx';

/** The text of a draft in large type, for everybody in the room to read: it follows whoever leads it, and nothing can be done on it. */
export function BigScreen({ id }: { readonly id: DraftId }) {
  const { openDraft } = useServices();
  const sitting = useSitting();
  const draft = useResource(
    id,
    () => openDraft(id, sitting),
    (open) => open.close(),
  );
  return (
    <Opened resource={draft} title="Opening the draft" what="The draft">
      {(open) => <OnceLoaded draft={open} />}
    </Opened>
  );
}

function OnceLoaded({ draft }: { readonly draft: OpenDraft }) {
  const loaded = useReadable(draft.room.loaded);
  return loaded ? <FollowedText draft={draft} /> : <OpeningPage title="Opening the draft" save={draft.room.save} />;
}
