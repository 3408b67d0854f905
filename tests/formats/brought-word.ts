import { clauseId } from '../../shared/base/ids.ts';
import { broughtFrom, type Brought } from '../../shared/import/brought.ts';
import { questionsOf } from '../../shared/import/file-questions.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { amendedText } from '../../server/formats/docx/reading/amended-text.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { REGISTRY } from '../projection/built.ts';

/** Who amends a file in its capital. */
export const US = 'A. Hansen';

const asTheyStand = ({ clauses, state }: ManuscriptSources): Clause[] =>
  clauses.map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomesOf(state)) }));

/** What a file brings to a draft that stood as `made` when the file was written. */
export function bring(
  file: Uint8Array,
  draft: ManuscriptSources,
  answers: Partial<FileChoices> = {},
  made: ManuscriptSources = draft,
): Brought {
  const word = readWord(file);
  if (!word.ok) throw new Error(word.refusal);
  let count = 0;
  const { text } = amendedText(word.value, () => `k${(count += 1)}`);
  const { suggested } = questionsOf(text, 'p-none', (name) => REGISTRY.resolve(name)?.id ?? null);
  return broughtFrom({
    file: text,
    choices: { ...suggested, ...answers },
    clauses: asTheyStand(draft),
    numbers: numbersOf(draft.clauses, draft.state).of,
    asMade: asTheyStand(made),
    newClause: () => clauseId(`new${(count += 1)}`),
  });
}

const shown = (list: readonly Clause[]): string[] => list.map((one) => `${one.id}: ${plainText(one)}`);

/** What reads otherwise than it stands. */
export const changed = ({ base, edited }: Brought): string[] => {
  const before = new Set(shown(base));
  return shown(edited).filter((one) => !before.has(one));
};
