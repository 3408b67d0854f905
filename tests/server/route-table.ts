import type { Router } from 'express';
import { httpApp } from '../../server/http/app.ts';

/** A route of the server, as the program writes it. */
export interface Route {
  readonly method: string;
  /** With the names of its parts, such as `/api/drafts/:draft`. */
  readonly path: string;
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Stands for a service: an app is made with it, and nothing is asked of that. */
const anything: object = new Proxy(() => anything, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
});

type Services = Parameters<typeof httpApp>[0];

const SERVICES: Readonly<Record<keyof Services, unknown>> = {
  store: anything,
  rooms: anything,
  sessions: { secure: false },
  registry: anything,
  clock: anything,
  log: anything,
  meter: anything,
  limits: anything,
  rates: anything,
  readiness: anything,
  checkpoints: anything,
  aside: anything,
  publicOrigin: null,
  metricsToken: null,
  answers: anything,
  recheck: anything,
};

/** Every route of the server, found by walking the app: a new one cannot be forgotten. */
export function routeTable(): Route[] {
  const app = httpApp(SERVICES as unknown as Services, null);
  const walk = (layers: readonly Layer[]): Route[] =>
    layers.flatMap(({ route, handle }) =>
      route === undefined
        ? walk(handle.stack ?? [])
        : Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path })),
    );
  const outside = new Set(['/healthz', '/readyz', '/metrics']);
  return walk((app.router as unknown as Router & { readonly stack: readonly Layer[] }).stack).map(({ method, path }) => ({
    method,
    path: outside.has(path) ? path : `/api${path}`,
  }));
}
