import { useLayoutEffect, useRef } from 'react';
import { oneOrMore } from '../../shared/base/phrases.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { TAKES_NO_KEYS } from '../chrome/keys.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import type { Freezing } from './useFreezing.ts';

/**
 * On a page whose revision was issued: where work goes on, and what of one's own came too late. Nothing where it is being worked on. It takes the focus
 * from a text that was closed under somebody's caret, and there no letter is a key of the page: they may be the rest of a sentence.
 */
export function FrozenBanner({ draft, freezing }: { readonly draft: OpenDraft; readonly freezing: Freezing }) {
  const banner = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (freezing === 'closed under the caret') banner.current?.focus();
  }, [freezing]);
  const { state } = useReadable(draft.model);
  const late = useReadable(draft.late);
  const issue = state.issued.find(({ revision }) => revision === draft.revision);
  if (issue === undefined) return null;
  return (
    <div ref={banner} tabIndex={-1} {...TAKES_NO_KEYS}>
      <Notice tone="plain">
        <strong>This text was issued as {issue.symbol}</strong> (record {issue.entry}) and is frozen. Work goes on in the next
        revision.{' '}
        {freezing === 'closed under the caret' && (
          <>
            <strong>What you type now goes nowhere.</strong>{' '}
          </>
        )}
        {late.length > 0 &&
          `What you changed last in ${oneOrMore(clausesOf(late), 'clause')} came too late for it; it will be there to copy from. `}
        <button type="button" className="act" onClick={() => location.reload()}>
          Go on there
        </button>
      </Notice>
    </div>
  );
}

/** How many clauses passages belong to. Of one whose place is not known it is not known that it is another's. */
export function clausesOf(passages: readonly Pick<Recovery, 'clause'>[]): number {
  return new Set(passages.map(({ clause }) => clause)).size;
}

/** Whether a page's revision was issued, so that nothing is to be typed there. */
export function isFrozen(draft: Pick<OpenDraft, 'revision'>, revision: number): boolean {
  return revision > draft.revision;
}
