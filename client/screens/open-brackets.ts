import { counted } from '../../shared/base/phrases.ts';

/** How many brackets are open, by the name by which the desk, the draft and its burn-down tell that number. */
export function openBracketsTold(count: number): string {
  return counted(count, 'open bracket');
}
