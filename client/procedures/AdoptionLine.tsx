import { useDeferredValue, useMemo } from 'react';
import { adoptionWords } from '../../shared/projection/adoption.ts';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** Under the title: that the text was adopted, and whether it was changed since. */
export function AdoptionLine({ draft }: { readonly draft: OpenDraft }) {
  const { clauses, state } = useDeferredValue(useReadable(draft.model));
  const words = useMemo(() => adoptionWords(state, clauses), [state, clauses]);
  return words === '' ? null : (
    <p className="adoption-line" title={words}>
      {words}
    </p>
  );
}
