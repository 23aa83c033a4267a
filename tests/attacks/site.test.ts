import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appointPeople, type Product, pagesOf, startProduct } from '../whole-product.ts';

/**
 * The pages that everybody may open: each page and each form of the citizens' site, taken from the routes themselves, so
 * that a page of a new module is attacked too.
 */
const MARK = 'x7q';
const POISONS = [
  `"><script>${MARK}</script>`,
  `'><img src=x onerror=${MARK}>`,
  `</textarea><svg onload=${MARK}>`,
  `javascript:${MARK}`,
  `'; DROP TABLE accounts_account; --`,
  '\u0000\ud800',
  '../../etc/passwd',
  '9'.repeat(40),
  '-1',
  '__proto__',
];
const FIELDS = [
  'type',
  'text',
  'where',
  'meant',
  'phone',
  'email',
  'name',
  'number',
  'code',
  'remark',
  'reason',
];
let product: Product;

beforeAll(async () => {
  product = await startProduct();
  await product.http.ready();
});
afterAll(() => product.stop());

const pages = (method: string) => pagesOf(product).filter((route) => route.method === method);
const filled = (url: string, value: string) => url.replace(/:(\w+)/g, encodeURIComponent(wellFormed(value)));
const wellFormed = (text: string) => text.replace(/[\ud800-\udfff]/g, '').replaceAll('\u0000', '');

/** Places by turns, so that what is tried is not only held back for its number. */
let places = 0;
const ask = (method: 'GET' | 'POST', url: string, fields?: Record<string, string>) =>
  product.http.inject({
    ...{ method, url, remoteAddress: `10.66.${(++places >> 8) & 255}.${places & 255}` },
    ...(fields && {
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });

/** Whether a poison stands in the page as markup or as the address of a link. */
const isAlive = (text: string) =>
  new RegExp(`<script>${MARK}|<(?:img|svg)[^>]*${MARK}|(?:href|action|src)="javascript`).test(text);

describe('every page of the citizens’ site', () => {
  it('is open to everybody, in both languages', () => {
    const all = pagesOf(product);
    expect(all.filter(({ authority }) => authority !== 'public')).toEqual([]);
    const paths = (prefix: RegExp) =>
      all.map(({ method, url }) => `${method} ${url}`).filter((route) => prefix.test(route)).length;
    expect(all.length).toBeGreaterThan(4);
    // Some in traditional letters besides.
    expect(paths(/ \/service\/en(?:\/|$)/)).toBe((all.length - paths(/ \/service\/hant(?:\/|$)/)) / 2);
  });

  it('answers with a page under the strict policy, whatever is asked, and gives no session', async () => {
    for (const { url } of pages('GET'))
      for (const poison of POISONS) {
        const query = new URLSearchParams({
          q: wellFormed(poison),
          view: poison,
          type: wellFormed(poison),
          done: poison,
        });
        const answer = await ask('GET', `${filled(url, poison)}?${query}`);
        const where = `${url} ${poison}`;
        expect([where, answer.statusCode < 500]).toEqual([where, true]);
        expect([where, isAlive(answer.body)]).toEqual([where, false]);
        expect([where, answer.headers['content-security-policy']]).toEqual([
          where,
          expect.stringContaining("default-src 'none'"),
        ]);
        expect(answer.cookies.filter(({ name }) => name === 'tocc_session')).toEqual([]);
        for (const { httpOnly, sameSite, path } of answer.cookies)
          expect([where, httpOnly, sameSite, path]).toEqual([where, true, 'Lax', '/service']);
      }
  });

  it('takes no form without its token, and shows what was typed as text', async () => {
    const before = await rowsOfAllTables();
    for (const { url } of pages('POST'))
      for (const poison of POISONS) {
        const fields = Object.fromEntries(FIELDS.map((name) => [name, poison]));
        const answer = await ask('POST', filled(url, poison), { ...fields, token: poison });
        const where = `${url} ${poison}`;
        // A form without a page of its own leads back to where it stands, and does nothing.
        const refused =
          answer.statusCode === 403 || (answer.statusCode === 303 && answer.cookies.length === 0);
        expect([where, answer.statusCode, refused]).toEqual([where, answer.statusCode, true]);
        expect([where, isAlive(answer.body)]).toEqual([where, false]);
      }
    expect(await rowsOfAllTables()).toEqual(before);
  });

  it('says nothing to who is signed in at the console but what it says to everybody', async () => {
    const { system } = await appointPeople(product);
    for (const { url } of pages('GET')) {
      const path = filled(url, '1');
      const theirs = await product.http.inject({
        method: 'GET',
        url: path,
        headers: { cookie: system.cookie },
      });
      const everybody = await ask('GET', path);
      expect([path, theirs.statusCode, stable(theirs.body)]).toEqual([
        path,
        everybody.statusCode,
        stable(everybody.body),
      ]);
    }
  });
});

/** But for what is made for each look at a form. */
const stable = (text: string) => text.replace(/value="[\w.-]{60,}"/g, '').replace(/\d\d:\d\d/g, '');

async function rowsOfAllTables(): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name similar to '(cases|attachments|visits|knowledge)%'`.execute(
    product.db,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await sql<{ n: string }>`select count(*) as n from ${sql.table(name)}`.execute(
      product.db,
    );
    counts[name] = Number(counted.rows[0].n);
  }
  return counts;
}
