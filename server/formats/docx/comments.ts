import { Paragraph, type ICommentOptions } from 'docx';
import { STANCE_WORDS } from '../../../shared/manuscript/compose.ts';
import type { ProposalFacts } from '../../../shared/manuscript/manuscript.ts';
import { STANCES, type Stance } from '../../../shared/proposals/position.ts';
import { directionOf } from '../../../shared/text/direction.ts';
import { NOBODY } from './file-names.ts';

/** A comment of a file, with its number in it, from 0. */
export type Remark = ICommentOptions;

/** The author of what is said for nobody in particular. */
const RECORD = 'Record of positions';

/** What is said of a proposal: its rationale, by whoever brought it, and the positions taken on it. Nothing where there is neither. */
export function commentsOn(facts: ProposalFacts, next: number): Remark[] {
  const said = facts.positions.map(({ stance, names }) => `${stance}: ${names.join(', ')}.`);
  const lists = [
    ...(facts.rationale === '' ? [] : [{ author: facts.by ?? NOBODY, lines: facts.rationale.split('\n') }]),
    ...(said.length === 0 ? [] : [{ author: RECORD, lines: said }]),
  ];
  return lists.map(({ author, lines }, index) => ({
    id: next + index,
    author,
    initials: initialsOf(author),
    date: new Date(facts.tabledAt === '' ? 0 : facts.tabledAt),
    children: [...lines, reference(facts)].map((text) => new Paragraph({ text, bidirectional: directionOf(text) === 'rtl' })),
  }));
}

const REFERENCE = /(?:^|\n)No\. (\d+) in the register, record [^\n]*\.\s*$/;

/** Whether a comment is one that a file was written with, and says nothing new. */
export function isRecordRemark(text: string): boolean {
  return REFERENCE.test(text);
}

/** What a comment that a file was written with says of a proposal, by its number in the register: its rationale, or the positions taken. Null for any other. */
export function recordRemark({ author, text }: { readonly author: string; readonly text: string }): RecordRemark | null {
  const reference = REFERENCE.exec(text);
  if (reference === null) return null;
  const said = text.slice(0, reference.index);
  const no = Number(reference[1]);
  if (author !== RECORD) return { no, rationale: said, positions: null };
  const positions = said.split('\n').flatMap((line) => {
    const [, words, names] = /^([^:]+): (.*)\.$/.exec(line.trim()) ?? [];
    const stance = STANCES.find((one) => STANCE_WORDS[one] === words);
    return stance === undefined || names === undefined ? [] : [{ stance, names }];
  });
  return { no, rationale: '', positions };
}

/** `names`: as they are listed, a comma between. `positions`: null in a comment that gives the rationale. */
export interface RecordRemark {
  readonly no: number;
  readonly rationale: string;
  readonly positions: readonly { readonly stance: Stance; readonly names: string }[] | null;
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
