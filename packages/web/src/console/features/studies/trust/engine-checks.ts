import type { Bilingual } from '@opentocc/contract';

/** A check of the engine whose answer is known, as docs/simulation.md and bench/RESULTS.md publish it. */
export interface EngineCheck {
  readonly name: Bilingual;
  readonly result: Bilingual;
  /** Run in the source folder. */
  readonly command: string;
}

const unit = (path: string): string => `npx vitest run --project unit packages/core/src/${path}`;

export const ENGINE_CHECKS: readonly EngineCheck[] = [
  {
    name: {
      zh: '通行能力、激波、回溢、瓶颈、信号延误、合流分流、环路（理论解）',
      en: 'Capacity, shocks, spill-back, bottlenecks, signal delay, merges, diverges, rings (theory)',
    },
    result: {
      zh: '全部与理论值相符，误差界写在每个测试里',
      en: 'All equal to theory; the bound stands in each test',
    },
    command: unit('simulation/kinematic-waves.test.ts'),
  },
  {
    name: { zh: '保存与恢复：任一时刻接续运行', en: 'State: saved and continued at any instant' },
    result: { zh: '逐字节相同', en: 'Equal to the byte' },
    command: unit('simulation/saved-state.test.ts'),
  },
  {
    name: { zh: 'US-101 实测密度场（NGSIM，98 m × 30 s）', en: 'US-101 density field (NGSIM, 98 m × 30 s)' },
    result: {
      zh: '均方根误差为均值的 17.4%（以均值预测为 24.1%），偏差 −1.9%',
      en: 'RMS error 17.4 % of the mean (the mean as forecast: 24.1 %), bias −1.9 %',
    },
    command: unit('simulation/ngsim.test.ts'),
  },
  {
    name: { zh: 'Braess 网络加载（Han 等 2019）', en: 'Braess network loading (Han et al. 2019)' },
    result: {
      zh: '各路段入口累计曲线最大误差 0.05–2.69%；4 号路段未达 2% 的目标',
      en: 'Worst error of curves at entries 0.05–2.69 %; link 4 misses the aim of 2 %',
    },
    command: unit('simulation/braess.test.ts'),
  },
  {
    name: {
      zh: '静态用户均衡：SiouxFalls、Anaheim、Chicago-Sketch',
      en: 'Static equilibrium: SiouxFalls, Anaheim, Chicago-Sketch',
    },
    result: { zh: '相对间隙 1e-6，目标函数与公布值一致', en: 'Relative gap 1e-6, objectives as published' },
    command: unit('assignment/assign.test.ts'),
  },
  {
    name: {
      zh: '阿雷格里港：逐车行程时间（对照 SUMO 微观）',
      en: 'Porto Alegre: trips against SUMO microscopic',
    },
    result: {
      zh: '平均 548 s，短 5.9%；逐车 r = 0.904（微观换种子之间为 0.967）',
      en: 'Mean 548 s, 5.9 % short; r 0.904 by trip (micro with another seed: 0.967)',
    },
    command: 'npm run bench -- simulation',
  },
];
