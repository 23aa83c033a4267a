import type { Unit } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { treeOf } from './unit-tree.ts';

const unit = (code: string, parent: string | null): Unit => ({
  ...{ code, parent, kind: 'department', districts: null, assumed: false },
  name: { zh: code, en: code },
});
const UNITS = [unit('city', null), unit('futian', 'city'), unit('nanshan', 'city'), unit('office', 'futian')];
const shown = (offers: (unit: Unit) => boolean) =>
  JSON.stringify(
    treeOf(UNITS, (code) => code, offers),
    ['value', 'disabled', 'children'],
  );

it('stands as the organisation does', () => {
  expect(shown(() => true)).toBe(
    JSON.stringify([
      {
        value: 'city',
        disabled: false,
        children: [
          {
            value: 'futian',
            disabled: false,
            children: [{ value: 'office', disabled: false, children: [] }],
          },
          { value: 'nanshan', disabled: false, children: [] },
        ],
      },
    ]),
  );
});

it('offers what one may choose, with the way to it, and nothing else', () => {
  const tree = treeOf(
    UNITS,
    (code) => code,
    ({ code }) => code === 'office',
  );
  expect(tree).toMatchObject([
    { value: 'city', disabled: true, children: [{ value: 'futian', children: [{ value: 'office' }] }] },
  ]);
  expect(tree[0].children).toHaveLength(1);
});
