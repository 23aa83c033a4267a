import type { Unit } from '@opentocc/contract';

/** A unit in a tree to choose from. */
export interface Branch {
  readonly value: string;
  readonly title: string;
  readonly disabled?: boolean;
  readonly children?: Branch[];
}

/**
 * The units as a tree, the centre at its root.
 * @param offers which of them may be chosen; branches without any are left out
 */
export function treeOf(
  units: readonly Unit[],
  nameOf: (code: string) => string,
  offers: (unit: Unit) => boolean,
  parent: string | null = null,
): Branch[] {
  return units
    .filter((unit) => unit.parent === parent)
    .map((unit) => ({
      value: unit.code,
      title: nameOf(unit.code),
      disabled: !offers(unit),
      children: treeOf(units, nameOf, offers, unit.code),
    }))
    .filter(({ disabled, children }) => !disabled || children.length > 0);
}
