import { countFigure, type FigureSource } from '../duty/index.ts';
import type { SituationBoard } from './board.ts';
import type { createSituationStore } from './store.ts';

const OPENS = '/situations';
const UNIT = { zh: '起', en: '' };

/** Situations for bulletins: what came in and was closed in the period, what stands open, and of that what is overdue. */
export const situationFigures = (
  board: Pick<SituationBoard, 'list'>,
  { countBetween }: Pick<ReturnType<typeof createSituationStore>, 'countBetween'>,
): FigureSource => ({
  ...{ name: { zh: '事件', en: 'Situations' }, opens: OPENS },
  async list(from_ms, to_ms) {
    const { received, closed } = await countBetween(from_ms, to_ms);
    const open = board.list(null).filter(({ header }) => header === 'real');
    const overdue = open.filter(({ due_ms }) => due_ms !== null && due_ms <= to_ms);
    const figure = (key: string, zh: string, en: string, value: number) =>
      countFigure(`situations-${key}`, { zh, en }, value, UNIT, OPENS);
    return [
      figure('received', '接报事件', 'Situations received', received),
      figure('closed', '办结事件', 'Situations closed', closed),
      figure('open', '未结事件', 'Situations open', open.length),
      figure('overdue', '其中超过时限', 'Of these past a time limit', overdue.length),
    ];
  },
});
