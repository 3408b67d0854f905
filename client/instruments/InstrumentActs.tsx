import type { ProposalId } from '../../shared/base/ids.ts';
import { ActButton } from '../points/ActButton.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useInstruments } from './Instruments.ts';
import { ownMatters } from './matters.ts';
import { asMatters, withMatters } from './order.ts';

/** What the chair does with a point among others: mark it for an act on several, let it wait, put it into the running order. */
export function InstrumentActs({ proposal }: { readonly proposal: ProposalId }) {
  const { snapshot, act } = useDraftDesk();
  const { marked, mark, setSheet } = useInstruments();
  const matters = withMatters(snapshot.state.instruments.order, asMatters([proposal]));
  return (
    <>
      <ActButton
        words={marked.has(proposal) ? 'Unmark' : 'Mark'}
        shortcut="x"
        onClick={() => mark([proposal], !marked.has(proposal))}
      />
      <ActButton
        words="Let wait"
        shortcut="w"
        onClick={() => setSheet({ about: 'waiting', own: ownMatters(snapshot, proposal) })}
      />
      {matters !== null && (
        <ActButton words="Into the order" shortcut="i" onClick={() => act({ type: 'set-running-order', matters })} />
      )}
    </>
  );
}
