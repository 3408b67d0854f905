import type { Lens } from '../../shared/participants/lens.ts';
import { LENS_SENTENCES } from '../../shared/projection/lens-story.ts';
import { may } from '../../shared/policy/policy.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** Whose names are shown of the draft, for everybody where that is not all; for the chair, the way to say so. */
export function LensLine({ draft, onLens }: { readonly draft: OpenDraft; readonly onLens: () => void }) {
  const { seat } = useSitting();
  const { lens } = useReadable(draft.model).state;
  const whole = LENS_SENTENCES[lens];
  const title = may(seat, 'see names') && lens !== 'named' ? `${whole} (you see them)` : whole;
  const className = `lens-line${lens === 'named' ? '' : ' is-set'}`;
  if (may(seat, 'set lens'))
    return (
      <button type="button" className={className} aria-keyshortcuts="Shift+H" title={title} onClick={onLens}>
        {BRIEF[lens]} …
      </button>
    );
  const [words, rule] = whole.split(': ');
  return lens === 'named' ? null : (
    <p className={className} title={title}>
      {words}
      {rule !== undefined && <span className="lens-rule">: {rule}</span>}
    </p>
  );
}

/** Beside the meeting, where there is little room. */
const BRIEF: Readonly<Record<Lens, string>> = {
  named: 'Names shown',
  group: 'Names by group',
  unnamed: 'Names not shown',
};
