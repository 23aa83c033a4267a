import type { Bilingual } from '@opentocc/contract';
import type { Feature, Group, NavEntry } from '../feature.ts';

/** The groups of the navigation in their order, each with a name short enough to stand under its sign. */
const GROUPS: readonly (readonly [Group, Bilingual])[] = [
  ['map', { zh: '一张图', en: 'Map' }],
  ['command', { zh: '指挥', en: 'Command' }],
  ['decision', { zh: '决策', en: 'Decision' }],
  ['infrastructure', { zh: '设施', en: 'Assets' }],
  ['freight', { zh: '货运', en: 'Freight' }],
  ['citizen', { zh: '公众服务', en: 'Public' }],
  ['assurance', { zh: '保障', en: 'Assurance' }],
  ['brain', { zh: '大脑', en: 'Brain' }],
  ['base', { zh: '底座', en: 'Base' }],
  ['system', { zh: '系统', en: 'System' }],
];

const MAP: NavEntry = {
  to: '/map',
  label: { zh: '一张图', en: 'Live map' },
  group: 'map',
  authority: 'map:read',
};

/** Every page that the navigation leads to. */
const entriesOf = (features: readonly Feature[]): readonly NavEntry[] => [
  MAP,
  ...features.flatMap(({ nav = [] }) => nav),
  ...features
    .flatMap(({ tabs = [] }) => tabs)
    .map(({ key, label, group = 'system', authority }) => ({ to: `/admin/${key}`, label, group, authority })),
];

/** A group of the navigation with the pages in it. */
export interface PageGroup {
  readonly name: Group;
  readonly label: Bilingual;
  /** Its first row. */
  readonly entries: readonly NavEntry[];
  /** All of its pages. */
  readonly pages: readonly NavEntry[];
}

/** The groups in which these permissions open something; those of modules that are not there are not either. */
export function groupsFor(
  features: readonly Feature[],
  permissions: readonly string[],
): readonly PageGroup[] {
  const open = entriesOf(features).filter(({ authority }) => permissions.includes(authority));
  return GROUPS.map(([name, label]) => {
    const pages = open.filter(({ group }) => group === name);
    return { name, label, pages, entries: pages.filter((page) => !isBelow(page, pages)) };
  }).filter(({ pages }) => pages.length > 0);
}

const isBelow = ({ under }: NavEntry, pages: readonly NavEntry[]): boolean =>
  pages.some(({ to }) => to === under);

/** The pages of one entry of the first row, its own first; one alone needs no second row. */
export const pagesBelow = ({ pages }: PageGroup, entry: NavEntry | undefined): readonly NavEntry[] =>
  pages.filter((page) => page === entry || (entry !== undefined && page.under === entry.to));

/** The entry that a page belongs to: that of its own address, or the nearest of which its address goes on. */
export const entryAt = (entries: readonly NavEntry[], path: string): NavEntry | undefined =>
  entries
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)
    .at(0);

/** The group that a page belongs to. */
export const groupAt = (groups: readonly PageGroup[], path: string): PageGroup | undefined =>
  groups.find(({ pages }) => entryAt(pages, path) !== undefined);
