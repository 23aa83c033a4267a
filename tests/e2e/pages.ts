import type { FeaturePage } from '../../packages/web/src/console/feature.ts';
import { FEATURES } from '../../packages/web/src/console/features.ts';

/** What asks nothing by itself is looked at with what it is asked for. */
const WITH: Readonly<Record<string, string>> = {
  '/knowledge/new': '?gap=1',
  '/freight/cold-chain/trace': '?lot=L1',
};

/** Of things that are not numbered from 1: one as they are written, that there is not. */
const ONE_OF: Readonly<Record<string, string>> = {
  ...{ kind: 'truck', trip: 'T20200101-00001' },
  ...{ consignment: 'C20200101-0001', recall: 'H20200101-0001' },
};

/** The address of a page with every parameter filled in, so that there can be a page for it. */
function addressOf({ path, accepts }: FeaturePage): string {
  const names = [...path.matchAll(/\$(\w+)/g)].map(([, name]) => name);
  const params = Object.fromEntries(names.map((name) => [name, ONE_OF[name] ?? '1']));
  if (accepts?.(params) === false) throw new Error(`${path} is not opened by ${JSON.stringify(params)}`);
  return path.replaceAll(/\$(\w+)/g, (_, name: string) => params[name]) + (WITH[path] ?? '');
}

/** Every page that there is: the console's own, and those of all features; of pages of one thing, the thing of number 1. */
export const PAGES: readonly string[] = [
  ...['/', '/map', '/about'],
  ...FEATURES.flatMap(({ tabs = [] }) => tabs.map(({ key }) => `/admin/${key}`)),
  ...FEATURES.flatMap(({ pages = [] }) => pages.map(addressOf)),
];
