import type { ProposalId } from '../../shared/base/ids.ts';
import { RELATIONS, ruledRelation, type ContestRelation } from '../../shared/record/contests.ts';
import { useDraftDesk } from './DraftDesk.ts';

export interface RelationSelectProps {
  readonly label: string;
  readonly proposals: readonly ProposalId[];
  /** What stands there while the chair has said nothing. */
  readonly unsaid: string;
  readonly wordsOf: (relation: ContestRelation, isSaid: boolean) => string;
}

/** Says how proposals stand to each other, or that they stand as their brackets do. */
export function RelationSelect({ label, proposals, unsaid, wordsOf }: RelationSelectProps) {
  const { snapshot, act } = useDraftDesk();
  const said = ruledRelation(snapshot.state.rulings, proposals);
  return (
    <select
      className="relation"
      aria-label={label}
      value={said ?? ''}
      onChange={({ target: { value } }) =>
        act({ type: 'relate', proposals, relation: RELATIONS.find((one) => one === value) ?? null })
      }
    >
      <option value="">{said === null ? unsaid : 'as their brackets stand'}</option>
      {RELATIONS.map((one) => (
        <option key={one} value={one}>
          {wordsOf(one, one === said)}
        </option>
      ))}
    </select>
  );
}
