import { useMemo, useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { listed } from '../../shared/projection/naming.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { nameOf } from '../points/Amending.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { OpenPreparation } from '../state/open-draft.ts';
import { previewOf, type PreviewOf } from './preview.ts';

/** How others will see a preparation, in the text as it stands now, and in whose names. */
export interface SeenByOthers {
  readonly preview: PreviewOf;
  /** What it amends, in words; null: the text itself. */
  readonly amended: string | null;
  /** What proposes just the same, in words; null: nothing does. */
  readonly alike: string | null;
  readonly sponsors: readonly ParticipantId[];
  /** The group for which it is tabled; null for one’s own delegation, and for several that table together. */
  readonly onBehalfOf: ParticipantId | null;
  readonly setGroup: (group: ParticipantId | null) => void;
}

export function useSeenByOthers(preparation: OpenPreparation): SeenByOthers {
  const { info, draft } = preparation;
  const { registry } = useSitting();
  const snapshot = useReadable(draft.model);
  const edited = useReadable(preparation.edited);
  const { sponsors } = useReadable(preparation.drafting);
  const [group, setGroup] = useState<ParticipantId | null>(null);
  const onBehalfOf = sponsors.length > 1 ? null : group;
  const preview = useMemo(
    () => previewOf(snapshot, info, edited, { sponsors, onBehalfOf }),
    [snapshot, info, edited, sponsors, onBehalfOf],
  );
  const parent = preview.state === 'fits' && preview.amends !== null ? snapshot.state.proposals.get(preview.amends) : undefined;
  const amended = parent === undefined ? null : nameOf(parent, { state: snapshot.state, registry });
  return { preview, amended, alike: alikeWords(preview, snapshot), sponsors, onBehalfOf, setGroup };
}

function alikeWords(preview: PreviewOf, snapshot: DraftSnapshot): string | null {
  const same = preview.state === 'nothing' ? preview.alike.flatMap((id) => snapshot.state.proposals.get(id) ?? []) : [];
  return same.length === 0 ? null : listed(same.map((one) => nameOf(one, snapshot)));
}
