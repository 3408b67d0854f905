import { counted } from '../../shared/base/phrases.ts';
import type { ReactNode } from 'react';
import type { BroughtFindings as Findings } from '../../shared/import/brought-findings.ts';
import { BRACKETS_TYPED } from '../../shared/import/typed-brackets.ts';
import type { BroughtReport } from '../../shared/protocol/api.ts';

/** What a file brought, and all that somebody should look at: what could not be brought stands there with its words. */
export function BroughtFindings({ report }: { readonly report: BroughtReport }) {
  const { findings, rationale, preparation } = report;
  const { clashes, unmatched, untracked, absent, remarks, asides } = findings;
  const changedUnmatched = unmatched.filter((one) => one.changed);
  const others = unmatched.filter((one) => !one.changed);
  return (
    <div className="findings">
      <p>
        {preparation === null
          ? 'Nothing in the file amends the draft as it stands, so no preparation was made.'
          : summary(findings)}
      </p>
      {rationale !== '' && (
        <p>
          <strong>Rationale, from comments:</strong> <span className="brought-rationale">{rationale}</span>
        </p>
      )}
      <Group
        title="Others have changed the same words"
        hint="These clauses are left as they stand. Carry your wording over by hand, in the preparation or in one of their own."
        rows={clashes.map(({ yours, now }) => ({
          words: yours === '' ? '(taken out)' : yours,
          note: `in the text now: ${now ?? ''}`,
        }))}
      />
      <Group
        title="Changed, but no clause of the draft"
        hint="Nothing in the draft reads like this, so it was not brought in."
        rows={changedUnmatched.map(({ words }) => ({ words, note: '' }))}
      />
      <Group
        title="Changed without tracking"
        hint="As these clauses stand in the draft."
        rows={untracked.map(({ place, words }) => ({ words, note: place }))}
      />
      <Group
        title="Comments that stay with you"
        hint="They stand beside words that are not changed, or are by somebody whose changes do not count. They are not kept here."
        rows={remarks.map(({ place, words, author }) => ({
          words,
          note: [author, place].filter(Boolean).join(' · '),
        }))}
      />
      <Group
        title="Numbers, looks, pictures and the like"
        hint="A proposal is of words only: nothing of this is proposed. Say in words what you want."
        rows={asides.map(({ place, words, what, author }) => ({
          words: words === '' ? what : words,
          note: [words === '' ? '' : what, author, place].filter(Boolean).join(' · '),
        }))}
      />
      <Group
        title="Not in the file"
        hint="The file shows the draft without these clauses. They stay; to have one out, take it out in the preparation."
        rows={absent.map(({ place, words }) => ({ words, note: place }))}
      />
      <Group
        title="No clause of the draft, and not changed"
        hint="Covering notes and the like."
        rows={others.map(({ words }) => ({ words, note: '' }))}
        folded
      />
    </div>
  );
}

function summary({ changed, added, deleted, moved, already, struckBrackets, typedBrackets }: Findings): string {
  const parts = [
    [changed, 'clause is reworded', 'clauses are reworded'],
    [added, 'is new', 'are new'],
    [deleted, 'is taken out', 'are taken out'],
  ] as const;
  const said = parts.flatMap(([count, one, more]) => (count === 0 ? [] : [counted(count, one, more)]));
  const more = [
    moved === 0
      ? ''
      : `${moved === 1 ? 'One passage was' : `${moved} passages were`} moved: out where it stood, in where it goes.`,
    already === 0
      ? ''
      : `${already === 1 ? 'One clause reads' : `${already} clauses read`} already in the draft as you would have it.`,
    struckBrackets === 0 ? '' : 'Brackets alone were struck: a bracket goes only with a decision.',
    typedBrackets === 0 ? '' : BRACKETS_TYPED,
  ];
  return [`${said.join(', ')}.`, ...more.filter(Boolean)].join(' ');
}

interface GroupProps {
  readonly title: string;
  readonly hint: string;
  readonly rows: readonly { readonly words: string; readonly note: string }[];
  readonly folded?: boolean;
}

function Group({ title, hint, rows, folded = false }: GroupProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <details open={!folded} className="finding-group">
      <summary>
        {title} <span className="count">{rows.length}</span>
      </summary>
      <p className="muted small">{hint}</p>
      <ul>
        {rows.map(({ words, note }, index) => (
          // The same words may stand there twice.
          <li key={`${index} ${words}`}>
            <q>{words}</q>
            {note !== '' && <span className="muted small">{note}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
