import type { FreightClass, Words } from '@opentocc/core/freight';

/** What a truck carries. */
export interface LifeGoods {
  readonly name: Words;
  /** Bounds of the temperature that it needs, °C; null for goods that need none. */
  readonly cold: { readonly min_c: number; readonly max_c: number } | null;
  /** UN number of dangerous goods; null for others. */
  readonly un: string | null;
}

const plain = (zh: string, en: string): LifeGoods => ({ name: { zh, en }, cold: null, un: null });
const cold = (zh: string, en: string, min_c: number, max_c: number): LifeGoods => ({
  ...{ name: { zh, en }, cold: { min_c, max_c }, un: null },
});
const danger = (zh: string, en: string, un: string): LifeGoods => ({ name: { zh, en }, cold: null, un });

const PLAIN: readonly LifeGoods[] = [
  plain('电子元器件', 'Electronic components'),
  plain('服装', 'Garments'),
  plain('机械配件', 'Machine parts'),
  plain('家用电器', 'Household appliances'),
  plain('塑料原料', 'Plastic granulate'),
  plain('跨境电商包裹', 'Parcels of online trade'),
  plain('纸制品', 'Paper goods'),
];
const COLD: readonly LifeGoods[] = [
  cold('冷冻牛肉', 'Frozen beef', -25, -18),
  cold('冷冻虾', 'Frozen shrimp', -25, -18),
  cold('冰鲜三文鱼', 'Chilled salmon', 0, 4),
  cold('车厘子', 'Cherries', 0, 5),
  cold('鲜奶', 'Fresh milk', 2, 6),
];
const DANGER: readonly LifeGoods[] = [
  danger('锂离子电池', 'Lithium ion batteries', 'UN3480'),
  danger('涂料', 'Paint', 'UN1263'),
  danger('乙醇', 'Ethanol', 'UN1170'),
];

const OF: Readonly<Record<FreightClass, readonly LifeGoods[]>> = {
  ...{ container: PLAIN, lorry: PLAIN, coach: PLAIN, reefer: COLD, hazmat: DANGER },
};

/** @param drawn in [0, 1) */
export const goodsOf = (kind: FreightClass, drawn: number): LifeGoods =>
  OF[kind][Math.floor(drawn * OF[kind].length)];
