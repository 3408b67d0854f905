import { useState } from 'react';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { PackagedClause } from '../../shared/record/packages.ts';
import { AlternativeWords } from '../points/Alternative.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from '../procedures/ReasonForm.tsx';
import { matterLabel } from './matters.ts';
import { openPackages, rungsFor, type Packed } from './packing.ts';
import { SmallSheet } from './SmallSheet.tsx';

/** Ties what is marked and picked out into a package, or puts clauses into one that there is. */
export function PackageSheet({ packed, onClose }: { readonly packed: Packed; readonly onClose: (done: boolean) => void }) {
  const { snapshot } = useDraftDesk();
  const { proposals } = packed;
  // What is as high already has nowhere to come to.
  const clauses = packed.clauses.filter((id) => rungsFor(snapshot, id).length > 0);
  const offered = proposals.length === 0 && clauses.length > 0 ? openPackages(snapshot) : [];
  const isPackage = proposals.length + clauses.length > 1;
  const [into, setInto] = useState<number | null>(offered[0]?.entry ?? null);
  const [rungs, setRungs] = useState<ReadonlyMap<ClauseId, string>>(new Map());
  const [reason, setReason] = useState('');
  const agreed = clauses.map((clause): PackagedClause => {
    const [lowest] = rungsFor(snapshot, clause);
    return { clause, rung: rungs.get(clause) ?? lowest?.id ?? '' };
  });
  const held = into === null ? undefined : snapshot.state.instruments.packages.get(into);
  return (
    <SmallSheet
      title={held === undefined ? `Tie ${proposals.length + clauses.length} into a package` : `Into the package “${held.name}”`}
      lead="They are then decided together, or none of them."
      onClose={() => onClose(false)}
    >
      <ReasonForm
        key={into}
        label={held === undefined ? 'Name of the package' : 'Why, for the record'}
        act={held === undefined ? 'Tie the package' : 'Put into the package'}
        command={(words) => {
          if (held !== undefined) return { type: 'pack-clauses', package: held.entry, clauses: agreed, reason: words };
          return isPackage ? { type: 'tie-package', name: words, proposals, clauses: agreed, reason } : null;
        }}
        onClose={onClose}
        after={
          held === undefined && (
            <label className="field">
              Why, for the record (may stay empty)
              <input type="text" maxLength={20_000} value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
          )
        }
      >
        <ul className="members">
          {proposals.map((id) => (
            <ProposalMember key={id} id={id} />
          ))}
          {agreed.map(({ clause, rung }) => (
            <ClauseMember
              key={clause}
              clause={clause}
              rung={rung}
              onChange={(next) => setRungs(new Map(rungs).set(clause, next))}
            />
          ))}
        </ul>
        {offered.length > 0 && <WhichPackage offered={offered} chosen={into} mayBegin={isPackage} onChoose={setInto} />}
      </ReasonForm>
    </SmallSheet>
  );
}

interface WhichPackageProps {
  readonly offered: ReturnType<typeof openPackages>;
  readonly chosen: number | null;
  /** Whether what is picked out makes a package by itself. */
  readonly mayBegin: boolean;
  readonly onChoose: (entry: number | null) => void;
}

function WhichPackage({ offered, chosen, mayBegin, onChoose }: WhichPackageProps) {
  return (
    <label className="field">
      Which package
      <select value={chosen ?? ''} onChange={(event) => onChoose(event.target.value === '' ? null : Number(event.target.value))}>
        {offered.map(({ entry, name }) => (
          <option key={entry} value={entry}>
            {name}
          </option>
        ))}
        {mayBegin && <option value="">A new one</option>}
      </select>
    </label>
  );
}

function ProposalMember({ id }: { readonly id: ProposalId }) {
  const proposal = useDraftDesk().snapshot.state.proposals.get(id);
  return (
    <li data-proposal={id}>
      {proposal?.option !== undefined && <span className="option-name">{proposal.option.label} </span>}
      {proposal !== undefined && <AlternativeWords proposal={proposal} />}
    </li>
  );
}

interface ClauseMemberProps extends PackagedClause {
  readonly onChange: (rung: string) => void;
}

/** A clause that is to be agreed with the package, and how far. */
function ClauseMember({ clause, rung, onChange }: ClauseMemberProps) {
  const { snapshot } = useDraftDesk();
  const label = matterLabel(snapshot, { on: 'clause', clause });
  return (
    <li className="member-clause" data-clause-member={clause}>
      <span className="member-words">{label}</span>
      <select aria-label={`How far, ${label}`} value={rung} onChange={(event) => onChange(event.target.value)}>
        {rungsFor(snapshot, clause).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </li>
  );
}
