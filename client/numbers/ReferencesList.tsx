import { useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import { danglingSentence, placedReferences } from '../../shared/projection/numbers-text.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { GoTo } from './GoTo.tsx';
import { NumbersTable } from './NumbersTable.tsx';

/** The references of the text to itself: those that lead nowhere first. */
export function ReferencesList({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot } = useDraftDesk();
  const { clauses, state } = snapshot;
  const found = useMemo(() => placedReferences({ clauses, state }), [clauses, state]);
  const lost = found.filter(({ reference }) => reference.dangling !== null);
  return (
    <>
      <p>
        {counted(found.length, 'reference')} to other parts of this text,{' '}
        {lost.length === 0
          ? 'and each leads somewhere'
          : `of which ${lost.length} ${lost.length === 1 ? 'leads' : 'lead'} nowhere`}
        . Renumbering rewrites those that lead somewhere.
      </p>
      <NumbersTable
        heads={['At', 'Reference', 'Finding']}
        rows={found}
        isShown={({ reference }) => reference.dangling !== null}
        others="those that lead somewhere"
      >
        {({ reference, at, leads }) => (
          <tr key={`${reference.clause} ${reference.from}`}>
            <td>
              <GoTo clause={reference.clause} words={at} onGo={onGo} />
            </td>
            <td>{reference.text}</td>
            <td>
              {reference.dangling !== null ? (
                <span className="warn">{danglingSentence(reference.dangling)}</span>
              ) : (
                <span className="row">
                  {leads.map((one) => (
                    <GoTo key={one.clause} clause={one.clause} words={leads.length === 1 ? 'there' : one.at} onGo={onGo} />
                  ))}
                </span>
              )}
            </td>
          </tr>
        )}
      </NumbersTable>
    </>
  );
}
