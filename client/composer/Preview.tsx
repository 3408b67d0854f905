import { useMemo } from 'react';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { ClauseView } from '../paper/ClauseView.tsx';
import type { OpenPreparation } from '../state/open-draft.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { Clashes } from './Clashes.tsx';
import { previewOf } from './preview.ts';

/** How others will see it, live against the text as it stands now; what does not fit is shown at once. */
export function Preview({ preparation }: { readonly preparation: OpenPreparation }) {
  const { seat } = useSitting();
  const snapshot = useReadable(preparation.draft.model);
  const edited = useReadable(preparation.edited);
  const preview = useMemo(
    () => previewOf(snapshot, preparation.info, edited, seat.participant),
    [snapshot, preparation, edited, seat],
  );
  return (
    <section className="composer-side" aria-labelledby="composer-others">
      <h2 id="composer-others">As others will see it</h2>
      {preview.state === 'nothing' && (
        <div className="text sheet-of-paper unchanged">
          <p className="empty">Nothing differs from the text yet.</p>
        </div>
      )}
      {preview.state === 'clashes' && <Clashes clashes={preview.clashes} />}
      {preview.state === 'fits' && (
        <div className="text sheet-of-paper" aria-live="polite">
          {preview.drawn.map((drawn) => (
            <ClauseView
              key={drawn.clause.id}
              drawn={drawn}
              number={preview.numbers.get(drawn.clause.id) ?? ''}
              heading={isHeading(drawn.clause.kind) ? 3 : undefined}
              attributions
              selected={false}
              reachable={false}
            />
          ))}
        </div>
      )}
    </section>
  );
}
