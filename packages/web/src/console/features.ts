import type { Feature } from './feature.ts';
import { accounts } from './features/accounts/index.ts';
import { audit } from './features/audit/index.ts';
import { desk } from './features/desk/index.ts';
import { detectors } from './features/detectors/index.ts';
import { history } from './features/history/index.ts';
import { indices } from './features/indices/index.ts';
import { keys } from './features/keys/index.ts';
import { network } from './features/network/index.ts';
import { sharing } from './features/sharing/index.ts';
import { sources } from './features/sources/index.ts';
import { studies } from './features/studies/index.ts';
import { vehicles } from './features/vehicles/index.ts';
import { views } from './features/views/index.ts';

/** All features, in the order of navigation, tabs and cards; a new one is a folder and a line here. */
const ALL = [
  indices,
  sources,
  detectors,
  history,
  network,
  studies,
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
