import type { Clash } from '../../shared/proposals/redraft.ts';

/** Where a change and the text as it stands now do not fit: the three wordings side by side. Nothing of the preparation is lost. */
export function Clashes({ clashes }: { readonly clashes: readonly Clash[] }) {
  return (
    <div className="clashes" role="alert">
      <p>
        <strong>{clashes.length === 1 ? 'One clause has moved' : `${clashes.length} clauses have moved`} since you began.</strong>{' '}
        Your wording is kept. Bring it into line with the text as it stands now, and it can be tabled.
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
