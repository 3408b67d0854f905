import type { Random } from '../simulator/random.ts';
import { BRINGING } from './delegations.ts';

/** Depth to which brackets are nested, as in the text of 4 December 2015 (CONVENTIONS 1.3). */
export const DEEPEST = 8;

const WORDS =
  'parties commission measures equitable waters aquifer reporting cooperation assistance technical prevention consultation monitoring recharge protection users states regional obligations progress review finance capacity transfer knowledge institutions planning adverse effects reasonable sustained notification emergency harmful discharge basin arrangements exchange data information experts secretariat session decision'.split(
    ' ',
  );
const MODALS = ['shall', 'should', 'will', 'may', 'must'];

/** A draft as it comes before the conference, in the notation in which such drafts are written, and how many brackets are in it. */
export interface GeneratedDraft {
  readonly source: string;
  readonly brackets: number;
}

/** A draft with about so many open brackets: nested, over clauses, alone and in groups that exclude each other, attributed to sixty. */
export function generateDraft(brackets: number, random: Random): GeneratedDraft {
  return new Writer(brackets, random).write();
}

/** Words of a bracket, in the shares of CONVENTIONS 1.3: 39 % of one word, 25 % of 2 to 5, 26 % of 6 to 30, 9 % of 31 to 150, 2 % longer. */
const SIZES: readonly (readonly [share: number, from: number, to: number])[] = [
  [39, 1, 1],
  [25, 2, 5],
  [26, 6, 30],
  [9, 31, 150],
  [1, 151, 200],
];

class Writer {
  private left: number;
  private attributed = 0;
  private paragraphs = 0;
  private readonly lines: string[] = ['# Draft articles on shared waters'];
  private readonly random: Random;
  private readonly wanted: number;

  constructor(brackets: number, random: Random) {
    this.wanted = brackets;
    this.left = brackets;
    this.random = random;
  }

  write(): GeneratedDraft {
    for (let article = 1; this.left > 0; article += 1) {
      this.lines.push(`## Article ${article}`);
      for (let number = 1; number <= 6; number += 1) this.paragraph(number);
      // One in so many goes over the end of its clause (3.6 %).
      this.overClauses();
    }
    return { source: `${this.lines.join('\n\n')}\n`, brackets: this.wanted };
  }

  private paragraph(number: number): void {
    this.paragraphs += 1;
    const parts = [this.capital(this.words(3))];
    if (this.paragraphs === 2) parts.push(this.nested(DEEPEST));
    for (let place = 2 + this.random.below(3); place > 0; place -= 1) {
      parts.push(this.random.chance(0.4) ? this.group() : this.bracket(1), this.words(2 + this.random.below(5)));
    }
    this.lines.push(`${number}. ${parts.filter((part) => part !== '').join(' ')}.`);
  }

  /** Alternatives, glued where one of them is to stand. */
  private group(): string {
    const many = 2 + this.random.below(3);
    if (this.left < many) return this.bracket(1);
    const joint = this.random.chance(0.7) ? '' : ' ';
    if (this.random.chance(0.5)) {
      const from = this.random.below(MODALS.length);
      return Array.from({ length: many }, (_, at) => this.put(MODALS[(from + at) % MODALS.length] ?? 'shall')).join(joint);
    }
    return Array.from({ length: many }, () => this.bracket(1)).join(joint);
  }

  private bracket(depth: number): string {
    if (this.left <= 0) return '';
    const [from, to] = this.random.weighted(SIZES.map(([share, least, most]) => [share, [least, most] as const] as const));
    const size = from + this.random.below(to - from + 1);
    this.left -= 1;
    const within: string[] = [];
    for (let words = size; words > 0;) {
      const some = Math.min(words, 1 + this.random.below(8));
      within.push(this.words(some));
      words -= some;
      if (words > 0 && depth < DEEPEST && this.left > 0 && this.random.chance(0.06)) within.push(this.bracket(depth + 1));
    }
    this.left += 1;
    return this.put(within.join(' '));
  }

  /** One in another, so many deep. */
  private nested(depth: number): string {
    if (depth === 0 || this.left <= 0) return '';
    const before = this.words(1);
    this.left -= 1;
    const inner = this.nested(depth - 1);
    this.left += 1;
    return this.put([before, inner, this.words(1)].filter((part) => part !== '').join(' '));
  }

  private overClauses(): void {
    if (this.left <= 0) return;
    const [first, second] = [this.capital(this.words(9)), this.capital(this.words(7))];
    this.left -= 1;
    this.lines.push(`7. [${first}.`, `8. ${second}.]`);
  }

  /** Brackets, and for whom: two of three, all sixty in turn. */
  private put(words: string): string {
    this.left -= 1;
    if (!this.random.chance(0.67) && this.attributed >= BRINGING.length) return `[${words}]`;
    const whose = BRINGING[this.attributed % BRINGING.length];
    this.attributed += 1;
    return `[${words} - ${whose?.name ?? ''}]`;
  }

  private words(count: number): string {
    return Array.from({ length: count }, () => this.random.pick(WORDS) ?? '').join(' ');
  }

  private capital(text: string): string {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  }
}
