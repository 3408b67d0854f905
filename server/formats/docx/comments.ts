import { Paragraph, type ICommentOptions } from 'docx';
import type { ProposalFacts } from '../../../shared/manuscript/manuscript.ts';
import { NOBODY } from './file-names.ts';

/** A comment of a file, with its number in it, from 0. */
export type Remark = ICommentOptions;

/** The author of what is said for nobody in particular. */
const RECORD = 'Record of positions';

/** What is said of a proposal: its rationale, by whoever brought it, and the positions taken on it. Nothing where there is neither. */
export function commentsOn(facts: ProposalFacts, next: number): Remark[] {
  const said = facts.positions.map(({ stance, names }) => `${stance}: ${names.join(', ')}.`);
  const lists = [
    ...(facts.rationale === '' ? [] : [{ author: facts.by ?? NOBODY, lines: [facts.rationale] }]),
    ...(said.length === 0 ? [] : [{ author: RECORD, lines: said }]),
  ];
  return lists.map(({ author, lines }, index) => ({
    id: next + index,
    author,
    initials: initialsOf(author),
    date: new Date(facts.tabledAt === '' ? 0 : facts.tabledAt),
    children: [...lines, reference(facts)].map((text) => new Paragraph({ text })),
  }));
}

/** Whether a comment is one that a file was written with, and says nothing new. */
export function isRecordRemark(text: string): boolean {
  return /(?:^|\n)No\. \d+ in the register, record [^\n]*\.\s*$/.test(text);
}

function reference({ no, entry }: ProposalFacts): string {
  return `No. ${no} in the register, record ${entry}.`;
}

function initialsOf(author: string): string {
  return author
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter) => /\p{Lu}/u.test(letter))
    .join('')
    .slice(0, MOST_INITIALS);
}

const MOST_INITIALS = 4;
