import { may } from '../../shared/policy/policy.ts';
import { momentWord } from '../../shared/protocol/moment.ts';
import type { IssuedRevision } from '../../shared/record/state.ts';
import { ActItem } from '../chrome/ActsMenu.tsx';
import { dateOf } from '../chrome/age.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** The revisions of a draft, and whether this person may issue the next. */
interface Revisions {
  /** The latest first, each with its day. */
  readonly issued: readonly (IssuedRevision & { readonly day: string })[];
  readonly mayIssue: boolean;
}

/** The revisions of a draft; null where there are none and this person may issue none. */
export function useRevisions(draft: OpenDraft): Revisions | null {
  const { seat } = useSitting();
  const { state, entries } = useReadable(draft.model);
  const mayIssue = may(seat, 'issue revision') && state.revision === draft.revision;
  const issued = state.issued.toReversed().map((one) => ({ ...one, day: dateOf(entries[one.entry - 1]?.at ?? '') }));
  return issued.length === 0 && !mayIssue ? null : { issued, mayIssue };
}

export interface RevisionItemsProps {
  readonly revisions: Revisions;
  /** Compares two moments, or reads one where both are the same. */
  readonly onCompare: (from: string, to: string) => void;
  readonly onIssue: () => void;
}

/** The revisions that were issued, each to be read, and for those who may, issuing the next. */
export function RevisionItems({ revisions: { issued, mayIssue }, onCompare, onIssue }: RevisionItemsProps) {
  return (
    <>
      {issued.map(({ revision, symbol, day }) => {
        const word = momentWord({ at: 'revision', revision });
        return (
          <ActItem key={revision} id={word} onAct={() => onCompare(word, word)}>
            {`Read ${symbol} (${day})`}
          </ActItem>
        );
      })}
      {mayIssue && (
        <ActItem id="issue" onAct={onIssue}>
          Issue revision …
        </ActItem>
      )}
    </>
  );
}
