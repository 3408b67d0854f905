import { useEffect, useEffectEvent, useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { Opened } from '../chrome/Opened.tsx';
import { OpeningPage } from '../chrome/OpeningPage.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { DraftWorkspace } from './DraftWorkspace.tsx';

/** How often a page opens a text anew by itself. */
const MOST_ROUNDS = 3;

/** A draft, once its record is here; its text comes in over the socket. */
export function DraftScreen({ id }: { readonly id: DraftId }) {
  const { openDraft } = useServices();
  const sitting = useSitting();
  // Where the text was found to be another than the server's, the draft is opened once more, under a new client id.
  const [{ round, said }, setRound] = useState<{ readonly round: number; readonly said?: string }>({ round: 0 });
  // What differs again and again is beyond this page: then the room stays closed, and says what to do.
  const onDiffers = (sentence: string): void => {
    if (round < MOST_ROUNDS) setRound({ round: round + 1, said: sentence });
  };
  const draft = useResource(
    `${id} ${round}`,
    () => openDraft(id, sitting, said),
    (open) => open.close(),
  );
  return (
    <Opened resource={draft} title="Opening the draft" what="The draft">
      {(open) => <OnceLoaded draft={open} onDiffers={onDiffers} />}
    </Opened>
  );
}

interface OnceLoadedProps {
  readonly draft: OpenDraft;
  readonly onDiffers: (sentence: string) => void;
}

function OnceLoaded({ draft, onDiffers }: OnceLoadedProps) {
  const loaded = useReadable(draft.room.loaded);
  const differs = useReadable(draft.differs);
  const openAnew = useEffectEvent(onDiffers);
  useEffect(() => {
    if (differs !== null) openAnew(differs);
  }, [differs]);
  return loaded ? <DraftWorkspace draft={draft} /> : <Loading draft={draft} />;
}

function Loading({ draft }: { readonly draft: OpenDraft }) {
  const { state } = useReadable(draft.model);
  return <OpeningPage title={state.title === '' ? 'Opening the draft' : state.title} save={draft.room.save} />;
}
