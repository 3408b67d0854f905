import { may } from '../../shared/policy/policy.ts';
import type { Point } from '../../shared/projection/points.ts';
import { RELATIONS, ruledRelation, type ContestRelation } from '../../shared/record/contests.ts';
import { useDraftDesk } from './DraftDesk.ts';

const WORDS: Readonly<Record<ContestRelation, string>> = {
  exclusive: 'alternatives, one of them can stand',
  independent: 'brackets, each by itself',
  cumulative: 'additions, all may stand together',
};

/** How the alternatives of a point stand to each other: in words, and for the chair a choice. */
export function RelationChoice({ point }: { readonly point: Point }) {
  const { snapshot, seat, act } = useDraftDesk();
  const { proposals, relation } = point;
  if (relation === 'single') return <span className="muted">one proposal</span>;
  const said = `${proposals.length} ${WORDS[relation]}`;
  if (!may(seat, 'decide')) return <span className="muted">{said}</span>;
  const ruled = ruledRelation(snapshot.state.rulings, proposals);
  return (
    <select
      className="relation"
      aria-label="How the alternatives stand to each other"
      value={ruled ?? ''}
      onChange={(event) => {
        const { value } = event.target;
        act({ type: 'relate', proposals, relation: RELATIONS.find((one) => one === value) ?? null });
      }}
    >
      <option value="">{ruled === null ? said : 'as their brackets stand'}</option>
      {RELATIONS.map((one) => (
        <option key={one} value={one}>
          {`${proposals.length} ${WORDS[one]}${one === ruled ? '' : ', as the chair says'}`}
        </option>
      ))}
    </select>
  );
}
