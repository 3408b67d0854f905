import type { Clash } from '../../shared/proposals/placing.ts';

/**
 * Where a change and the text as it stands now do not fit: the three wordings side by side. Nothing of the preparation is lost, and it goes on
 * either without the change of these words, or in a preparation of its own on the text as it stands.
 */
export function Clashes({ clashes, onBeginAgain }: { readonly clashes: readonly Clash[]; readonly onBeginAgain: () => void }) {
  return (
    <div className="clashes" role="alert">
      <p>
        <strong>{clashes.length === 1 ? 'One clause has moved' : `${clashes.length} clauses have moved`} since you began.</strong>{' '}
        Your wording is kept here. Take back your change of these words, or begin again on the text as it stands and carry your
        wording over.
      </p>
      <p>
        <button type="button" className="act" onClick={onBeginAgain}>
          Begin again on the text as it stands
        </button>
      </p>
      {clashes.map((clash) => (
        <section key={clash.clause} className="clash" aria-label="Clash">
          <p className="clash-why">{clash.why}</p>
          <dl>
            <div>
              <dt>When you began</dt>
              <dd>{clash.base === '' ? <em>not in the text</em> : clash.base}</dd>
            </div>
            <div className="yours">
              <dt>Yours</dt>
              <dd>{clash.yours === '' ? <em>taken out</em> : clash.yours}</dd>
            </div>
            <div className="now">
              <dt>In the text now</dt>
              <dd>{clash.now ?? <em>no longer in the text</em>}</dd>
            </div>
          </dl>
        </section>
      ))}
    </div>
  );
}
