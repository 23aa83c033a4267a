import type { Visit } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { createLog } from '../../../kit/log.ts';
import { createSite } from '../site/service.ts';
import { Visitor } from '../site/test-site.ts';
import { closeCase, startVisits, type TestVisits } from '../visits/test-visits.ts';
import { visitPages } from './visit-pages.ts';

let on: TestVisits;
let agent: Browser;
let supervisor: Browser;

beforeAll(async () => {
  on = await startVisits(({ identity, visits, clock }) => {
    const digest = (field: string, text: string) => identity.keys.blindIndex(field, text);
    const site = createSite({
      ...{ clock, log: createLog('silent'), city: { zh: '深圳', en: 'Shenzhen' }, secure: false, digest },
      ...{ assets: { style: null, script: null }, attachments: { prepare: () => Promise.reject() } },
    });
    site.pages.add(...visitPages(visits.links, site.signer));
    site.served.mount(identity.http);
  });
  supervisor = await on.appoint('supervisor', 'city', 'hotline-supervisor');
  agent = await on.appoint('agent', 'city', 'hotline-agent');
});
afterAll(() => on.identity.stop());

/** Closes a case, draws it, and sends its asker a link. @returns the link as it stands in the message */
async function sendLink(): Promise<{ link: string; visit: Visit }> {
  await closeCase(on);
  const day = new Date(on.clock.now_ms + 8 * 3_600_000).toISOString().slice(0, 10);
  on.clock.now_ms += DAY_MS;
  const draw = await supervisor.ask('POST', '/api/v1/visit-draws', { from: day, to: day });
  await supervisor.ask('POST', `/api/v1/visit-draws/${draw.body.id}/reveal`, { witness: '沪指 3891.12' });
  const { visit } = (await agent.ask('POST', '/api/v1/visits/next', {})).body as { visit: Visit };
  await agent.ask('POST', `/api/v1/visits/${visit.id}/link`, { version: visit.version });
  const [link] = /\/service\/v\/[\w-]+/.exec(on.sent.at(-1)?.text.zh ?? '') ?? [''];
  return { link, visit };
}

const SATISFIED = { answered: 'yes', handled: 'yes', satisfied: '5' };

it('opens a link as often as it is looked at, exchanges its secret for a cookie, and takes one answer', async () => {
  const { link, visit } = await sendLink();
  // A messenger looks at the link first.
  await new Visitor(on.identity.http).get(link);
  const visitor = new Visitor(on.identity.http);
  const opened = await visitor.get(link);
  expect([opened.status, opened.to, opened.headers['referrer-policy']]).toEqual([
    303,
    '/service/visit',
    'no-referrer',
  ]);
  const page = await visitor.get('/service/visit');
  expect(page.text).toContain(visit.number);
  expect(page.text).not.toContain(link.split('/').at(-1));
  const empty = await visitor.send(page, {});
  expect(empty.status).toBe(422);
  expect([...empty.text.matchAll(/<a href="(#\w+)">/g)].map(([, to]) => to)).toEqual([
    '#answered',
    '#handled',
    '#satisfied',
  ]);
  const done = await visitor.send(empty, { ...SATISFIED, said: '谢谢' });
  expect([done.status, done.to]).toEqual([303, '/service/visit?done=yes']);
  const { body } = await agent.ask('GET', `/api/v1/visits/${visit.id}`);
  expect(body).toMatchObject({
    ...{ state: 'answered', way: 'link' },
    answers: { answered: true, handled: 'yes', satisfied: 5, comment: '谢谢' },
  });
  const late = new Visitor(on.identity.http);
  await late.get(link);
  expect((await late.get('/service/visit')).text).toContain('链接已失效');
});

it('opens a case again for who is not satisfied', async () => {
  const { link, visit } = await sendLink();
  const visitor = new Visitor(on.identity.http);
  await visitor.get(link);
  const page = await visitor.get('/service/visit');
  await visitor.send(page, { answered: 'yes', handled: 'no', satisfied: '1' });
  await on.visits.reopenDue();
  expect((await on.cases.cases.find(visit.case))?.state).toBe('received');
});

it('says that it is over of a link that is too old, unknown or no link', async () => {
  const { link } = await sendLink();
  on.clock.now_ms += 14 * DAY_MS;
  for (const address of [link, '/service/v/AAAAAAAAAAAAAAAA', '/service/v/%3Cscript%3E']) {
    const visitor = new Visitor(on.identity.http);
    expect((await visitor.get(address)).to).toBe('/service/visit');
    const page = await visitor.get('/service/visit');
    expect([page.status, page.text.includes('链接已失效')]).toEqual([200, true]);
  }
});
