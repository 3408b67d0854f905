import { clauseId, proposalId } from '../../../shared/base/ids.ts';
import { importText } from '../../../shared/import/import.ts';
import { ROSTER } from '../../../shared/participants/roster.ts';
import { registry } from '../../../shared/participants/registry.ts';
import { withoutSlots, type Clause } from '../../../shared/text/clause.ts';

/** A text under negotiation as it is imported, and what an import makes of it. */
export interface Corpus {
  /** The text as a file: Markdown with brackets and attributions. */
  readonly source: string;
  /** What stands in the text, read by the import's own code: the words that both editors show, and the marks that one of them shows. */
  readonly clauses: readonly Clause[];
  /** The words of each clause, without any bracket. */
  readonly words: readonly string[];
  readonly brackets: number;
}

const LENGTH = 60;
/** Every so many clauses have 17 brackets: 2,000 clauses have 1,700. */
export const PATTERN = 20;
const PER_PATTERN = 17;
const HEADING_EVERY = 40;

const WORDS =
  'the Commission will report annually to the Conference of the Parties on measures taken in good faith with regard to equitable use of shared waters and on needs of developing States as well as means of implementation including finance technology transfer and capacity building at all levels'.split(
    ' ',
  );

/** What stands in brackets in the clauses of a pattern, by their place in it; `…` before and behind it are plain words. */
const BRACKETS: Readonly<Record<number, string>> = {
  1: '[shall][should]',
  3: '[, subject to the availability of resources, - G77]',
  4: '[in good faith [and without any delay]]',
  6: '[within two years]',
  7: '[and in accordance with national circumstances - EU]',
  9: '[and takes note of the views of all Parties',
  10: 'and of the progress made]',
  11: '[shall][should][may]',
  13: '[with due regard to [the needs of small island States] - Norway]',
  15: '[as appropriate - Japan]',
  17: '[by consensus]',
  18: '[at its next session]',
  19: '[through the Secretariat]',
};

/** A text of so many clauses of some sixty words; every pattern of twenty has seventeen brackets. The same one each time. */
export function corpusOf(clauses: number): Corpus {
  const source = `${Array.from({ length: clauses }, (_, index) => clauseOf(index)).join('\n\n')}\n`;
  let ids = 0;
  const imported = importText(source, {
    fileName: 'bench.md',
    registry: registry(ROSTER),
    ids: { clause: () => clauseId(`c${(ids += 1)}`), proposal: () => proposalId(`p${(ids += 1)}`) },
  });
  const words = imported.clauses.map(({ runs }) => withoutSlots(runs.map(({ text }) => text).join('')));
  const brackets = imported.inherited.length;
  const expected = (clauses / PATTERN) * PER_PATTERN;
  if (imported.clauses.length !== clauses || brackets !== expected)
    throw new Error(`imported ${imported.clauses.length} clauses with ${brackets} brackets, not ${clauses} with ${expected}`);
  return { source, clauses: imported.clauses, words, brackets };
}

function clauseOf(index: number): string {
  if (index % HEADING_EVERY === 0) return `## Means of cooperation, part ${index / HEADING_EVERY + 1}`;
  const bracket = BRACKETS[index % PATTERN];
  // What is carried over from the clause before stands at the beginning, what goes on into the next at the end.
  const before = index % PATTERN === 9 ? LENGTH - 9 : index % PATTERN === 10 ? 0 : 12 + (index % 7);
  const first = plain(index, before);
  const rest = plain(index + 3, LENGTH - before - (bracket?.split(' ').length ?? 0));
  if (bracket === undefined) return sentence([first, rest]);
  return index % PATTERN === 9 ? `${capital(`${first} ${bracket}`)}` : sentence([first, bracket, rest]);
}

function plain(index: number, count: number): string {
  const words = Array.from({ length: Math.max(0, count) }, (_, at) => WORDS[(index * 7 + at * (1 + (index % 3))) % WORDS.length]);
  return words.join(' ');
}

function sentence(parts: readonly string[]): string {
  return `${capital(parts.filter((part) => part !== '').join(' '))}.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
