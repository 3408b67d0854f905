import { createContext, useContext, useMemo, useState } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Matter } from '../../shared/record/matter.ts';
import type { Packed } from './packing.ts';

/** What the chair is about to do with several points, or with what one waits for. */
type InstrumentSheet =
  /** Decides on several in one act: those of a package, by its entry, or those marked. */
  | { readonly about: 'together'; readonly package: number | null; readonly proposals: readonly ProposalId[] }
  | ({ readonly about: 'package' } & Packed)
  /** What may be said to wait: a proposal, or the clause it is in; a clause. */
  | { readonly about: 'waiting'; readonly own: readonly Matter[] };

/** The points that the chair has marked, and the sheet that is open on them. */
export interface Instruments {
  readonly marked: ReadonlySet<ProposalId>;
  readonly mark: (proposals: readonly ProposalId[], isMarked: boolean) => void;
  readonly sheet: InstrumentSheet | null;
  readonly setSheet: (sheet: InstrumentSheet | null) => void;
}

export function useInstrumentState(): Instruments {
  const [marked, setMarked] = useState<ReadonlySet<ProposalId>>(new Set());
  const [sheet, setSheet] = useState<InstrumentSheet | null>(null);
  return useMemo(
    () => ({
      marked,
      sheet,
      setSheet,
      mark: (proposals, isMarked) => {
        const next = new Set(marked);
        for (const id of proposals) {
          if (isMarked) next.add(id);
          else next.delete(id);
        }
        setMarked(next);
      },
    }),
    [marked, sheet],
  );
}

const InstrumentsContext = createContext<Instruments | null>(null);

export const InstrumentsProvider = InstrumentsContext.Provider;

export function useInstruments(): Instruments {
  const instruments = useContext(InstrumentsContext);
  if (instruments === null) throw new Error('no draft is open here');
  return instruments;
}
