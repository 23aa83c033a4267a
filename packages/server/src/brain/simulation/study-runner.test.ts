import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BaseState, Preparation, Question, RunOutcome } from './model.ts';

import type { Run, WorkerReply, WorkerTask } from './protocol.ts';
import type { StudyEvent } from './study-job.ts';
import { StudyRunner } from './study-runner.ts';

const STATE: BaseState = {
  ...{ base_ms: 0, window_s: 300, penetration_rate: 1 },
  ...{ link: [], speed_kmh: [], free_flow_kmh: [], passes: [] },
};
const QUESTION: Question = { incidents: [], message_share: 0.3, seeds: 2 };
const PREPARATION: Preparation = {
  ...{ links: new Uint32Array(0), radius_m: 1000, signals: 0, assumed_signals: 0 },
  calibration: { rounds: 1, perceived_kmh: 1, simulated_kmh: 1, share_of_flow: 1 },
  fit: { links: 0, geh_under_5: 1, rmsn: 0 },
  ...{ horizon_min: 60, places: [], routes: [], figures_version: 'assumed' },
  scenarios: (['none', 'diversion'] as const).map((kind) => ({
    ...{ key: kind, kind, name: '', isUndisturbed: false, actions: [] },
  })),
};
/** What threads hand on unread. */
const AREA = new SharedArrayBuffer(8);
const outcomeOf = ({ key, seed }: Run): RunOutcome => ({
  ...{ key, seed, tails_m: [], reached: [], vehicle_h: 0, waiting: 0, arrived: 0 },
  ...{
    reroutes: 0,
    given_up: 0,
    deadlocks: 0,
    releases: 0,
    driven_m: new Float32Array(0),
    spent_s: new Float32Array(0),
  },
});

/** A thread whose tasks the test answers. */
class Thread {
  readonly tasks: WorkerTask[] = [];
  #hear: (reply: WorkerReply) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  ended = false;

  postMessage(task: WorkerTask) {
    this.tasks.push(task);
  }
  onMessage(hear: (reply: WorkerReply) => void) {
    this.#hear = hear;
  }
  onError(hear: (error: unknown) => void) {
    this.#fail = hear;
  }
  async terminate() {
    this.ended = true;
  }
  /** Answers the task that it has, as a thread would. */
  answer() {
    const task = this.tasks.shift();
    if (task)
      this.#hear(task.run ? { outcome: outcomeOf(task.run) } : { preparation: PREPARATION, prepared: AREA });
  }
  fail() {
    this.tasks.shift();
    this.#fail(new Error('out of memory'));
  }
}

function setUp(count: number) {
  const threads: Thread[] = [];
  const runner = new StudyRunner({
    threads: count,
    log: { error: () => undefined } as never,
    startThread: () => {
      threads.push(new Thread());
      return threads[threads.length - 1];
    },
  });
  const heard: string[] = [];
  const submit = (study: number, principal: string) =>
    runner.submit({
      ...{ study, principal, state: STATE, question: QUESTION },
      hear: (event: StudyEvent) =>
        heard.push(
          `${study} ${event.type}${event.type === 'outcome' ? ` ${event.outcome.key} ${event.outcome.seed}` : ''}`,
        ),
    });
  /** Lets all threads answer until none has work. */
  const finish = () => {
    while (threads.some(({ tasks }) => tasks.length > 0)) for (const thread of threads) thread.answer();
  };
  return { runner, threads, heard, submit, finish };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('studies on a few threads', () => {
  it('are prepared by one thread for all, then run all scenarios with one seed before the next', () => {
    const { threads, heard, submit, finish } = setUp(2);
    submit(1, 'li');
    const tasks = () => threads.map((thread) => thread.tasks);
    expect(tasks()).toMatchObject([[{ run: null }], []]);
    threads[0].answer();
    expect(tasks()).toMatchObject([
      [{ run: { key: 'none', seed: 1 }, prepared: null }],
      [{ run: { key: 'diversion', seed: 1 }, prepared: AREA }],
    ]);
    finish();
    expect(heard).toEqual([
      '1 started',
      '1 prepared',
      ...['1 outcome none 1', '1 outcome diversion 1', '1 outcome none 2', '1 outcome diversion 2'],
      '1 done',
    ]);
  });

  it('take turns between accounts, whoever asked for more', () => {
    const { runner, heard, submit, finish } = setUp(1);
    for (const study of [1, 2, 3]) submit(study, 'li');
    submit(4, 'wang');
    expect([1, 2, 4].map((study) => runner.ahead(study))).toEqual([0, 1, 3]);
    finish();
    expect(heard.filter((event) => event.endsWith('started'))).toEqual([
      '1 started',
      '4 started',
      '2 started',
      '3 started',
    ]);
  });

  it('are given up at once, waiting or running, and nothing more is heard of them', () => {
    const { runner, threads, heard, submit, finish } = setUp(1);
    submit(1, 'li');
    submit(2, 'li');
    submit(3, 'li');
    runner.cancel(2);
    threads[0].answer();
    runner.cancel(1);
    finish();
    expect(heard.filter((event) => event.startsWith('1'))).toEqual(['1 started', '1 prepared']);
    expect(heard.filter((event) => event.startsWith('2'))).toEqual([]);
    expect(heard.at(-1)).toBe('3 done');
  });

  it('fail with their thread, which is replaced for the next', () => {
    const { threads, heard, submit, finish } = setUp(1);
    submit(1, 'li');
    submit(2, 'li');
    threads[0].fail();
    finish();
    expect(threads).toHaveLength(2);
    expect(heard[1]).toBe('1 failed');
    expect(heard.at(-1)).toBe('2 done');
  });

  it('run on when the thread dies that still worked on one that was given up', () => {
    const { runner, threads, heard, submit, finish } = setUp(1);
    submit(1, 'li');
    submit(2, 'li');
    runner.cancel(1);
    threads[0].fail();
    finish();
    expect(heard.at(-1)).toBe('2 done');
  });

  it('fail when a thread never answers, which is replaced for the next', () => {
    vi.useFakeTimers();
    const { threads, heard, submit, finish } = setUp(1);
    submit(1, 'li');
    submit(2, 'li');
    vi.advanceTimersByTime(15 * 60_000);
    threads[0].tasks.shift();
    finish();
    expect(threads[0].ended).toBe(true);
    expect(heard[1]).toBe('1 failed');
    expect(heard.at(-1)).toBe('2 done');
    expect(vi.getTimerCount()).toBe(0);
  });
});
