import type { Situation } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { likeness } from './merging.ts';
import type { SituationRow, TakenReport } from './model.ts';
import {
  act,
  callAbout,
  listed,
  middleOf,
  PATH,
  read,
  report,
  startSituations,
  type TestSituations,
} from './test-situations.ts';

let on: TestSituations;
let officer: Browser;

beforeAll(async () => {
  on = await startSituations();
  officer = await on.appoint('officer', 'city', 'duty-officer');
});
afterAll(() => on.identity.stop());

const merge = async (into: number, other: number) =>
  act(officer, into, 'merges', {
    other,
    other_version: (await read(officer, other)).version,
    reason: '同一起事故',
  });

/** What must be the same before a merge and after its split: nothing may be lost. */
const essence = ({ report_list, state, title, lon, lat, timeline }: Situation) => ({
  ...{ state, title, lon, lat, reports: report_list.map(({ id, text }) => [id, text]) },
  said: timeline.map(({ id }) => id),
});

const row = (more: Partial<SituationRow> = {}): SituationRow => {
  const [lon, lat] = middleOf('BC');
  const start_ms = on.clock.now();
  return {
    ...{
      id: 1,
      version: 1,
      state: 'received',
      header: 'real',
      kind: 'accident',
      title: '',
      severity: 'medium',
    },
    ...{
      probability: 'certain',
      level: null,
      cause: '',
      lon,
      lat,
      link: 3,
      road: '滨海大道',
      district: null,
    },
    ...{ lanes: null, capacity_pct: null, delay_s: null, received_ms: start_ms, merged_into: null },
    ...{ acknowledged_by: null, acknowledged_ms: null, owner: null, owner_name: null },
    validity: { status: 'active', start_ms, end_ms: null, overrunning: false },
    ...more,
  } as SituationRow;
};

describe('how alike two situations are', () => {
  test('the same link, time and kind is as alike as can be, each part with its reason', () => {
    const found = likeness(row(), row({ id: 2 }));
    expect(found?.score).toBe(1);
    expect(found?.reasons.map(({ what }) => what)).toEqual(['place', 'road', 'time', 'kind']);
  });

  test.each([
    ['is less alike farther off', { link: 9, lon: middleOf('BC')[0] + 0.006 }, 0.7, 0.9],
    [
      'is less alike an hour later',
      { validity: { status: 'active', start_ms: 60, end_ms: null, overrunning: false } },
      0.8,
      0.9,
    ],
    ['is less alike of another kind that it is often called', { kind: 'congestion' }, 0.9, 0.95],
    [
      'is not proposed of another kind on another road some way off',
      { kind: 'equipment', road: '', link: 9, lon: middleOf('BC')[0] + 0.008 },
      0,
      0.59,
    ],
  ] as const)('%s', (_, more, least, most) => {
    const { validity, ...rest } = more as Partial<SituationRow>;
    const start_ms = on.clock.now() + 60 * MINUTE_MS;
    const other = row({ id: 2, ...rest, ...(validity && { validity: { ...validity, start_ms } }) });
    const { score } = likeness(row(), other)!;
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
    // Which of the two came first does not matter.
    expect(likeness(other, row())?.score).toBe(score);
  });

  test('a drill is like nothing real, and neither is what is kilometres or hours away', () => {
    expect(likeness(row(), row({ header: 'exercise' }))).toBeNull();
    expect(likeness(row(), row({ lat: row().lat + 0.02 }))).toBeNull();
    const { validity } = row();
    const late = { ...validity, start_ms: validity.start_ms + 100 * MINUTE_MS };
    expect(likeness(row(), row({ validity: late }))).toBeNull();
  });
});

