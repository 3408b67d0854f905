import type { Transaction } from 'yjs';

/**
 * Yjs takes marks that say nothing new out of every document it touches, unasked. What a reader's document so deletes never reaches the
 * others, and words that come later between such marks would read otherwise here than there. The server alone tidies, and says so to all.
 */
export function leaveUntidied(transaction: Transaction): void {
  Object.assign(transaction, { _needFormattingCleanup: false });
}
