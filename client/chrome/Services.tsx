import { createContext, useContext } from 'react';
import type { Registry } from '../../shared/participants/registry.ts';
import type { SessionInfo } from '../../shared/protocol/api.ts';
import type { Api } from '../state/api.ts';
import type { OpensDraft } from '../state/ahead.ts';
import type { HeldDraft } from '../state/held-draft.ts';
import type { Readable } from '../state/readable.ts';
import type { Opening } from '../state/open-draft.ts';
import type { Kept } from '../sync/kept.ts';
import type { TabLocks } from '../sync/tab-lock.ts';
import type { SessionStore } from '../state/session.ts';

/** What every screen may use, made in `main.tsx`. */
export interface Services {
  readonly api: Api;
  readonly session: SessionStore;
  readonly origin: string;
  readonly kept: Kept;
  readonly locks: TabLocks;
  readonly openDraft: OpensDraft;
  /** The draft that was left without a connection, and is gone back to without one. */
  readonly held: Readable<HeldDraft | null>;
}

/** Who sits here, for every screen behind the sign-in. */
export interface Sitting extends SessionInfo {
  readonly registry: Registry;
}

const ServicesContext = createContext<Services | null>(null);
const SittingContext = createContext<Sitting | null>(null);

export const ServicesProvider = ServicesContext.Provider;
export const SittingProvider = SittingContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('no services: the composition root provides them');
  return services;
}

export function useSitting(): Sitting {
  const sitting = useContext(SittingContext);
  if (sitting === null) throw new Error('nobody sits here: the screen is to stand behind the sign-in');
  return sitting;
}

/** What opening a room needs. */
export function openingOf(services: Services, sitting: Sitting): Opening {
  const { api, origin, kept, locks } = services;
  return { api, origin, kept, locks, seat: sitting.seat, registry: sitting.registry };
}
