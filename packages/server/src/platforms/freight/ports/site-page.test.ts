import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityMigrations } from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import { startSite } from '../../citizen/site/test-site.ts';
import { migrations } from './migrations/index.ts';
import { portsPage } from './site-page.ts';
import { drive, openPorts } from './test-ports.ts';

let site: Awaited<ReturnType<typeof startSite>>;
let ports: ReturnType<typeof openPorts>;

beforeAll(async () => {
  site = await startSite(() => [portsPage(() => ports.ports.now())]);
  await migrate(site.db, identityMigrations, migrations);
  ports = openPorts(site.db, site.clock);
  await ports.ports.load();
  await ports.ports.forecasts.make();
  const begin_ms = site.clock.now_ms - 3_600_000;
  for (const minutes of [20, 24, 28])
    drive(
      ports,
      `t${minutes}`,
      begin_ms,
      `0 2500 50, 1 1400 40, ${minutes} 0 0, ${minutes + 1} -400 40, ${minutes + 2} -900 50`,
    );
  await ports.ports.following.flush();
});
afterAll(() => site.stop());

test('whoever drives to Hong Kong reads waits and hours in three writings, without a script', async () => {
  const visitor = site.visitor();
  const [zh, hant, en] = await Promise.all(
    ['/service/ports', '/service/hant/ports', '/service/en/ports'].map((path) => visitor.get(path)),
  );
  expect([zh.status, hant.status, en.status]).toEqual([200, 200, 200]);
  expect(zh.text).toContain('<html lang="zh-CN">');
  expect(zh.text).toMatch(/深圳湾口岸[\s\S]*约 24 分钟/);
  expect(zh.text).toContain('href="/service/hant/ports" lang="zh-HK"');
  expect(hant.text).toContain('<html lang="zh-HK">');
  expect(hant.text).toMatch(/深圳灣口岸[\s\S]*約 24 分鐘/);
  expect(hant.text).not.toMatch(/[湾约钟车]/);
  expect(en.text).toMatch(/Shenzhen Bay[\s\S]*about 24 min/);
});

test('pages without traditional letters are not pretended to have them', async () => {
  const visitor = site.visitor();
  expect((await visitor.get('/service/hant/about')).status).toBe(404);
  expect((await visitor.get('/service/hant/ports')).text).toContain('href="/service/about"');
});
