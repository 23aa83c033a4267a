import { declaration as accounts } from './base/accounts/index.ts';
import { declaration as attachments } from './base/attachments/index.ts';
import { declaration as audit } from './base/audit/index.ts';
import { declaration as detectors } from './base/detectors/index.ts';
import { declaration as history } from './base/history/index.ts';
import { declaration as interchange } from './base/interchange/index.ts';
import { declaration as keys } from './base/keys/index.ts';
import { declaration as messages } from './base/messages/index.ts';
import { declaration as obligations } from './base/obligations/index.ts';
import { declaration as quality } from './base/quality/index.ts';
import { declaration as sharing } from './base/sharing/index.ts';
import { declaration as sources } from './base/sources/index.ts';
import { declaration as superiors } from './base/superiors/index.ts';
import { declaration as views } from './base/views/index.ts';
import { declaration as calibration } from './brain/calibration/index.ts';
import { declaration as detection } from './brain/detection/index.ts';
import { declaration as indices } from './brain/indices/index.ts';
import { declaration as network } from './brain/network/index.ts';
import { declaration as perception } from './brain/perception/index.ts';
import { declaration as simulation } from './brain/simulation/index.ts';
import { calendarErrors } from './kit/calendar/index.ts';
import { clockErrors } from './kit/clocks/index.ts';
import { kitErrors, textsOf } from './kit/errors.ts';
import type { ModuleDeclaration } from './kit/module.ts';
import { calls } from './platforms/citizen/calls/index.ts';
import { caseClasses } from './platforms/citizen/case-classes/index.ts';
import { cases } from './platforms/citizen/cases/index.ts';
import { intake } from './platforms/citizen/intake/index.ts';
import { knowledge } from './platforms/citizen/knowledge/index.ts';
import { reviews } from './platforms/citizen/reviews/index.ts';
import { selfService } from './platforms/citizen/self-service/index.ts';
import { site } from './platforms/citizen/site/index.ts';
import { statistics } from './platforms/citizen/statistics/index.ts';
import { visits } from './platforms/citizen/visits/index.ts';
import { drills } from './platforms/command/drills/index.ts';
import { duty } from './platforms/command/duty/index.ts';
import { liveMap } from './platforms/command/live-map/index.ts';
import { plans } from './platforms/command/plans/index.ts';
import { situations } from './platforms/command/situations/index.ts';
import { warnings } from './platforms/command/warnings/index.ts';
import { weather } from './platforms/command/weather/index.ts';
import { scores } from './platforms/decision/scores/index.ts';
import { studies } from './platforms/decision/studies/index.ts';
import { suggestions } from './platforms/decision/suggestions/index.ts';
import { coldChain } from './platforms/freight/cold-chain/index.ts';
import { filing } from './platforms/freight/filing/index.ts';
import { gates } from './platforms/freight/gates/index.ts';
import { ports } from './platforms/freight/ports/index.ts';
import { regimes } from './platforms/freight/regimes/index.ts';
import { tracking } from './platforms/freight/tracking/index.ts';
import { trips } from './platforms/freight/trips/index.ts';
import type { PlatformModule } from './platforms/platform-module.ts';

/** Modules of base and brain, those first that others stand on; their compositions tie them. */
const FLOORS: readonly ModuleDeclaration[] = [
  audit,
  keys,
  accounts,
  attachments,
  messages,
  obligations,
  sharing,
  quality,
  history,
  sources,
  detectors,
  interchange,
  superiors,
  views,
  network,
  indices,
  perception,
  detection,
  calibration,
  simulation,
];

/** Modules of the six platforms: one line for each. */
export const PLATFORM_MODULES: readonly PlatformModule[] = [
  liveMap,
  studies,
  scores,
  suggestions,
  duty,
  warnings,
  weather,
  situations,
  plans,
  drills,
  cases,
  caseClasses,
  calls,
  knowledge,
  intake,
  visits,
  reviews,
  statistics,
  site,
  selfService,
  filing,
  regimes,
  trips,
  ports,
  gates,
  tracking,
  coldChain,
];

/** Every module, those first that others stand on: the order in which their tables are made. */
export const MODULES: readonly ModuleDeclaration[] = [...FLOORS, ...PLATFORM_MODULES];

/** Texts of every error of the interface, by code. */
export const ERROR_TEXTS = textsOf(
  ...[kitErrors, calendarErrors, clockErrors],
  ...MODULES.flatMap(({ errors }) => (errors ? [errors] : [])),
);
