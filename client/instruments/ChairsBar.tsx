import type { ProposalId } from '../../shared/base/ids.ts';
import { capital, oneOrMore } from '../../shared/base/phrases.ts';
import { may } from '../../shared/policy/policy.ts';
import { nextMatter } from '../../shared/record/running-order.ts';
import type { ContestRelation } from '../../shared/record/contests.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { RelationSelect } from '../points/RelationSelect.tsx';
import { useInstruments } from './Instruments.ts';
import { IntoOrder } from './IntoOrder.tsx';
import { matterLabel } from './matters.ts';
import { asMatters, withMatters } from './order.ts';

/** Over the points: what is being taken now and what is next, and for the chair what can be done with those marked. */
export function ChairsBar() {
  return (
    <>
      <NowTaken />
      <MarkedActs />
    </>
  );
}

function NowTaken() {
  const { snapshot, seat, act } = useDraftDesk();
  const { order } = snapshot.state.instruments;
  const next = nextMatter(snapshot.state);
  if (order.now === null) return null;
  return (
    <output className="now-taken">
      <span>
        <strong>Now</strong> {matterLabel(snapshot, order.now)}
      </span>
      <span className="muted">{next === null ? 'The last of the running order' : `Next: ${matterLabel(snapshot, next)}`}</span>
      {next !== null && may(seat, 'decide') && (
        <button type="button" className="act" aria-keyshortcuts=">" onClick={() => act({ type: 'take-matter', matter: next })}>
          Next <kbd aria-hidden="true">&gt;</kbd>
        </button>
      )}
    </output>
  );
}

function MarkedActs() {
  const { snapshot } = useDraftDesk();
  const { marked, mark, setSheet } = useInstruments();
  const open = [...marked].filter((id) => snapshot.state.proposals.get(id)?.status.state === 'open');
  if (open.length === 0) return null;
  const order = withMatters(snapshot.state.instruments.order, asMatters(open));
  return (
    <fieldset className="marked-acts" aria-label="With the points marked">
      <output className="marked-count">{capital(oneOrMore(open.length, 'point'))} marked</output>
      <button
        type="button"
        className="main-act"
        aria-keyshortcuts="Shift+A"
        onClick={() => setSheet({ about: 'together', package: null, proposals: open })}
      >
        Decide together <kbd aria-hidden="true">A</kbd>
      </button>
      {open.length > 1 && (
        <button
          type="button"
          className="act"
          aria-keyshortcuts="Shift+K"
          onClick={() => setSheet({ about: 'package', proposals: open, clauses: [] })}
        >
          Tie into a package <kbd aria-hidden="true">K</kbd>
        </button>
      )}
      {open.length > 1 && <HowTheyStand proposals={open} />}
      <IntoOrder matters={order} />
      <button type="button" className="act" onClick={() => mark(open, false)}>
        Unmark
      </button>
    </fieldset>
  );
}

const SAID: Readonly<Record<ContestRelation, string>> = {
  exclusive: 'one of them can stand',
  independent: 'each by itself',
  cumulative: 'all may stand together',
};

/** How what is marked stands to each other, wherever it is, as the chair says. */
function HowTheyStand({ proposals }: { readonly proposals: readonly ProposalId[] }) {
  return (
    <RelationSelect
      label="How those marked stand to each other"
      proposals={proposals}
      unsaid="How they stand …"
      wordsOf={(relation) => SAID[relation]}
    />
  );
}
