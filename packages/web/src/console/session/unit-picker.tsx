import type { Unit } from '@opentocc/contract';
import { TreeSelect } from 'antd';
import { known } from '../../ui/asked.ts';
import { useUnitName, useUnits } from './directory.ts';
import { type Branch, treeOf } from './unit-tree.ts';

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly value?: string;
  onChange?(code: string): void;
  /** Stands above the tree, for what is limited to no unit. */
  readonly first?: Branch;
  /** Units that may be chosen; the others are shown where they lead to one of these, and cannot be. */
  offers?(unit: Unit): boolean;
}

/** One of the units, chosen from the tree that they are in. */
export function UnitPicker({ first, offers = () => true, ...field }: Props) {
  const nameOf = useUnitName();
  const units = known(useUnits());
  const tree = units && treeOf(units, nameOf, (unit) => offers(unit) || unit.code === field.value);
  return (
    <TreeSelect
      {...field}
      treeData={[...(first ? [first] : []), ...(tree ? tree : [])]}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: 'title' }}
    />
  );
}
