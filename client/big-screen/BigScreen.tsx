import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import type { ScreenPlace } from '../../shared/protocol/screen.ts';
import { Opened } from '../chrome/Opened.tsx';
import { OpeningPage } from '../chrome/OpeningPage.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import { FollowedText, type FollowedTextProps } from './FollowedText.tsx';

/**
 * The text of a draft in large type, for everybody in the room to read: it follows whoever leads it, and nothing can be done on it. So it goes on
 * by itself where its revision was issued.
 */
export function BigScreen({ id }: { readonly id: DraftId }) {
  const { openDraft } = useServices();
  const sitting = useSitting();
  const [{ round, place }, setBegun] = useState<{ readonly round: number; readonly place: ScreenPlace | null }>({
    round: 0,
    place: null,
  });
  const draft = useResource(
    `${id} ${round}`,
    () => openDraft(id, sitting),
    (open) => open.close(),
  );
  return (
    <Opened resource={draft} title="Opening the draft" what="The draft">
      {(open) => <OnceLoaded draft={open} begins={place} onIssued={(last) => setBegun({ round: round + 1, place: last })} />}
    </Opened>
  );
}

function OnceLoaded(props: FollowedTextProps) {
  const { room } = props.draft;
  const loaded = useReadable(room.loaded);
  return loaded ? <FollowedText {...props} /> : <OpeningPage title="Opening the draft" save={room.save} />;
}
