import { describe, expect, it } from 'vitest';
import { FEATURES } from '../features.ts';
import { entryAt, groupAt, groupsFor } from './navigation.ts';

const EVERYTHING = FEATURES.flatMap(({ nav = [], tabs = [] }) => [...nav, ...tabs])
  .map(({ authority }): string => authority)
  .concat('map:read');

describe('the navigation', () => {
  it('shows the groups that hold a page one may open, and no other', () => {
    const groups = groupsFor(FEATURES, ['sources:read', 'audit:read']);
    expect(groups.map(({ name, entries }) => [name, entries.map(({ to }) => to)])).toEqual([
      ['base', ['/sources', '/detectors']],
      ['system', ['/admin/audit']],
    ]);
    expect(groupsFor(FEATURES, [])).toEqual([]);
  });

  it('has at most seven pages in a group, whatever one may open', () => {
    const longest = Math.max(...groupsFor(FEATURES, EVERYTHING).map(({ entries }) => entries.length));
    expect(longest).toBeLessThanOrEqual(7);
  });

  it('knows the group and the entry of a page by its address, and of what lies below it', () => {
    const groups = groupsFor(FEATURES, EVERYTHING);
    const command = groupAt(groups, '/indices/day');
    expect(command?.name).toBe('command');
    expect(entryAt(command?.entries ?? [], '/indices/day')?.to).toBe('/indices');
    const decision = groupAt(groups, '/studies/trust')?.entries ?? [];
    expect(entryAt(decision, '/studies/trust')?.to).toBe('/studies/trust');
    expect(entryAt(decision, '/studies/1')?.to).toBe('/studies');
    expect(groupAt(groups, '/mapping')).toBeUndefined();
  });
});
