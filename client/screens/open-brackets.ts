import { grouped } from '../../shared/projection/length.ts';

/** How many brackets are open, by the name by which the desk, the draft and its burn-down tell that number. */
export function openBracketsTold(count: number): string {
  return count === 1 ? '1 open bracket' : `${grouped(count)} open brackets`;
}