describe('two calls about one accident', () => {
  test('are proposed as one with reasons, merged by a person, and split again without loss', async () => {
    const first = await report(officer, 'BC');
    on.clock.now_ms += 2 * MINUTE_MS;
    const second = await report(officer, 'BC', { kind: 'congestion', text: '堵住了' });
    const [proposal] = second.proposal_list;
    expect(proposal).toMatchObject({ other: { id: first.id } });
    expect(proposal.reasons.map(({ text }) => text.zh).join('；')).toContain('同一路段');
    const before = [essence(await read(officer, first.id)), essence(await read(officer, second.id))];

    expect((await merge(first.id, second.id)).status).toBe(200);
    const merged = await read(officer, first.id);
    expect(merged.report_list).toHaveLength(2);
    expect(merged).toMatchObject({ merged: [second.id], proposal_list: [] });
    expect((await listed(officer)).map(({ id }) => id)).not.toContain(second.id);
    const gone = await read(officer, second.id);
    expect(gone).toMatchObject({ merged_into: first.id, report_list: [], next: [] });
    expect(gone.clocks.map(({ reading }) => reading.state)).toEqual(['withdrawn']);

    expect(
      (await act(officer, first.id, 'splits', { other: second.id, reason: '对向的另一起' })).status,
    ).toBe(200);
    const after = [await read(officer, first.id), await read(officer, second.id)];
    for (const [i, one] of after.entries()) {
      const { said, ...rest } = essence(one);
      expect(rest).toEqual({ ...before[i], said: undefined });
      expect(said.slice(0, before[i].said.length)).toEqual(before[i].said);
    }
    expect(after[1]).toMatchObject({ merged_into: null, clocks: [{ reading: { state: 'running' } }] });
    // What a person said to be two is not proposed again.
    expect(after[1].proposal_list).toEqual([]);
  });

  test('what is reported of a merged one lands in the one that it went into (zammad#983)', async () => {
    const first = await report(officer, 'AB');
    const signal: TakenReport = {
      ...{ key: 'signal:77', origin: 'signal', kind: 'congestion', text: '速度骤降', header: 'real' },
      ...{ lon: middleOf('AB')[0], lat: middleOf('AB')[1], link: null, at_ms: on.clock.now(), caller: null },
      ...{ severity: 'medium', probability: 'probable', lanes: null, attributes: { speed_kmh: 12 } },
    };
    const second = await on.situations.take(signal);
    await merge(first.id, second);
    expect(await on.situations.take({ ...signal, attributes: { speed_kmh: 7 } })).toBe(first.id);
    expect(await on.situations.take({ ...signal, attributes: { speed_kmh: 7 } })).toBe(first.id);
    await on.situations.end('signal:77', on.clock.now(), '恢复正常');
    const { timeline, report_list } = await read(officer, first.id);
    expect(timeline.filter(({ kind }) => kind === 'report')).toHaveLength(2);
    expect(report_list.find(({ origin }) => origin === 'signal')).toMatchObject({
      ...{ attributes: { speed_kmh: 7 }, ended_ms: on.clock.now(), first_situation: second },
    });
  });

  test('two officers who merge the same at once: one does, the other is refused', async () => {
    const first = await report(officer, 'EF');
    const second = await report(officer, 'EF');
    const answers = await Promise.all([merge(first.id, second.id), merge(first.id, second.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read(officer, first.id)).report_list).toHaveLength(2);
  });

  test.each([
    ['with itself', 'situations.merge_itself', (a: number, _: number) => [a, a]],
    ['of the earlier into the later', 'situations.merge_later', (a: number, b: number) => [b, a]],
  ] as const)('a merge %s is refused with a word', async (_, code, of) => {
    const a = await report(officer, 'EF');
    on.clock.now_ms += MINUTE_MS;
    const b = await report(officer, 'EF');
    const [into, other] = of(a.id, b.id);
    expect((await merge(into, other)).body).toMatchObject({ code });
  });

  test('a drill is merged with nothing real', async () => {
    const real = await report(officer, 'EF');
    const drill = await report(officer, 'EF', { header: 'exercise' });
    expect(drill.proposal_list).toEqual([]);
    expect((await merge(real.id, drill.id)).body).toMatchObject({ code: 'situations.merge_header' });
  });

  test('a proposal that was refused is gone, and its refusal stands in the timeline', async () => {
    await report(officer, 'GD');
    const second = await report(officer, 'GD');
    const [{ id: proposal }] = second.proposal_list;
    const refuse = () =>
      officer.ask('POST', `${PATH}/${second.id}/refusals`, { proposal, reason: '一前一后两起' });
    expect((await refuse()).status).toBe(200);
    expect((await refuse()).body).toMatchObject({ code: 'situations.unknown_proposal' });
    const { proposal_list, timeline } = await read(officer, second.id);
    expect([proposal_list.length, timeline.at(-1)?.kind]).toEqual([0, 'proposal']);
  });

  test('reports of one place that come in at the same instant see each other', async () => {
    const calls = [1, 2, 3].map(() => callAbout('CG', { kind: 'fire' }));
    await Promise.all(calls.map((call) => officer.ask('POST', PATH, call)));
    const fires = (await listed(officer)).filter(({ kind }) => kind === 'fire');
    expect(fires).toHaveLength(3);
    for (const { id, proposals } of fires) {
      const others = (await read(officer, id)).proposal_list.map(({ other }) => other.id);
      expect(others).toEqual(expect.arrayContaining(fires.map((one) => one.id).filter((one) => one !== id)));
      // The list counts what the situation itself knows, also of those that were there before.
      expect(proposals).toBe(others.length);
    }
  });
});
