import { useState } from 'react';
import { may } from '../../shared/policy/policy.ts';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { rungTold } from '../../shared/projection/telling.ts';
import { inapplicableWords } from '../../shared/record/applicability.ts';
import { packageOf, type Package } from '../../shared/record/packages.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from '../procedures/ReasonForm.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { useInstruments } from './Instruments.ts';
import { matterLabel } from './matters.ts';

/** The packages, those that are open first. */
export function PackageCards() {
  const { snapshot } = useDraftDesk();
  const packages = [...snapshot.state.instruments.packages.values()].toSorted(
    (a, b) => Number(b.status.state === 'open') - Number(a.status.state === 'open') || b.entry - a.entry,
  );
  return (
    <>
      {packages.map((one) => (
        <PackageCard key={one.entry} one={one} />
      ))}
    </>
  );
}

type Doing =
  | { readonly what: 'dissolve' }
  | { readonly what: 'unpack'; readonly clause: ClauseId }
  | { readonly what: 'reduce'; readonly proposal: ProposalId }
  | { readonly what: 'extend'; readonly proposals: readonly ProposalId[] };

function PackageCard({ one }: { readonly one: Package }) {
  const { snapshot, seat, choose } = useDraftDesk();
  const { setSheet, marked } = useInstruments();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { status, entry } = one;
  const open = status.state === 'open';
  const chairs = open && may(seat, 'decide');
  const canLose = chairs && one.proposals.length + one.clauses.length > 2;
  const adding = markedOutside(snapshot, marked);
  return (
    <article className={`card procedure${open ? ' is-running' : ''}`} aria-label={`Package ${one.name}`}>
      <header className="card-head">
        <h3>Package “{one.name}”</h3>
        <span className="procedure-state">{open ? 'together, or none' : `${status.state} (record ${status.entry})`}</span>
      </header>
      <ul className="procedure-clauses">
        {one.proposals.map((proposal) => (
          <li key={proposal} data-proposal={proposal}>
            <button type="button" className="quiet" onClick={() => choose(proposal)}>
              {matterLabel(snapshot, { on: 'proposal', proposal })}
            </button>
            <NoLongerApplies proposal={proposal} />
            {canLose && (
              <button type="button" className="act" onClick={() => setDoing({ what: 'reduce', proposal })}>
                Take out …
              </button>
            )}
          </li>
        ))}
        {one.clauses.map(({ clause, rung }) => (
          <li key={clause} data-clause-member={clause}>
            <span className="member-words">
              {matterLabel(snapshot, { on: 'clause', clause })} <span className="fate">{rungTold(rung, snapshot.state)}</span>
            </span>
            {canLose && (
              <button type="button" className="act" onClick={() => setDoing({ what: 'unpack', clause })}>
                Take out …
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="facts">record {entry}</p>
      {status.state === 'dissolved' && status.reason !== '' && <p className="small">{status.reason}</p>}
      {doing !== null && <Changing entry={entry} doing={doing} onClose={() => setDoing(null)} />}
      {chairs && doing === null && (
        <div className="acts">
          <button
            type="button"
            className="main-act"
            onClick={() => setSheet({ about: 'together', package: entry, proposals: one.proposals })}
          >
            Decide the package …
          </button>
          {adding.length > 0 && (
            <button type="button" className="act" onClick={() => setDoing({ what: 'extend', proposals: adding })}>
              Add what is marked …
            </button>
          )}
          <button type="button" className="act" onClick={() => setDoing({ what: 'dissolve' })}>
            Dissolve …
          </button>
        </div>
      )}
    </article>
  );
}

/** What is marked, open and in no package. */
function markedOutside({ state }: DraftSnapshot, marked: ReadonlySet<ProposalId>): ProposalId[] {
  const { packages } = state.instruments;
  return [...marked].filter((id) => state.proposals.get(id)?.status.state === 'open' && packageOf(packages, id) === undefined);
}

/** That what is in the package can no longer apply, and why. */
function NoLongerApplies({ proposal }: { readonly proposal: ProposalId }) {
  const { snapshot } = useDraftDesk();
  const why = snapshot.cannot.get(proposal);
  return why === undefined ? null : (
    <span className="cannot">It can no longer apply: {inapplicableWords(why, snapshot.state)}</span>
  );
}

interface ChangingProps {
  readonly entry: number;
  readonly doing: Doing;
  readonly onClose: () => void;
}

function Changing({ entry, doing, onClose }: ChangingProps) {
  const { mark } = useInstruments();
  return (
    <ReasonForm
      label={`${LABELS[doing.what]}, for the record`}
      act={ACTS[doing.what]}
      command={(reason) => {
        if (doing.what === 'dissolve') return { type: 'dissolve-package', package: entry, reason };
        if (doing.what === 'unpack') return { type: 'unpack-clause', package: entry, clause: doing.clause, reason };
        if (doing.what === 'reduce') return { type: 'reduce-package', package: entry, proposal: doing.proposal, reason };
        return { type: 'extend-package', package: entry, proposals: doing.proposals, reason };
      }}
      onClose={(done) => {
        if (done && doing.what === 'extend') mark(doing.proposals, false);
        onClose();
      }}
    />
  );
}

const LABELS = {
  dissolve: 'Why the package is dissolved',
  reduce: 'Why it is taken out',
  unpack: 'Why it is taken out',
  extend: 'Why what is marked is added',
} as const;
const ACTS = { dissolve: 'Dissolve', reduce: 'Take out', unpack: 'Take out', extend: 'Add' } as const;
