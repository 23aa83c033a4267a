import type { Feature } from './feature.ts';
import { accounts } from './features/accounts/index.ts';
import { audit } from './features/audit/index.ts';
import { cases } from './features/cases/index.ts';
import { desk } from './features/desk/index.ts';
import { detection } from './features/detection/index.ts';
import { detectors } from './features/detectors/index.ts';
import { drills } from './features/drills/index.ts';
import { duty } from './features/duty/index.ts';
import { freightColdChain } from './features/freight-cold-chain/index.ts';
import { freightFiling } from './features/freight-filing/index.ts';
import { freightGates } from './features/freight-gates/index.ts';
import { freightPorts } from './features/freight-ports/index.ts';
import { freightRegimes } from './features/freight-regimes/index.ts';
import { freightTracking } from './features/freight-tracking/index.ts';
import { freightTrips } from './features/freight-trips/index.ts';
import { history } from './features/history/index.ts';
import { indices } from './features/indices/index.ts';
import { intake } from './features/intake/index.ts';
import { keys } from './features/keys/index.ts';
import { knowledge } from './features/knowledge/index.ts';
import { messages } from './features/messages/index.ts';
import { network } from './features/network/index.ts';
import { plans } from './features/plans/index.ts';
import { platforms } from './features/platforms/index.ts';
import { reviews } from './features/reviews/index.ts';
import { sharing } from './features/sharing/index.ts';
import { situations } from './features/situations/index.ts';
import { sources } from './features/sources/index.ts';
import { statistics } from './features/statistics/index.ts';
import { studies } from './features/studies/index.ts';
import { vehicles } from './features/vehicles/index.ts';
import { views } from './features/views/index.ts';
import { visits } from './features/visits/index.ts';
import { warnings } from './features/warnings/index.ts';
import { weather } from './features/weather/index.ts';

/** All features, in the order of navigation, tabs and cards; a new one is a folder and a line here. */
const ALL = [
  indices,
  warnings,
  duty,
  sources,
  detectors,
  history,
  weather,
  messages,
  network,
  detection,
  situations,
  studies,
  plans,
  drills,
  freightTracking,
  freightTrips,
  freightPorts,
  freightGates,
  freightColdChain,
  freightRegimes,
  freightFiling,
  platforms,
  cases,
  intake,
  knowledge,
  visits,
  statistics,
  reviews,
  vehicles,
  accounts,
  sharing,
  keys,
  audit,
  desk,
  views,
] as const;

type Pages<F> = F extends { readonly pages: readonly (infer P)[] } ? P : never;
/** Every page of a feature, by which links are checked. */
export type Page = Pages<(typeof ALL)[number]>;

export const FEATURES: readonly Feature[] = ALL;
