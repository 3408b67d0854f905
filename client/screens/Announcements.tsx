import type { ClauseId } from '../../shared/base/ids.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { may } from '../../shared/policy/policy.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { unsentWords } from '../floor/attributions.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { Notice } from '../chrome/Notice.tsx';
import { FrozenBanner, isFrozen } from '../revisions/FrozenBanner.tsx';
import { covers } from '../chrome/in-sight.ts';
import type { Freezing } from '../revisions/useFreezing.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { useSelected } from '../chrome/useSelected.ts';
import { RecoveryPanel } from '../recovery/RecoveryPanel.tsx';
import { DoneInVain } from '../recovery/DoneInVain.tsx';
import { useTray } from '../recovery/useTray.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import type { Places } from './places.ts';
import type { Notices } from './useNotices.ts';

export interface AnnouncementsProps {
  readonly draft: OpenDraft;
  readonly freezing: Freezing;
  readonly notices: Notices;
  readonly places: Places;
  readonly onGo: (clause: ClauseId) => void;
}

/** What the connection or an act has come to, where it is not as it should be. It stays until it is put away. */
export function Announcements({ draft, freezing, notices, places, onGo }: AnnouncementsProps) {
  const { kept } = useServices();
  const { seat } = useSitting();
  // Being saved is no announcement: of the save state just a refusal counts, so that nothing is drawn with each key.
  const refusal = useSelected(draft.room.save, (save) => (save.state === 'refused' ? save.why : null));
  const trouble = useReadable(kept.trouble);
  const words = useTray(draft.tray);
  const { clauses, state, registry } = useReadable(draft.model);
  const { unsent } = useDraftDesk();
  const frozen = isFrozen(draft, state.revision);
  const preparations = useReadable(draft.preparations);
  // A preparation that was tabled or discarded has no page of its own any more.
  const isOurs = (one: Recovery): boolean => one.draft === draft.id && !preparations.some(({ id }) => id === one.room);
  const onEmptied = (): void => places.text.current?.focus({ preventScroll: true });
  const isQuiet = refusal === null && !frozen && trouble === null && draft.said === null;
  if (isQuiet && notices.told.length === 0 && !words.some(isOurs)) return null;
  return (
    <div className="announcements" ref={covers}>
      <FrozenBanner draft={draft} freezing={freezing} />
      {refusal !== null && !frozen && (
        <Notice tone="refused">
          {refusal}{' '}
          <button type="button" className="act" onClick={() => location.reload()}>
            Reload
          </button>
        </Notice>
      )}
      {trouble !== null && <Notice tone="plain">{trouble}</Notice>}
      <DoneInVain
        tray={draft.tray}
        isOurs={isOurs}
        clauses={clauses}
        forWhom={(proposal) => {
          const said = unsent.get(proposal);
          return said === undefined ? null : proposersOf({ ...said, coProposers: [] }, registry);
        }}
        onEmptied={onEmptied}
      />
      {draft.said !== null && <Notice tone="plain">{draft.said}</Notice>}
      <RecoveryPanel
        tray={draft.tray}
        isOurs={isOurs}
        room={draft.room}
        record={{ outcomeOf: outcomesOf(state), isKnown: (proposal) => state.proposals.has(proposal) }}
        forWhom={(proposal) => {
          const said = unsent.get(proposal);
          return said === undefined ? null : unsentWords(said, registry);
        }}
        clauses={clauses}
        mayPutBack={refusal === null && !frozen && may(seat, 'write text')}
        onPutBack={onGo}
        onEmptied={onEmptied}
      />
      {notices.told.map((one) => (
        <Notice key={one.id} tone={one.tone} onDismiss={() => notices.putAway(one.id)}>
          {one.sentence}
        </Notice>
      ))}
    </div>
  );
}
