import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { allowHosts, createFetch } from '../../../adapters/http-out/index.ts';
import { Feeds } from './feeds.ts';

/** Index feeds of a server on this machine, read by the way out that the product has. */
let server: Server;
let host: string;
const files = new Map<string, string>();
const asked: string[] = [];
const taken: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/moved') return response.writeHead(302, { location: '/secret' }).end();
    const file = files.get(url);
    return response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  for (const list of [asked, taken]) list.length = 0;
  files.clear();
});

const feedsOf = (hosts: string[] = [], networks = ['127.0.0.0/8']) =>
  new Feeds({
    ...{ feeds: [`http://${host}/index`], hosts, now: Date.now },
    fetch: createFetch(allowHosts(networks)),
    take: async (bytes) => void taken.push(Buffer.from(bytes).toString()),
  });
const atom = (...links: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id>${links
    .map(
      (link, i) =>
        `<entry><id>urn:${i}</id><updated>2026-01-0${i + 1}T00:00:00Z</updated><link rel="self" href="/no"/><link type="application/cap+xml" href="${link}"/></entry>`,
    )
    .join('')}</feed>`;

test('files that an index names are read once each, relative ones and those of RSS too', async () => {
  files.set('/index', atom('/a.cap', `http://${host}/b.cap`));
  files.set('/a.cap', 'A').set('/b.cap', 'B');
  const feeds = feedsOf();
  await feeds.look();
  await feeds.look();
  expect(taken).toEqual(['A', 'B']);
  expect(asked).toEqual(['/index', '/a.cap', '/b.cap', '/index']);
  files.set(
    '/index',
    `<rss><channel><item><title>t</title><link>http://${host}/c.cap</link></item></channel></rss>`,
  );
  files.set('/c.cap', 'C');
  await feeds.look();
  expect(taken.at(-1)).toBe('C');
});

test('a file that fails keeps no other from being read, is said, and comes again', async () => {
  files.set('/index', atom('/late.cap', '/a.cap')).set('/a.cap', 'A');
  const feeds = feedsOf();
  await expect(feeds.look()).rejects.toThrow('HTTP 404');
  expect(taken).toEqual(['A']);
  files.set('/late.cap', 'L');
  await feeds.look();
  expect(taken).toEqual(['A', 'L']);
});

test.each([
  ['another host', 'http://127.0.0.2:1/a.cap', /127\.0\.0\.2:1; name it in WEATHER_FEED_HOSTS/],
  ['another port of this host', 'http://127.0.0.1:1/a.cap', /WEATHER_FEED_HOSTS/],
  ['a file of the machine', 'file:///etc/passwd', /may be read/],
  ['a password', 'http://u:p@HOST/a.cap', /may be read/],
  ['nothing', '', /may be read/],
  ['a redirect', '/moved', /HTTP 302/],
])('a link to %s is not followed', async (_, link, says) => {
  files
    .set('/index', atom(link.replace('HOST', host)))
    .set('/secret', 'S')
    .set('/a.cap', 'A');
  await expect(feedsOf().look()).rejects.toThrow(says);
  expect(taken).toEqual([]);
  expect(asked).not.toContain('/secret');
});

test('a host that is named may be asked, yet no network of our own that is not', async () => {
  files.set('/index', atom(`http://localhost:${host.split(':')[1]}/a.cap`)).set('/a.cap', 'A');
  const named = [`localhost:${host.split(':')[1]}`];
  await feedsOf(named, ['127.0.0.0/8', '::1']).look();
  expect(taken).toEqual(['A']);
  const feed = new Feeds({
    ...{ feeds: ['http://feed.test/index'], hosts: named, now: Date.now },
    fetch: async (url) =>
      url.includes('feed.test') ? Buffer.from(files.get('/index') ?? '') : createFetch(allowHosts([]))(url),
    take: async () => void taken.push('never'),
  });
  await expect(feed.look()).rejects.toThrow('own network');
  expect(taken).toEqual(['A']);
});

test('one look fetches 50 files at most and ends when its time is over', async () => {
  const links = Array.from({ length: 60 }, (_, i) => `/f${i}.cap`);
  files.set('/index', atom(...links));
  for (const link of links) files.set(link, link);
  const feeds = feedsOf();
  await feeds.look();
  expect(taken.length).toBe(50);
  await feeds.look();
  expect(taken.length).toBe(60);
  let now_ms = 0;
  const slow = new Feeds({
    ...{ feeds: [`http://${host}/index`], hosts: [], now: () => (now_ms += 20_000) },
    fetch: createFetch(allowHosts(['127.0.0.0/8'])),
    take: async () => undefined,
  });
  await expect(slow.look()).rejects.toThrow('45 s');
});
