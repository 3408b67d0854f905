import { LENS_SENTENCES } from '../../shared/projection/lens-story.ts';
import { may } from '../../shared/policy/policy.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** Whose names are shown of the draft, for everybody where that is not all; for the chair, the way to say so. */
export function LensLine({ draft, onLens }: { readonly draft: OpenDraft; readonly onLens: () => void }) {
  const { seat } = useSitting();
  const { lens } = useReadable(draft.model).state;
  const words = LENS_SENTENCES[lens];
  const toOthers = may(seat, 'see names') && lens !== 'named' ? `${words} (you see them)` : words;
  const className = `meeting-line lens-line${lens === 'named' ? '' : ' is-set'}`;
  if (may(seat, 'set lens'))
    return (
      <button type="button" className={className} aria-keyshortcuts="Shift+N" title={toOthers} onClick={onLens}>
        {words} …
      </button>
    );
  return lens === 'named' ? null : (
    <p className={className} title={toOthers}>
      {words}
    </p>
  );
}
