import type { SavedView, SavedViews } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Identity, signInFirstTime, startIdentity } from '../accounts/test-identity.ts';
import { viewsModule } from './index.ts';
import { up as addTable } from './migrations/001-view.ts';
import { createViewStore } from './store.ts';

const PATH = '/api/v1/views';
const RANKING = '/indices/ranking?area=440304&period=am';

let identity: Identity;
let system: Browser;
let centre: Browser;
let futian: Browser;
let colleague: Browser;
let nanshan: Browser;

beforeAll(async () => {
  identity = await startIdentity();
  const { db, clock, audit, accounts, http } = identity;
  await addTable(db);
  const { routes = [] } = viewsModule({ db, clock, audit, unitsOf: accounts.unitsOf });
  for (const served of routes) served.mount(http);
  system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const appoint = async (by: Browser, name: string, unit: string, role: string) => {
    const made = (await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit })).body;
    const { id } = made.account as { id: number };
    await by.ask('PUT', `/api/v1/accounts/${id}/grants`, [{ role, platform: null, unit: null }]);
    return signInFirstTime(identity, name, String(made.one_time_password));
  };
  const security = await appoint(system, 'secure', 'city', 'security-administrator');
  centre = await appoint(security, 'centre', 'city', 'analyst');
  futian = await appoint(security, 'futian', '440304', 'department-user');
  colleague = await appoint(security, 'colleague', '440304', 'duty-officer');
  nanshan = await appoint(security, 'nanshan', '440305', 'department-user');
});
afterAll(() => identity.stop());

const save = (browser: Browser, view: object) =>
  browser.ask('POST', PATH, { name: '福田早高峰', address: RANKING, ...view });
async function listOf(browser: Browser): Promise<SavedViews> {
  return (await browser.ask('GET', PATH)).body as unknown as SavedViews;
}
const namesOf = async (browser: Browser) => (await listOf(browser)).views.map(({ name }) => name);
async function saved(browser: Browser, view: object): Promise<SavedView> {
  const { status, body } = await save(browser, view);
  expect(status).toBe(201);
  return body as unknown as SavedView;
}

