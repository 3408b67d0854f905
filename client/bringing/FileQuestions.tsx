import { capital, counted } from '../../shared/base/phrases.ts';
import type { FileAuthor } from '../../shared/import/brought-findings.ts';
import type { FileQuestions as Questions } from '../../shared/import/file-questions.ts';
import { MEANINGS, type FileChoices, type Meaning } from '../../shared/import/file-text.ts';

export interface FileQuestionsProps {
  readonly questions: Questions;
  readonly choices: FileChoices;
  readonly busy: boolean;
  readonly onChoose: (part: Partial<FileChoices>) => void;
}

const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  insertion: 'Words put in',
  deletion: 'Words taken out',
  comment: 'A remark',
  nothing: 'Nothing',
};

/** Whose tracked changes count, and what colours and the like stand for. */
export function FileQuestions({ questions, choices, busy, onChoose }: FileQuestionsProps) {
  const { authors, ways, isWhole } = questions;
  const tick = (name: string, isOurs: boolean): void =>
    onChoose({ authors: isOurs ? [...choices.authors, name] : choices.authors.filter((one) => one !== name) });
  return (
    <>
      <fieldset className="file-authors" disabled={busy}>
        <legend>Changes of</legend>
        {authors.length === 0 && <p className="muted small">Nothing in this file is tracked as a change.</p>}
        {authors.map((author) => (
          <label key={author.name} className="check">
            <input
              type="checkbox"
              checked={choices.authors.includes(author.name)}
              onChange={(event) => tick(author.name, event.target.checked)}
            />
            <span>
              {author.name} <span className="muted small">{countsOf(author)}</span>
            </span>
          </label>
        ))}
        {isWhole && (
          <label className="check">
            <input
              type="checkbox"
              checked={choices.untracked}
              onChange={(event) => onChoose({ untracked: event.target.checked })}
            />
            <span>
              Whoever changed words without tracking{' '}
              <span className="muted small">wherever the file does not read as the draft did when it was saved</span>
            </span>
          </label>
        )}
      </fieldset>
      {ways.length > 0 && (
        <fieldset className="file-legend" disabled={busy}>
          <legend>Words are marked without being tracked. What does each way of marking stand for?</legend>
          {ways.map(({ way, count, examples }) => (
            <label key={way} className="field">
              <span>
                {capital(way)}{' '}
                <span className="muted small">
                  {count === 1 ? 'once' : `${count} times`}: {examples.map((one) => `“${one}”`).join(', ')}
                </span>
              </span>
              <select
                value={choices.legend[way] ?? 'nothing'}
                onChange={(event) => {
                  const meaning = MEANINGS.find((one) => one === event.target.value);
                  if (meaning !== undefined) onChoose({ legend: { ...choices.legend, [way]: meaning } });
                }}
              >
                {MEANINGS.map((meaning) => (
                  <option key={meaning} value={meaning}>
                    {MEANING_WORDS[meaning]}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function countsOf({ insertions, deletions, comments }: FileAuthor): string {
  const parts = [
    [insertions, 'insertion'],
    [deletions, 'deletion'],
    [comments, 'comment'],
  ] as const;
  return parts.flatMap(([count, one]) => (count === 0 ? [] : [counted(count, one)])).join(', ');
}
