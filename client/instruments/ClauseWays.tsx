import type { ClauseId } from '../../shared/base/ids.ts';
import { capital } from '../../shared/base/phrases.ts';
import { rungTold } from '../../shared/projection/telling.ts';
import type { JointClause } from '../../shared/record/together.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import type { JointForm } from './joint.ts';
import { matterLabel } from './matters.ts';

export interface ClauseWaysProps {
  readonly form: JointForm;
  /** Why one cannot be agreed. */
  readonly each: ReadonlyMap<ClauseId, string>;
  readonly onChange: (clauses: JointForm['clauses']) => void;
}

/** The clauses of a package: each is agreed as it reads with all of it, or left as it stands. */
export function ClauseWays({ form, each, onChange }: ClauseWaysProps) {
  const { snapshot } = useDraftDesk();
  const packed = form.package === null ? undefined : snapshot.state.instruments.packages.get(form.package)?.clauses;
  return (
    <fieldset className="ways">
      <legend>Clauses agreed with it</legend>
      <ul>
        {[...form.clauses].map(([clause, chosen]) => {
          const rung = rungTold(packed?.find((one) => one.clause === clause)?.rung ?? '', snapshot.state);
          const label = matterLabel(snapshot, { on: 'clause', clause });
          return (
            <li key={clause} className="way" data-clause-member={clause} data-how={chosen}>
              <span className="member-words">{label}</span>
              <select
                aria-label={`What becomes of ${label}`}
                value={chosen}
                onChange={(event) => onChange(new Map(form.clauses).set(clause, event.target.value as JointClause['how']))}
              >
                <option value="agree">{capital(rung)}</option>
                <option value="leave">Leave as it stands</option>
              </select>
              {each.has(clause) && <span className="cannot">{each.get(clause)}</span>}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
