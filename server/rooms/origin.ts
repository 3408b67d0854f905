import type { SeatId } from '../../shared/base/ids.ts';

/** On whose account a transaction of a document runs: a seat's update, the server's own writing, or the log at loading. */
export type Origin = { readonly by: 'seat'; readonly seat: SeatId } | { readonly by: 'server' } | { readonly by: 'log' };