describe('a saved view', () => {
  test('is its owner’s alone, and stored: another store on the same database has it', async () => {
    const { id } = await saved(futian, { name: 'alone' });
    expect((await listOf(futian)).views).toContainEqual(
      expect.objectContaining({
        id,
        name: 'alone',
        address: RANKING,
        unit: null,
        owner: 'futian',
        own: true,
      }),
    );
    expect(await namesOf(colleague)).not.toContain('alone');
    const { rows } = await sql<{
      principal: string;
    }>`select principal from views_view where id = ${id}`.execute(identity.db);
    const again = createViewStore(identity.db);
    expect(await again.findOwn(rows[0].principal, id)).toMatchObject({ name: 'alone', address: RANKING });
    expect((await futian.ask('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect(await namesOf(futian)).not.toContain('alone');
  });

  test('shared with a unit is seen by its people, by no other unit, and changed by nobody but its owner', async () => {
    const { id } = await saved(futian, { name: 'shared' });
    const shared = await futian.ask('PATCH', `${PATH}/${id}`, { unit: '440304' });
    expect(shared.body).toMatchObject({ unit: '440304', own: true });
    expect((await listOf(colleague)).views).toContainEqual(
      expect.objectContaining({ id, name: 'shared', owner: 'futian', own: false }),
    );
    for (const other of [nanshan, centre]) expect(await namesOf(other)).not.toContain('shared');
    for (const stranger of [colleague, nanshan]) {
      expect((await stranger.ask('PATCH', `${PATH}/${id}`, { name: 'mine' })).body.code).toBe(
        'views.unknown',
      );
      expect((await stranger.ask('DELETE', `${PATH}/${id}`)).status).toBe(404);
    }
    await futian.ask('PATCH', `${PATH}/${id}`, { name: 'taken back', unit: null });
    expect(await namesOf(colleague)).not.toContain('shared');
    expect(await namesOf(futian)).toContain('taken back');
  });

  test('is shared with one’s own unit or one below it', async () => {
    expect((await listOf(futian)).may_share_with).toEqual(['440304']);
    expect((await save(futian, { name: 'x', unit: '440305' })).body.code).toBe('views.unit_refused');
    expect((await save(futian, { name: 'x', unit: 'city' })).body.code).toBe('views.unit_refused');
    expect((await save(centre, { name: 'x', unit: 'nowhere' })).body.code).toBe('views.unit_refused');
    await saved(centre, { name: 'for nanshan', unit: '440305' });
    expect(await namesOf(nanshan)).toContain('for nanshan');
    expect(await namesOf(colleague)).not.toContain('for nanshan');
  });

  test('leads to a page of this console, or is refused in both languages', async () => {
    const bad = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/a//b',
      'map',
      '/a b',
      '/a\tb',
    ];
    for (const address of [...bad, 'javascript:alert(1)', '/api/v1/accounts', '/\n/evil.example']) {
      const { status, body } = await save(futian, { name: 'bad', address });
      expect({ address, status, code: body.code }).toEqual({
        address,
        status: 422,
        code: 'views.address_refused',
      });
      expect(body.title).toMatch(/^Only a page of this console can be saved/);
    }
    const inChinese = { 'accept-language': 'zh-CN' };
    const { body } = await futian.ask('POST', PATH, { name: 'bad', address: '//evil' }, inChinese);
    expect(body.title).toMatch(/^只能保存本平台的页面/);
    const long = await futian.ask('POST', PATH, { name: 'bad', address: `/${'a'.repeat(2000)}` }, inChinese);
    expect([long.status, long.body.title]).toEqual([400, expect.stringMatching(/^请求内容有误/)]);
    expect((await save(futian, { name: '长'.repeat(61) })).status).toBe(400);
    expect((await save(futian, { name: ' ' })).status).toBe(400);
  });

  test('has a name of its own, and an account a hundred of them, however many are saved at once', async () => {
    const { clock, db } = identity;
    const at = (name: string) =>
      createViewStore(db).add(
        { principal: 'account:999', owner: 'x', name, address: '/', unit: null, saved_ms: clock.now() },
        100,
      );
    const outcomes = await Promise.all(Array.from({ length: 104 }, (_, i) => at(`view ${i}`)));
    expect(outcomes.filter((one) => one === 'too_many')).toHaveLength(4);
    const twins = await Promise.all([save(nanshan, { name: 'twin' }), save(nanshan, { name: 'twin' })]);
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { id } = await saved(nanshan, { name: 'other' });
    expect((await nanshan.ask('PATCH', `${PATH}/${id}`, { name: 'twin' })).body.code).toBe(
      'views.name_taken',
    );
  });

  test('stays with its owner when the unit is removed', async () => {
    const name = { zh: '临时机构', en: 'For a while' };
    await system.ask('PUT', '/api/v1/units/gone', {
      parent: 'city',
      kind: 'department',
      name,
      districts: null,
    });
    const { id } = await saved(centre, { name: 'for the gone', unit: 'gone' });
    expect((await system.ask('DELETE', '/api/v1/units/gone')).status).toBe(204);
    expect((await listOf(centre)).views.find((view) => view.id === id)).toMatchObject({ unit: null });
  });

  test('is on the audit chain: saved, renamed, shared, taken back, deleted', async () => {
    const { id } = await saved(centre, { name: 'audited' });
    await centre.ask('PATCH', `${PATH}/${id}`, { name: 'renamed', unit: 'city' });
    await centre.ask('PATCH', `${PATH}/${id}`, { unit: null });
    await centre.ask('DELETE', `${PATH}/${id}`);
    await identity.audit.flush();
    const { rows } = await sql<{ action: string }>`
      select record::json->>'action' as action from audit_record
      where record::json->>'target' = ${`view:${id}`} order by seq`.execute(identity.db);
    const acts = ['save', 'rename', 'share', 'unshare', 'delete'].map((act) => `views.${act}`);
    expect(rows.map(({ action }) => action)).toEqual(acts);
  });
});
