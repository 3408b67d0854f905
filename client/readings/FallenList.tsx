import { useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { counted, oneOrMore } from '../../shared/base/phrases.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import { ifAllFell, type Fallen } from '../../shared/projection/fallen.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { WordsBeside } from '../points/WordsBeside.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** What would go if all open brackets fell, article by article: whose words, and which would only lose their brackets. */
export function FallenList({ snapshot, onGo }: { readonly snapshot: DraftSnapshot; readonly onGo: (clause: ClauseId) => void }) {
  const articles = useMemo(() => ifAllFell(snapshot.clauses, snapshot.state), [snapshot.clauses, snapshot.state]);
  const [going, words] = articles.reduce(([count, sum], one) => [count + one.going, sum + one.words], [0, 0]);
  return (
    <details className="fallen">
      <summary>
        What would go: the words of {oneOrMore(going, 'proposal')}, {oneOrMore(words, 'word')} in all
      </summary>
      {articles.map((one) => (
        <section key={one.clause}>
          <h3>
            <button type="button" className="in-sentence" onClick={() => onGo(one.clause)}>
              {one.article === '' ? 'Before the first heading' : one.article}
            </button>{' '}
            <span className="muted">
              {counted(one.going, 'goes', 'go')}
              {one.staying > 0 && `, ${counted(one.staying, 'loses its brackets', 'lose their brackets')}`}
              {one.words > 0 && ` · ${counted(one.words, 'word')}`}
            </span>
          </h3>
          <ul>
            {one.proposals.map((fallen) => (
              <li key={fallen.proposal}>
                <FallenWords fallen={fallen} snapshot={snapshot} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

function FallenWords({ fallen, snapshot }: { readonly fallen: Fallen; readonly snapshot: DraftSnapshot }) {
  const { state, registry } = snapshot;
  const proposal = state.proposals.get(fallen.proposal);
  const who = proposal === undefined ? '' : (broughtBy(state.proposals, proposal, registry) ?? 'proposer not recorded');
  return (
    <>
      {fallen.number !== '' && <span className="muted">{fallen.number} </span>}
      <span className="fallen-words" dir={directionOf(fallen.words)}>
        “<WordsBeside words={shortened(fallen.words, LONGEST)} />”
      </span>{' '}
      <span className={fallen.goes ? 'fallen-goes' : 'fallen-stays'}>{fallen.goes ? 'goes' : 'stays, without brackets'}</span>
      <span className="muted"> · {who}</span>
    </>
  );
}

const LONGEST = 160;
