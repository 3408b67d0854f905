import { counted } from '../../shared/base/phrases.ts';
import type { ImportReport } from '../../shared/protocol/api.ts';
import type { Finding, OrdinaryFinding, UnmatchedFinding } from '../../shared/import/imported.ts';

/** What an import found that somebody should look at. */
export function ImportFindings({ report }: { readonly report: ImportReport }) {
  const { unclosed, stray, ordinary, flagged, besides } = report;
  return (
    <div className="findings">
      <p>
        {counted(report.clauses, 'clause')}, {counted(report.brackets, 'bracket')}
        {report.maxDepth > 1 ? `, nested up to ${report.maxDepth} deep` : ''}.{' '}
        {unclosed.length + stray.length + flagged.length === 0 &&
          'Every bracket has its counterpart, and every attribution was understood.'}
      </p>
      <Findings
        title="Never closed"
        findings={unclosed}
        note={likelyPlace}
        hint="These stay as they were written, as text. Put in the missing bracket, or take this one out."
      />
      <Findings
        title="Closed but never opened"
        findings={stray}
        note={likelyPlace}
        hint="These stay as they were written, as text."
      />
      <Findings
        title="Looks like an attribution, but was not read as one"
        findings={flagged}
        note={(one) => one.why}
        hint="These words stay in the text."
      />
      <Findings
        title="In the file, but not in the text"
        findings={besides}
        note={(one) => one.why}
        hint="Comments, pictures, merged cells, looks, how equations are set: a text holds words only."
      />
      <Findings
        title="Brackets that mark no dispute"
        findings={ordinary}
        note={(one) => ORDINARY_WORDS[one.reason]}
        hint="Links, citations and the like. They stay text."
        folded
      />
    </div>
  );
}

interface FindingsProps<F extends Finding> {
  readonly title: string;
  readonly hint: string;
  readonly findings: readonly F[];
  readonly note: (finding: F) => string;
  readonly folded?: boolean;
}

function Findings<F extends Finding>({ title, hint, findings, note, folded = false }: FindingsProps<F>) {
  if (findings.length === 0) return null;
  return (
    <details open={!folded} className="finding-group">
      <summary>
        {title} <span className="count">{findings.length}</span>
      </summary>
      <p className="muted small">{hint}</p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.clause}:${finding.offset}`}>
            <q>{finding.excerpt}</q>
            <span className="muted small">
              clause {finding.clause} · {note(finding)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function likelyPlace(finding: UnmatchedFinding): string {
  const [first] = finding.likely;
  return first === undefined
    ? 'no likely place for its counterpart'
    : `its counterpart probably belongs in clause ${first.clause}: ${first.why}`;
}

const ORDINARY_WORDS: Readonly<Record<OrdinaryFinding['reason'], string>> = {
  link: 'a link',
  footnote: 'a footnote mark',
  citation: 'a citation',
  elision: 'words left out of a quotation',
  editorial: 'an editor’s remark',
  status: 'a note of status',
  letter: 'a single letter',
  comment: 'a comment',
  escaped: 'written as a literal bracket',
  'too-deep': 'nested deeper than any text in use',
};
