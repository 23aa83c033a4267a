import type { WarningLevel } from '@opentocc/contract';
import { countFigure, type FigureSource } from '../duty/index.ts';
import type { Warnings } from './service.ts';

const OPENS = '/warnings';
const UNIT = { zh: '条', en: '' };

const RAISED: readonly (readonly [WarningLevel, zh: string, en: string])[] = [
  ['red', '红色预警', 'Red warnings raised'],
  ['orange', '橙色预警', 'Orange warnings raised'],
  ['yellow', '黄色预警', 'Yellow warnings raised'],
  ['blue', '蓝色预警', 'Blue warnings raised'],
];

/** Warnings for bulletins: those raised in the period by level, and those that nobody has answered. */
export const warningFigures = ({
  countBetween,
  listOpen,
}: Pick<Warnings, 'countBetween' | 'listOpen'>): FigureSource => ({
  ...{ name: { zh: '预警', en: 'Warnings' }, opens: OPENS },
  async list(from_ms, to_ms) {
    const raised = await countBetween(from_ms, to_ms);
    const unanswered = listOpen().filter(({ attention }) => attention === 'unanswered').length;
    return [
      ...RAISED.map(([level, zh, en]) =>
        countFigure(`warnings-${level}`, { zh, en }, raised.get(level) ?? 0, UNIT, OPENS),
      ),
      countFigure(
        'warnings-unanswered',
        { zh: '未应答预警', en: 'Warnings unanswered' },
        unanswered,
        UNIT,
        OPENS,
      ),
    ];
  },
});
