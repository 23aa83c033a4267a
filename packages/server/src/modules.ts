import { declaration as accounts } from './base/accounts/index.ts';
import { declaration as audit } from './base/audit/index.ts';
import { declaration as detectors } from './base/detectors/index.ts';
import { declaration as history } from './base/history/index.ts';
import { declaration as keys } from './base/keys/index.ts';
import { declaration as obligations } from './base/obligations/index.ts';
import { declaration as quality } from './base/quality/index.ts';
import { declaration as sharing } from './base/sharing/index.ts';
import { declaration as sources } from './base/sources/index.ts';
import { declaration as views } from './base/views/index.ts';
import { declaration as calibration } from './brain/calibration/index.ts';
import { declaration as indices } from './brain/indices/index.ts';
import { declaration as network } from './brain/network/index.ts';
import { declaration as perception } from './brain/perception/index.ts';
import { declaration as simulation } from './brain/simulation/index.ts';
import { kitErrors, textsOf } from './kit/errors.ts';
import type { ModuleDeclaration } from './kit/module.ts';
import { liveMap } from './platforms/command/live-map/index.ts';
import { scores } from './platforms/decision/scores/index.ts';
import { studies } from './platforms/decision/studies/index.ts';
import { suggestions } from './platforms/decision/suggestions/index.ts';
import type { PlatformModule } from './platforms/platform-module.ts';

/** Modules of base and brain, those first that others stand on; their compositions tie them. */
const FLOORS: readonly ModuleDeclaration[] = [
  audit,
  keys,
  accounts,
  obligations,
  sharing,
  quality,
  history,
  sources,
  detectors,
  views,
  network,
  indices,
  perception,
  calibration,
  simulation,
];

/** Modules of the six platforms: one line for each. */
export const PLATFORM_MODULES: readonly PlatformModule[] = [liveMap, studies, scores, suggestions];

/** Every module, those first that others stand on: the order in which their tables are made. */
export const MODULES: readonly ModuleDeclaration[] = [...FLOORS, ...PLATFORM_MODULES];

/** Texts of every error of the interface, by code. */
export const ERROR_TEXTS = textsOf(kitErrors, ...MODULES.flatMap(({ errors }) => (errors ? [errors] : [])));
