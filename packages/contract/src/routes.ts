import { accountsContract } from './accounts.ts';
import { alertmanagerContract } from './alertmanager.ts';
import { auditContract } from './audit.ts';
import { calibrationContract } from './calibration.ts';
import { callsContract } from './calls.ts';
import { caseClassesContract } from './case-classes.ts';
import { casesContract } from './cases.ts';
import { detectionContract } from './detection.ts';
import { detectorsContract } from './detectors.ts';
import { drillsContract } from './drills.ts';
import { dutyContract } from './duty.ts';
import { coldChainContract } from './freight-cold-chain.ts';
import { freightFilingContract } from './freight-filing.ts';
import { freightGatesContract } from './freight-gates.ts';
import { freightPortsContract } from './freight-ports.ts';
import { freightRegimesContract } from './freight-regime-routes.ts';
import { trackingContract } from './freight-tracking.ts';
import { freightTripsContract } from './freight-trip-routes.ts';
import { historyContract } from './history.ts';
import { indicesContract } from './index-routes.ts';
import { intakeContract } from './intake.ts';
import { interchangeContract } from './interchange.ts';
import { keysContract } from './keys.ts';
import { knowledgeContract } from './knowledge.ts';
import { liveMapContract } from './live-map.ts';
import type { LiveTopicEntry } from './live-topic.ts';
import { messagesContract } from './messages.ts';
import type { ModuleContract } from './module.ts';
import { networkContract } from './network.ts';
import { obligationsContract } from './obligations.ts';
import { operationsContract } from './operations.ts';
import { perceptionContract } from './perception.ts';
import type { PermissionEntry } from './permission.ts';
import { plansContract } from './plans.ts';
import { qualityContract } from './quality.ts';
import { reviewsContract } from './reviews.ts';
import type { Answer, Given, Route } from './route.ts';
import { scoresContract } from './scores.ts';
import { sessionContract } from './session.ts';
import { sharingContract } from './sharing.ts';
import { situationsContract } from './situations.ts';
import { sourcesContract } from './sources.ts';
import { statisticsContract } from './statistics.ts';
import { studiesContract } from './studies.ts';
import { suggestionsContract } from './suggestions.ts';
import { superiorsContract } from './superiors.ts';
import { viewsContract } from './views.ts';
import { visitsContract } from './visits.ts';
import { warningsContract } from './warning-routes.ts';
import { weatherContract } from './weather.ts';

/** Every module of the platform that has an interface: one line for each. */
const CONTRACTS = [
  sessionContract,
  accountsContract,
  sharingContract,
  keysContract,
  auditContract,
  messagesContract,
  sourcesContract,
  qualityContract,
  detectorsContract,
  interchangeContract,
  superiorsContract,
  historyContract,
  networkContract,
  perceptionContract,
  indicesContract,
  detectionContract,
  calibrationContract,
  liveMapContract,
  studiesContract,
  scoresContract,
  suggestionsContract,
  dutyContract,
  warningsContract,
  weatherContract,
  alertmanagerContract,
  situationsContract,
  plansContract,
  drillsContract,
  casesContract,
  caseClassesContract,
  callsContract,
  intakeContract,
  visitsContract,
  freightPortsContract,
  reviewsContract,
  statisticsContract,
  knowledgeContract,
  coldChainContract,
  freightGatesContract,
  freightRegimesContract,
  trackingContract,
  freightFilingContract,
  freightTripsContract,
  obligationsContract,
  viewsContract,
  operationsContract,
] as const satisfies readonly ModuleContract[];
type Contract = (typeof CONTRACTS)[number];

/** Every route of the platform. */
export const ROUTES: readonly Route[] = CONTRACTS.flatMap(({ routes }) => Object.values<Route>(routes));

type NamesOf<M> = M extends ModuleContract ? keyof M['permissions'] : never;
/** "module:action". */
export type Permission = NamesOf<Contract>;

/** Every permission of the product. A route may ask only for one that stands here. */
export const PERMISSIONS = Object.assign({}, ...CONTRACTS.map(({ permissions }) => permissions)) as Readonly<
  Record<Permission, PermissionEntry>
>;

type TopicOf<M> = M extends { readonly topics: readonly (infer T extends LiveTopicEntry)[] }
  ? T['name']
  : never;
/** Topics of `/api/v1/live?topics=links,vehicles,indices`. */
export type LiveTopic = TopicOf<Contract>;

type ValueOf<T> = T[keyof T];
type RoutesOf<M> = M extends ModuleContract ? ValueOf<M['routes']> : never;
type Declared = RoutesOf<Contract>;
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
