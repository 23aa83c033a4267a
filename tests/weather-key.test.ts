import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WeatherOverview } from '../packages/contract/src/index.ts';
import type { Browser } from '../packages/server/src/base/accounts/test-identity.ts';
import { appointPeople, type Product, startProduct } from './whole-product.ts';

/** A weather service reports by its key, without a session. */
let product: Product;
let officer: Browser;
let key: string;

beforeAll(async () => {
  product = await startProduct();
  const { appoint } = await appointPeople(product);
  const partner = await appoint('partner', 'operator');
  officer = await appoint('officer', 'operator');
  const path = '/api/v1/sharing/applications';
  const wanted = { item: 'weather-reports', unit: 'city', purpose: '气象预警报送' };
  const { id } = (await partner.ask('POST', path, wanted)).body;
  await officer.ask('POST', `${path}/${id}/approval`, {});
  key = String((await partner.ask('POST', `${path}/${id}/key`, {})).body.key);
}, 60_000);
afterAll(() => product.stop());

const CAP = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>k1</identifier><sender>sz@weather</sender>
<sent>2026-01-05T09:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Expected</urgency>
<severity>Moderate</severity><certainty>Likely</certainty><headline>暴雨黄色预警信号</headline>
<area><areaDesc>全市</areaDesc></area></info></alert>`;
const send = (
  authorization: string,
  url = '/api/v1/weather/messages',
  body: object = { format: 'cap', content: CAP },
) => product.browser().ask('POST', url, body, { authorization });

test('a warning that came by a key stands as any other', async () => {
  expect((await send(`Bearer ${key}`)).status).toBe(200);
  const { body } = await officer.ask('GET', '/api/v1/weather');
  expect((body as unknown as WeatherOverview).warnings).toMatchObject([
    { identifier: 'k1', level: 'yellow' },
  ]);
});

test('a key that is none is refused, and a key decides on no response', async () => {
  expect((await send(`Bearer ${key}x`)).status).toBe(401);
  const decision = { level: 'I', reason: '提前部署', after: 0 };
  expect((await send(`Bearer ${key}`, '/api/v1/weather/responses', decision)).status).toBe(403);
});
