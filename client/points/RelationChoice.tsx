import { may } from '../../shared/policy/policy.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { ContestRelation } from '../../shared/record/contests.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { RelationSelect } from './RelationSelect.tsx';

const WORDS: Readonly<Record<ContestRelation, string>> = {
  exclusive: 'alternatives, one of them can stand',
  independent: 'brackets, each by itself',
  cumulative: 'additions, all may stand together',
};

/** How the alternatives of a point stand to each other: in words, and for the chair a choice. */
export function RelationChoice({ point }: { readonly point: Point }) {
  const { seat } = useDraftDesk();
  const { proposals, relation } = point;
  if (relation === 'single') return <span className="muted">one proposal</span>;
  const said = `${proposals.length} ${WORDS[relation]}`;
  if (!may(seat, 'decide')) return <span className="muted">{said}</span>;
  return (
    <RelationSelect
      label="How the alternatives stand to each other"
      proposals={proposals}
      unsaid={said}
      wordsOf={(one, isSaid) => `${proposals.length} ${WORDS[one]}${isSaid ? '' : ', as the chair says'}`}
    />
  );
}
