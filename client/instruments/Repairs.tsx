import type { ReactNode } from 'react';
import type { Repair } from '../../shared/projection/prospect.ts';

export interface RepairsProps {
  readonly repairs: readonly Repair[];
  /** Over them; absent: what is said of a decision, in a sheet. */
  readonly heading?: ReactNode;
}

/** What an act leaves out of punctuation and spacing, each in its place: struck, and told in words. */
export function Repairs({ repairs, heading = <h4 className="small muted">Left out with the brackets</h4> }: RepairsProps) {
  if (repairs.length === 0) return null;
  return (
    <div className="repairs">
      {heading}
      <ul>
        {repairs.slice(0, SHOWN).map(({ before, leftOut, after }, index) => (
          <li key={index}>
            <span className="repair-words">{before}</span>
            <del className="repair">
              <span aria-hidden="true">{leftOut.replaceAll(/\s/g, '␣')}</span>
            </del>
            <span className="repair-words">{after}</span> <span className="repair-told">{told(leftOut)} left out</span>
          </li>
        ))}
      </ul>
      {repairs.length > SHOWN && <p className="small muted">and {repairs.length - SHOWN} more.</p>}
    </div>
  );
}

const SHOWN = 6;

/** "a space and a comma" */
function told(leftOut: string): string {
  const spaces = leftOut.match(/\s/g)?.length ?? 0;
  const commas = leftOut.length - spaces;
  const parts = [
    spaces === 0 ? '' : spaces === 1 ? 'a space' : `${spaces} spaces`,
    commas === 0 ? '' : commas === 1 ? 'a comma' : `${commas} commas`,
  ];
  return parts.filter((part) => part !== '').join(' and ');
}
