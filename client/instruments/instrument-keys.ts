import { may } from '../../shared/policy/policy.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { packageOf } from '../../shared/record/packages.ts';
import { nextMatter } from '../../shared/record/running-order.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftDesk } from '../points/DraftDesk.ts';
import type { Instruments } from './Instruments.ts';
import { ownMatters } from './matters.ts';
import { asMatters, clauseMatters, withMatters } from './order.ts';
import { packable } from './packing.ts';

/** What the keys work on: the alternative chosen, and the clauses picked out. */
interface InstrumentKeyed {
  readonly desk: DraftDesk;
  readonly chosen: ProposalId | null;
  readonly selected: readonly Clause[];
}

/** The keys of the chair's instruments. False where one does not apply. */
export function instrumentKey(
  key: string,
  { marked, mark, setSheet }: Instruments,
  { desk: { seat, snapshot, act }, chosen, selected }: InstrumentKeyed,
): boolean {
  if (!may(seat, 'decide')) return false;
  const { packages, order } = snapshot.state.instruments;
  const open = [...marked].filter((id) => snapshot.state.proposals.get(id)?.status.state === 'open');
  switch (key) {
    case 'x':
      if (chosen === null) return false;
      mark([chosen], !marked.has(chosen));
      return true;
    case 'A': {
      const held = chosen === null ? undefined : packageOf(packages, chosen);
      if (open.length > 0) setSheet({ about: 'together', package: null, proposals: open });
      else if (held !== undefined) setSheet({ about: 'together', package: held.entry, proposals: held.proposals });
      else return false;
      return true;
    }
    case 'K': {
      const packed = packable(snapshot, marked, selected);
      if (packed !== null) setSheet({ about: 'package', ...packed });
      return packed !== null;
    }
    case 'w': {
      const own = selected.length === 1 ? clauseMatters(selected) : chosen === null ? [] : ownMatters(snapshot, chosen);
      if (own.length > 0) setSheet({ about: 'waiting', own });
      return own.length > 0;
    }
    case 'i': {
      const meant = open.length > 0 ? open : selected.length > 0 || chosen === null ? [] : [chosen];
      const matters = withMatters(order, meant.length > 0 ? asMatters(meant) : clauseMatters(selected));
      if (matters === null) return false;
      act({ type: 'set-running-order', matters });
      return true;
    }
    case '>': {
      const next = nextMatter(snapshot.state);
      if (next === null) return false;
      act({ type: 'take-matter', matter: next });
      return true;
    }
    default:
      return false;
  }
}
