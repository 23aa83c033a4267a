import { FEATURES } from '../../packages/web/src/console/features.ts';

/** A form asks nothing by itself: it is looked at with what it is written for. */
const WITH: Readonly<Record<string, string>> = { '/knowledge/new': '?gap=1' };

/** Every page that there is: the console's own, and those of all features; of pages of one thing, the thing of number 1. */
export const PAGES: readonly string[] = [
  ...['/', '/map', '/about'],
  ...FEATURES.flatMap(({ tabs = [] }) => tabs.map(({ key }) => `/admin/${key}`)),
  ...FEATURES.flatMap(({ pages = [] }) =>
    pages.map(({ path }) => path.replaceAll(/\$\w+/g, '1') + (WITH[path] ?? '')),
  ),
];
