import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../packages/contract/src/index.ts';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { TestTerminal } from '../../packages/server/src/base/sources/test-terminal.ts';
import { appointAllWithin, appointPeople, type Product, routesOf, startProduct } from '../whole-product.ts';

/** Personal data of one person and one vehicle, of a vehicle that was taken in, and of one that waits. */
const [NAME, PHONE, PLATE, TAKEN_IN, WAITING] = [
  '欧阳明月',
  '13866660001',
  '粤B6K8Q2',
  '粤B7M3T5',
  '粤B9W4X7',
];
const SECRETS = [NAME, PHONE, PLATE, TAKEN_IN, WAITING];
/** What a revealing route asks for. */
const REASON = { reason: '核实事故车辆与当事人' };

let product: Product;
/** Together they hold every permission there is, for the whole city. */
let everybody: Browser[];
let vehicle: number;
let account: number;

beforeAll(async () => {
  product = await startProduct();
  const people = await appointPeople(product);
  everybody = await appointAllWithin(people, 'city');
  account = (await people.add('moon', 'city', { display_name: NAME, phone: PHONE })).id;
  const { sources } = product;
  const [{ id: _, ...unknown }] = sources.listSources();
  const source = await sources.saveSource({ ...unknown, code: 'taxis' });
  const terminal = { terminal_id: '', maker: '', model: '', plate_colour: 1, vehicle_class: 'taxi' as const };
  await sources.registerTerminals([{ ...terminal, phone: '40000000001', plate: PLATE, source }]);
  vehicle = sources.searchVehicles(PLATE, 1, true)[0].id;
  for (const [phone, plate] of [
    ['40000000002', TAKEN_IN],
    ['40000000003', WAITING],
  ])
    await (await TestTerminal.open(product.gateway_port, phone)).register(plate);
  await sources.approve('40000000002', source, 'taxi', { principal: 'system', actor: 'test', address: null });
}, 60_000);
afterAll(() => product.stop());

/** What a route knows of the parameters given: others would be refused. */
function questionOf(url: string, given: Readonly<Record<string, string | number>>): URLSearchParams {
  const { query } = ROUTES.find(({ method, path }) => method === 'GET' && path === url) ?? {};
  const known = query && 'shape' in query ? Object.keys(query.shape as object) : [];
  const asked = Object.entries(given).filter(([name]) => known.includes(name));
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
}

const secretsIn = (text: string) => SECRETS.filter((secret) => text.includes(secret));

describe('personal data', () => {
  it('stands in no answer to whoever reads everything that can be read', { timeout: 180_000 }, async () => {
    const now_ms = Date.now();
    const given = { from_ms: now_ms - 3_600_000, to_ms: now_ms + 3_600_000, query: '粤B' };
    let answered = 0;
    for (const { url } of routesOf(product).filter(({ method }) => method === 'GET')) {
      const id = url.includes('/accounts/') ? account : url.includes('/vehicles/') ? vehicle : 1;
      const path = url.replace(/:(\w+)/g, String(id));
      for (const browser of everybody) {
        const { status, text } = await browser.ask('GET', `${path}?${questionOf(url, given)}`);
        expect([url, secretsIn(text)]).toEqual([url, []]);
        if (status === 200) answered++;
        // No parameter of a reading route reveals: one that asks for it is refused, or says nothing more.
        const asked = await browser.ask('GET', `${path}?${questionOf(url, given)}&reveal=true`);
        expect([url, secretsIn(asked.text)]).toEqual([url, []]);
      }
    }
    expect(answered).toBeGreaterThan(60);
  });

  it('stands in no column of the database', async () => {
    const columns = await sql<{ table_name: string; column_name: string }>`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type in ('text', 'jsonb', 'json')`.execute(product.db);
    expect(columns.rows.length).toBeGreaterThan(40);
    for (const { table_name, column_name } of columns.rows) {
      const { rows } = await sql<{ value: string }>`
        select ${sql.ref(column_name)}::text as value from ${sql.table(table_name)}`.execute(product.db);
      expect([table_name, column_name, secretsIn(rows.map(({ value }) => value).join('\n'))]).toEqual([
        table_name,
        column_name,
        [],
      ]);
    }
  });

  it('is shown to who may see it, only after a reason, which the audit records', async () => {
    const answers: string[] = [];
    for (const browser of everybody)
      for (const url of [`/api/v1/accounts/${account}/reveal`, `/api/v1/vehicles/${vehicle}/plate/reveal`]) {
        expect((await browser.ask('POST', url, {})).status).toBeGreaterThanOrEqual(400);
        answers.push((await browser.ask('POST', url, REASON)).text);
      }
    expect(secretsIn(answers.join('\n'))).toEqual([NAME, PHONE, PLATE]);
    await product.audit.flush();
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from audit_record where result = 'done' and record like ${`%${REASON.reason}%`}
    `.execute(product.db);
    expect(rows[0].n).toBeGreaterThanOrEqual(2);
  });
});
