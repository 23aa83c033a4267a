import { expect, it, vi } from 'vitest';
import { createLog } from '../../../kit/log.ts';
import { RunningStudies } from './running-studies.ts';

it('a study whose picture cannot be made ends as failed and is given up, and does not run for ever', async () => {
  const end = vi.fn(async () => undefined);
  const cancel = vi.fn();
  const hears: ((event: object) => void)[] = [];
  const running = new RunningStudies({
    store: { start: async () => undefined, end } as never,
    simulation: {
      submit: (job: { hear: (event: object) => void }) => hears.push(job.hear),
      summarise: () => {
        throw new RangeError('not a number');
      },
      cancel,
    } as never,
    clock: { now: () => 7 } as never,
    log: createLog('silent'),
  });
  running.submit({ id: 3, principal: 'li', question: {} } as never, {} as never);
  hears[0]({ type: 'prepared', preparation: { scenarios: [{ key: 'none' }] }, runs: 5 });
  hears[0]({ type: 'outcome', outcome: { key: 'none', seed: 1 } });
  await vi.waitFor(() => expect(end).toHaveBeenCalled());
  expect(end).toHaveBeenCalledWith(3, {
    status: 'failed',
    ended_ms: 7,
    failure: 'RangeError: not a number',
  });
  expect(cancel).toHaveBeenCalledWith(3);
  expect(running.find(3)).toBeUndefined();
});

it('a study that cannot be run says so in words, where there are any', async () => {
  const end = vi.fn(async () => undefined);
  const hears: ((event: object) => void)[] = [];
  const running = new RunningStudies({
    store: { end } as never,
    simulation: { submit: (job: { hear: (event: object) => void }) => hears.push(job.hear) } as never,
    clock: { now: () => 7 } as never,
    log: createLog('silent'),
  });
  running.submit({ id: 3, principal: 'li', question: {} } as never, {} as never);
  const says = { zh: '这一端没有信号灯', en: 'no signal at that end' };
  hears[0]({ type: 'failed', reason: 'simulation.no_signal', says });
  await vi.waitFor(() => expect(running.find(3)).toBeUndefined());
  const failed = { status: 'failed', failure: 'simulation.no_signal', failure_says: says };
  expect(end).toHaveBeenCalledWith(3, { ...failed, ended_ms: 7 });
});
