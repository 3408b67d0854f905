import type { Manuscript } from './manuscript.ts';

/** Whether a paper is printed on its side: its tables have many columns. */
export function isLandscape({ blocks }: Manuscript): boolean {
  return blocks.some(({ type }) => type === 'table');
}
