import type { Clause } from '../../shared/text/clause.ts';
import { useInstruments } from '../instruments/Instruments.ts';
import { IntoOrder } from '../instruments/IntoOrder.tsx';
import { clauseMatters, withMatters } from '../instruments/order.ts';
import { packable } from '../instruments/packing.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { agreeingOn, type Agreeing } from './agreeing.ts';

export interface StatusActsProps {
  readonly clauses: readonly Clause[];
  readonly onAgreeing: (agreeing: Agreeing) => void;
  readonly onClear: () => void;
}

/**
 * What a chair may do with the clauses picked out: declare them agreed, or the whole article, reopen what was, tie them into a package, let one wait, or take
 * them up in the running order.
 */
export function StatusActs({ clauses: selected, onAgreeing, onClear }: StatusActsProps) {
  const { snapshot } = useDraftDesk();
  const { marked, setSheet } = useInstruments();
  const order = withMatters(snapshot.state.instruments.order, clauseMatters(selected));
  const packed = packable(snapshot, marked, selected);
  const these = agreeingOn(snapshot, 'agree', { selected, whole: false });
  const article = agreeingOn(snapshot, 'agree', { selected, whole: true });
  const reopening = agreeingOn(snapshot, 'reopen', { selected, whole: false });
  return (
    <div className="clause-acts" role="toolbar" aria-label={selected.length > 1 ? `${selected.length} clauses` : 'This clause'}>
      {these !== null && (
        <button type="button" className="act" aria-keyshortcuts="s" onClick={() => onAgreeing(these)}>
          Agree {these.name} … <kbd aria-hidden="true">s</kbd>
        </button>
      )}
      {article !== null && article.clauses.length > 1 && (
        <button type="button" className="act" aria-keyshortcuts="Shift+S" onClick={() => onAgreeing(article)}>
          Agree {article.name} … <kbd aria-hidden="true">S</kbd>
        </button>
      )}
      {reopening !== null && (
        <button type="button" className="act" aria-keyshortcuts="u" onClick={() => onAgreeing(reopening)}>
          Reopen {reopening.name} … <kbd aria-hidden="true">u</kbd>
        </button>
      )}
      {packed !== null && (
        <button
          type="button"
          className="act"
          aria-keyshortcuts="Shift+K"
          onClick={() => setSheet({ about: 'package', ...packed })}
        >
          Into a package … <kbd aria-hidden="true">K</kbd>
        </button>
      )}
      {selected.length === 1 && (
        <button
          type="button"
          className="act"
          aria-keyshortcuts="w"
          onClick={() => setSheet({ about: 'waiting', own: clauseMatters(selected) })}
        >
          Let it wait … <kbd aria-hidden="true">w</kbd>
        </button>
      )}
      <IntoOrder matters={order} />
      <button type="button" className="quiet" onClick={onClear}>
        Clear
      </button>
    </div>
  );
}
