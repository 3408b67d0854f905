import { useEffect, useRef } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { useDraftDesk } from './DraftDesk.ts';

export interface WhichPreferredProps {
  readonly others: readonly ProposalId[];
  readonly onPick: (preferred: ProposalId) => void;
}

/** Asks which of the other alternatives is preferred. */
export function WhichPreferred({ others, onPick }: WhichPreferredProps) {
  const { snapshot } = useDraftDesk();
  const frame = useRef<HTMLFieldSetElement>(null);
  useEffect(() => frame.current?.querySelector('button')?.focus(), []);
  return (
    <fieldset className="preferring" aria-label="Which is preferred?" ref={frame}>
      {others.map((id) => (
        <button key={id} type="button" className="stance-button" onClick={() => onPick(id)}>
          {brief(quotation(snapshot.holding.get(id) ?? [], id))}
        </button>
      ))}
    </fieldset>
  );
}

/** Words of an alternative as they fit a line. */
export function brief(words: string): string {
  return shortened(words, 40);
}
