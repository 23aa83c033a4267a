import { accountRoutes, roleRoutes, unitRoutes } from './accounts.ts';
import { auditRoutes } from './audit.ts';
import { historyRoutes } from './history.ts';
import { indexConfigRoutes, indexPeriodRoutes, indexRoutes } from './index-routes.ts';
import { keyRoutes } from './keys.ts';
import { liveMapRoutes, liveRoutes } from './live-map.ts';
import { networkRoutes } from './network.ts';
import { operationsRoutes } from './operations.ts';
import { linkEvidenceRoutes, linkRoutes } from './perception.ts';
import { qualityRoutes } from './quality.ts';
import type { Answer, Given, Route } from './route.ts';
import { oidcRoutes, ownAccountRoutes, sessionRoutes } from './session.ts';
import { sharingRoutes } from './sharing.ts';
import { rosterRoutes, sourceRoutes, sourceSettingsRoutes, terminalRoutes } from './sources.ts';

/** Every route of the platform: one line for each module. */
export const ROUTES = {
  ...sessionRoutes,
  ...oidcRoutes,
  ...ownAccountRoutes,
  ...accountRoutes,
  ...roleRoutes,
  ...unitRoutes,
  ...sharingRoutes,
  ...keyRoutes,
  ...auditRoutes,
  ...sourceRoutes,
  ...sourceSettingsRoutes,
  ...terminalRoutes,
  ...rosterRoutes,
  ...qualityRoutes,
  ...historyRoutes,
  ...networkRoutes,
  ...linkRoutes,
  ...linkEvidenceRoutes,
  ...indexRoutes,
  ...indexPeriodRoutes,
  ...indexConfigRoutes,
  ...liveMapRoutes,
  ...liveRoutes,
  ...operationsRoutes,
} as const;

type Declared = (typeof ROUTES)[keyof typeof ROUTES];
/** Each route by its method and path: "GET /api/v1/sources/:id". */
type ByAddress = { [R in Declared as `${R['method']} ${R['path']}`]: R };

/** "GET /api/v1/sources/:id": how a caller names a route. */
export type Address = keyof ByAddress;

/** The parts of a request that a route takes, and nothing else. */
export type ArgsOf<A extends Address> = Parts<ByAddress[A]>;
export type AnswerOf<A extends Address> = Answer<ByAddress[A]>;

type Part = 'params' | 'query' | 'body';
type IsOptional<T> = Record<never, never> extends T ? true : false;
/** A part is left out where all that it holds may be. */
type Parts<R extends Route> = {
  [P in Part as R[P] extends object ? (IsOptional<Given<R[P]>> extends true ? never : P) : never]: Given<
    R[P]
  >;
} & {
  [P in Part as R[P] extends object ? (IsOptional<Given<R[P]>> extends true ? P : never) : never]?: Given<
    R[P]
  >;
};
