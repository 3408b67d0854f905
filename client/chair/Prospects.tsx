import { Fragment } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/result.ts';
import { listed } from '../../shared/projection/naming.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { Repairs } from '../instruments/Repairs.tsx';
import { useDraftDesk, type Intent } from '../points/DraftDesk.ts';
import { Stretches } from '../points/Alternative.tsx';
import { Name } from '../paper/Words.tsx';
import { comparedWith, excerptOf, type Stretch } from '../points/reading.ts';
import type { Outlook } from './decision.ts';

const SHOWN = 4;
const AROUND = 220;

/** Each sentence as it would then read, what is new in it marked. */
export function Prospects({
  outlook,
  intent,
}: {
  readonly outlook: Result<readonly Outlook[], string>;
  readonly intent: Intent;
}) {
  const { snapshot } = useDraftDesk();
  const labelOf = (clause: ClauseId): string | null => labelIn(snapshot.clauses.find(({ id }) => id === clause));
  if (!outlook.ok) return <p className="prospect muted">{outlook.refusal}</p>;
  const differing = outlook.value.filter((one) => one.now !== one.then);
  const labels = differing.filter((one) => one.then === '' && labelOf(one.clause) !== null);
  const changed = differing.filter((one) => !labels.includes(one));
  return (
    <div className="prospects" aria-live="polite">
      <h3 className="small muted">It would then read</h3>
      {labels.length > 0 && (
        <p className="prospect">
          <em>
            The {labels.length === 1 ? 'label' : 'labels'} {listed(labels.map(({ clause }) => `“${labelOf(clause)}”`))}{' '}
            {labels.length === 1 ? 'goes' : 'go'}: what is chosen stands without it.
          </em>
        </p>
      )}
      {changed.length === 0 && (
        <p className="prospect muted">
          {labels.length > 0 ? 'All other words' : 'The words'} would read as they do now
          {intent === 'accept' ? ', without the brackets' : ''}.
        </p>
      )}
      {changed.slice(0, SHOWN).map((one) => {
        const number = snapshot.numbers.get(one.clause) ?? '';
        return (
          <Fragment key={one.clause}>
            <p className="prospect" data-prospect={one.clause} dir={directionOf(one.then === '' ? one.now : one.then)}>
              {number !== '' && (
                <span className="prospect-number">
                  <Name name={number} />{' '}
                </span>
              )}
              {one.then === '' ? (
                <em>The clause goes.</em>
              ) : (
                <Stretches stretches={excerptOf(stretchesOf(one, intent), AROUND)} />
              )}
            </p>
            <Repairs repairs={one.repairs} />
          </Fragment>
        );
      })}
      {changed.length > SHOWN && <p className="muted">and {changed.length - SHOWN} more clauses.</p>}
    </div>
  );
}

/** What the label of an option reads; null for any other clause. */
function labelIn(clause: Clause | undefined): string | null {
  return clause?.kind === 'option' ? plainText(clause).trim() : null;
}

/** An acceptance is held against the sentence without what is accepted, everything else against the sentence as it is. Words that go are shown going. */
function stretchesOf({ now, then, without }: Outlook, intent: Intent): Stretch[] {
  return comparedWith(then, intent === 'accept' || intent === 'amend' ? without : now, true);
}
