import type { Packages } from './packages.ts';
import type { Pendings } from './pending.ts';
import { NO_ORDER, type RunningOrder } from './running-order.ts';
import type { Togethers } from './together.ts';

/** With what a chair brings many points to an end: packages, what waits for what, acts on several, the order of taking them up. */
export interface Instruments {
  readonly packages: Packages;
  readonly pendings: Pendings;
  /** Acts on several that have not been reopened. */
  readonly togethers: Togethers;
  readonly order: RunningOrder;
}

export const NO_INSTRUMENTS: Instruments = {
  packages: new Map(),
  pendings: new Map(),
  togethers: new Map(),
  order: NO_ORDER,
};
