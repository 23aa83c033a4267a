import { countFigure, type FigureSource } from '../duty/index.ts';
import type { RunService } from './run-service.ts';

const OPENS = '/plans';

/** Plans for bulletins: those that run for real, and what of their tasks is open or late. */
export const planFigures = (runs: Pick<RunService, 'list'>): FigureSource => ({
  ...{ name: { zh: '预案', en: 'Plans' }, opens: OPENS },
  async list() {
    const running = (await runs.list(null, true)).filter(({ drill, state }) => !drill && state === 'running');
    const sum = (of: 'open' | 'late') => running.reduce((all, { tasks }) => all + tasks[of], 0);
    const figure = (key: string, zh: string, en: string, value: number, unit: string) =>
      countFigure(`plans-${key}`, { zh, en }, value, { zh: unit, en: '' }, OPENS);
    return [
      figure('running', '执行中的预案', 'Plans running', running.length, '个'),
      figure('tasks-open', '未结任务', 'Tasks open', sum('open'), '项'),
      figure('tasks-late', '其中逾期或上报', 'Of these late or escalated', sum('late'), '项'),
    ];
  },
});
