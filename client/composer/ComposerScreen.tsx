import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { ClauseId, PreparationId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { Notice } from '../chrome/Notice.tsx';
import { DoneInVain } from '../recovery/DoneInVain.tsx';
import { RecoveryPanel } from '../recovery/RecoveryPanel.tsx';
import { Opened } from '../chrome/Opened.tsx';
import { OpeningPage } from '../chrome/OpeningPage.tsx';
import { RoomHeader } from '../chrome/RoomHeader.tsx';
import { openingOf, useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useResource } from '../chrome/useResource.ts';
import { useSelected } from '../chrome/useSelected.ts';
import { editorFacts } from '../state/editor-facts.ts';
import { openPreparation, type OpenPreparation } from '../state/open-draft.ts';
import { beginPreparation } from './beginning.ts';
import { listed } from '../../shared/projection/naming.ts';
import { DraftingPanel } from './DraftingPanel.tsx';
import { ComposerEditor } from './ComposerEditor.tsx';
import { Preview } from './Preview.tsx';
import { notesOn } from './preview.ts';
import { withPreparation } from './surroundings.ts';
import { Tabling } from './Tabling.tsx';
import { useSeenByOthers } from './useSeenByOthers.ts';

/** A delegation's private room, once it and the draft it is meant for are here. */
export function ComposerScreen({ id }: { readonly id: PreparationId }) {
  const services = useServices();
  const sitting = useSitting();
  const preparation = useResource(
    id,
    () => openPreparation(id, openingOf(services, sitting)),
    (open) => open.close(),
  );
  return (
    <Opened resource={preparation} title="Opening your preparation" what="The preparation">
      {(open) => <OnceLoaded preparation={open} />}
    </Opened>
  );
}

function OnceLoaded({ preparation }: { readonly preparation: OpenPreparation }) {
  const here = useReadable(preparation.room.loaded);
  const there = useReadable(preparation.draft.room.loaded);
  const [search, setSearch] = useSearchParams();
  const deleting = search.get('begin') === 'delete';
  const [begun, setBegun] = useState<ReturnType<typeof beginPreparation> | null>(null);
  // Once, before the editor looks at the document; not while anything is drawn, since others look at it already.
  useEffect(() => {
    if (!here || !there || begun !== null) return;
    queueMicrotask(() => {
      setBegun(beginPreparation(preparation.room.doc, preparation.info, deleting ? 'delete' : 'change'));
      // A reload is to begin nothing anew: what was taken out may have been put back.
      if (deleting) setSearch({}, { replace: true });
    });
  }, [here, there, begun, preparation, deleting, setSearch]);
  if (begun !== null) return <Composer preparation={preparation} goTo={begun.goTo} />;
  return <OpeningPage title="Opening your preparation" save={preparation.room.save} />;
}

function Composer({ preparation, goTo }: { readonly preparation: OpenPreparation; readonly goTo: ClauseId | null }) {
  const { info, room, draft } = preparation;
  const { registry } = useSitting();
  const [, go] = useLocation();
  const [notice, setNotice] = useState<string | null>(null);
  const save = useReadable(room.save);
  const first = info.base[0]?.id;
  const snapshot = useReadable(draft.model);
  const edited = useReadable(preparation.edited);
  const [facts] = useState(() => ({
    ...editorFacts(snapshot, { tags: false, unsent: new Map(), stands: () => true, gone: () => null }),
    around: (own: readonly Clause[]) => withPreparation(snapshot.clauses, info.base, own),
  }));
  const { preview, amended, alike, sponsors, onBehalfOf, setGroup } = useSeenByOthers(preparation);
  const beginAgain = useBeginAgain(preparation, setNotice);
  const place = `/drafts/${info.draft}${first === undefined ? '' : `?at=${first}`}`;
  return (
    <>
      <Head preparation={preparation} back={place} />
      <main className="composer" aria-label="Composer">
        <div className="composer-head">
          <h1>Preparing a proposal</h1>
          <p className="muted">
            Only the seats of {listed(sponsors.map((id) => registry.byId.get(id)?.name ?? ''))} can see this until you table it.
          </p>
        </div>
        <DraftingPanel preparation={preparation} onLeft={() => go(place)} />
        {save.state === 'refused' && <Notice tone="refused">{save.why}</Notice>}
        <DoneInVain tray={preparation.tray} isOurs={(one) => one.room === info.id} clauses={edited} />
        <RecoveryPanel
          tray={preparation.tray}
          isOurs={(one) => one.room === info.id}
          room={room}
          record={facts}
          clauses={edited}
          mayPutBack={save.state !== 'refused'}
          onPutBack={() => undefined}
        />
        {notice !== null && (
          <Notice tone="plain" onDismiss={() => setNotice(null)}>
            {notice}
          </Notice>
        )}
        <div className="composer-columns">
          <section className="composer-side" aria-labelledby="composer-yours">
            <h2 id="composer-yours">Your wording</h2>
            <div className="text sheet-of-paper">
              <ComposerEditor preparation={preparation} facts={facts} goTo={goTo} onNotice={setNotice} />
            </div>
          </section>
          <Preview
            preview={preview}
            amended={amended}
            alike={alike}
            notes={notesOn({ base: info.base, edited })}
            onBeginAgain={beginAgain}
          />
        </div>
        <Tabling
          preparation={preparation}
          preview={preview}
          onBehalfOf={onBehalfOf}
          onGroup={setGroup}
          onBeginAgain={beginAgain}
          onDone={(entry) => go(entry === null ? place : `/drafts/${info.draft}?record=${entry}`)}
        />
      </main>
    </>
  );
}

/** Opens another preparation on those of the clauses that still stand. This one stays, with its wording, until it is discarded. */
function useBeginAgain({ info, draft }: OpenPreparation, tell: (sentence: string) => void): () => void {
  const { api } = useServices();
  const [, go] = useLocation();
  return () => {
    const { byId } = draft.model.now();
    const clauses = info.base.map((clause) => clause.id).filter((id) => byId.has(id));
    if (clauses.length === 0) tell('None of these clauses is in the text any more. Your wording stays here.');
    else
      void api
        .prepare(info.draft, { clauses, insertAfter: false })
        .then((answer) => (answer.ok ? go(`/preparations/${answer.value.id}`) : tell(answer.refusal.reason)));
  };
}

function Head({ preparation: { room, draft }, back }: { readonly preparation: OpenPreparation; readonly back: string }) {
  const title = useSelected(draft.model, ({ state }) => state.title);
  const { behind } = draft;
  return (
    <RoomHeader back={{ href: back, name: 'Back to the draft' }} title={title} titleIs="p" room={room} behind={behind} writes />
  );
}
