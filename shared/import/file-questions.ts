import { shortened } from '../base/shortened.ts';
import type { FileAuthor, MarkingWay } from './brought-findings.ts';
import type { FileChoices, FileText, FileWords, Meaning } from './file-text.ts';

/** What only a person can say of a file: whose changes are the delegation's, and what marks mean. */
export interface FileQuestions {
  readonly authors: readonly FileAuthor[];
  readonly ways: readonly MarkingWay[];
  /** Whether what was changed without tracking can be told. */
  readonly isWhole: boolean;
}

/** What is asked of a file, and what is taken for the answer until somebody says. `nameOf`: whoever of the process a name in the file is, as an id. */
export function questionsOf(
  file: FileText,
  ours: string,
  nameOf: (author: string) => string | null,
): { readonly questions: FileQuestions; readonly suggested: FileChoices } {
  const authors = authorsOf(file);
  const isTracked = authors.some(({ insertions, deletions }) => insertions + deletions > 0);
  const ways = waysOf(file, isTracked);
  const own = authors.filter(({ name }) => nameOf(name) === ours);
  // A capital's officials are nobody of the process by name; another delegation is.
  const taken = own.length > 0 ? own : authors.filter(({ name }) => nameOf(name) === null);
  return {
    questions: { authors, ways, isWhole: file.isWhole },
    suggested: {
      authors: taken.map(({ name }) => name),
      untracked: file.isWhole,
      legend: Object.fromEntries(ways.map(({ way, meaning }) => [way, meaning])),
    },
  };
}

function authorsOf({ paragraphs, comments }: FileText): FileAuthor[] {
  const counts = new Map<string, { insertions: number; deletions: number; comments: number }>();
  const of = (name: string): { insertions: number; deletions: number; comments: number } => {
    const count = counts.get(name) ?? { insertions: 0, deletions: 0, comments: 0 };
    counts.set(name, count);
    return count;
  };
  for (const { words, insertedBy, deletedBy } of paragraphs) {
    // Words side by side of one author are one change, and the end of a paragraph goes with its words.
    const each = (who: (one: FileWords) => string | null, what: 'insertions' | 'deletions', end: string | null): void => {
      const met = new Set<string>();
      let last: string | null = null;
      for (const one of words) {
        const name = who(one);
        if (name !== null && name !== last) of(name)[what] += 1;
        if (name !== null) met.add(name);
        last = name;
      }
      if (end !== null && !met.has(end)) of(end)[what] += 1;
    };
    each((one) => one.insertedBy, 'insertions', insertedBy);
    each((one) => one.deletedBy, 'deletions', deletedBy);
  }
  for (const { author } of comments) of(author).comments += 1;
  return [...counts].map(([name, count]) => ({ name, ...count }));
}

const MOST_EXAMPLES = 3;
const LONGEST_EXAMPLE = 80;

function waysOf({ paragraphs }: FileText, isTracked: boolean): MarkingWay[] {
  const found = new Map<string, { count: number; examples: string[] }>();
  for (const { words } of paragraphs) {
    let last: string | null = null;
    for (const one of words) {
      const way = one.insertedBy === null && one.deletedBy === null && one.text.trim() !== '' ? one.way : null;
      const known = way === null ? undefined : (found.get(way) ?? { count: 0, examples: [] });
      if (way !== null && known !== undefined && way !== last) {
        found.set(way, known);
        known.count += 1;
        const example = one.text.trim();
        if (known.examples.length < MOST_EXAMPLES) known.examples.push(shortened(example, LONGEST_EXAMPLE));
      }
      if (one.text.trim() !== '') last = way;
    }
  }
  return [...found].map(([way, { count, examples }]) => ({
    way,
    count,
    examples,
    meaning: isTracked ? 'nothing' : meaningOf(way),
  }));
}

/** What delegations mostly mean by such marks (CONVENTIONS 1.9 has five keys in one document); bold and colour alone may be anything. */
function meaningOf(way: string): Meaning {
  const looks = way.split(', ');
  if (looks.includes('struck')) return 'deletion';
  if (looks.includes('underlined')) return 'insertion';
  return 'nothing';
}
