import { useState } from 'react';
import { Notice } from '../chrome/Notice.tsx';
import { FrozenBanner, isFrozen } from '../revisions/FrozenBanner.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { keptAs, type OpenDraft } from '../state/open-draft.ts';
import type { Notices } from './useNotices.ts';

/** What the connection or an act has come to, where it is not as it should be. It stays until it is put away. */
export function Announcements({ draft, notices }: { readonly draft: OpenDraft; readonly notices: Notices }) {
  const { kept } = useServices();
  const { seat } = useSitting();
  const room = keptAs(seat, draft.id);
  const save = useReadable(draft.room.save);
  const [tray, setTray] = useState(() => kept.tray(room));
  const frozen = isFrozen(draft, useReadable(draft.model).state.revision);
  if (save.state !== 'refused' && !frozen && notices.told.length === 0 && tray.length === 0) return null;
  return (
    <div className="announcements">
      <FrozenBanner draft={draft} />
      {save.state === 'refused' && !frozen && (
        <Notice tone="refused">
          {save.why} {save.unsaved > 0 && 'The clauses that you changed last will be here to copy from after a reload. '}
          <button type="button" className="act" onClick={() => location.reload()}>
            Reload
          </button>
        </Notice>
      )}
      {tray.length > 0 && (
        <Notice
          tone="plain"
          onDismiss={() => {
            kept.setTray(room, []);
            setTray([]);
          }}
        >
          <strong>Words that could not be saved.</strong> They are kept on this device until you put them away. Copy what you
          need.
          <ul className="tray">
            {tray.map((words, index) => (
              <li key={index}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      {notices.told.map((one) => (
        <Notice key={one.id} tone={one.tone} onDismiss={() => notices.putAway(one.id)}>
          {one.sentence}
        </Notice>
      ))}
    </div>
  );
}
