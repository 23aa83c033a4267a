import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import {
  createCamera,
  dahua,
  issue,
  keeperView,
  registerSite,
  START_MS,
  startGates,
  type TestGates,
  truck,
} from './test-gates.ts';

let on: TestGates;
let officer: Browser;

beforeAll(async () => {
  on = await startGates();
  officer = await on.appoint('officer', 'city', 'freight-officer');
});
afterAll(() => on.identity.stop());

describe('a permit', () => {
  test('that let its truck into one site opens no other while it is there; who drives out opens the next', async () => {
    const [one, two] = await Promise.all(
      ['first', 'second'].map((site) =>
        registerSite(officer, site, [
          { code: `${site}-in`, maker: 'dahua' },
          { code: `${site}-out`, maker: 'dahua', towards: 'out' },
        ]),
      ),
    );
    const own = truck('粤B70001');
    await issue(on.identity.db, ['first', 'second'], [own]);
    for (const site of ['first', 'second']) on.booked.set(site, [own]);
    const at = (site: typeof one, gate: string) => createCamera(on, site.cameras.get(gate)!);
    const [enter, leave, next] = [at(one, 'first-in'), at(one, 'first-out'), at(two, 'second-in')];
    const post = async (camera: typeof enter) => {
      on.clock.now_ms += 60_000;
      await camera.post(dahua('粤B70001', on.clock.now_ms));
    };
    await post(enter);
    await post(next);
    const [refused] = (await keeperView(officer, 'second-in')).reads;
    expect([refused.state, refused.trip]).toEqual(['waiting', 'T-粤B70001']);
    expect(refused.why.zh).toMatch(/用于进入 first，未见离开/);
    await post(leave);
    await post(next);
    const { reads } = await keeperView(officer, 'second-in');
    expect(reads.map(({ state }) => state)).toEqual(['waiting', 'opened']);
    const { rows } = await sql<{ place: string; passage: string; by: string }>`
      SELECT place, passage, by FROM trips_permit_use WHERE permit = 'P-粤B70001' ORDER BY at_ms`.execute(
      on.identity.db,
    );
    expect(rows.map(({ place, passage, by }) => `${place} ${passage} ${by}`)).toEqual([
      ...['first in first-in system', 'first out first-out system', 'second in second-in system'],
    ]);
    expect((await on.gates.passedSince(START_MS)).filter(({ plate }) => plate === '粤B70001')).toHaveLength(
      3,
    );
    on.clock.now_ms = START_MS;
  });

  test('that a keeper lets in all the same is on record as used twice', async () => {
    const { cameras } = await registerSite(officer, 'twice', [{ code: 'tw', maker: 'dahua' }]);
    await on.book('twice', [truck('粤B70003')]);
    const camera = createCamera(on, cameras.get('tw')!);
    await camera.post(dahua('粤B70003', START_MS));
    on.clock.now_ms += 60_000;
    await camera.post(dahua('粤B70003', on.clock.now_ms));
    const [read] = (await keeperView(officer, 'tw')).reads;
    expect(read.why.zh).toMatch(/已用过/);
    const body = { version: read.version, opens: true, reason: '出场未拍到' };
    const decided = await officer.ask('POST', `/api/v1/freight/gate-reads/${read.id}/decision`, body);
    expect(decided.status).toBe(200);
    const { rows } = await sql<object>`
      SELECT permit, code, by, told_ms FROM trips_double_use WHERE permit = 'P-粤B70003'`.execute(
      on.identity.db,
    );
    expect(rows).toEqual([{ permit: 'P-粤B70003', code: 'used', by: 'tw officer', told_ms: null }]);
    on.clock.now_ms = START_MS;
  });
});
