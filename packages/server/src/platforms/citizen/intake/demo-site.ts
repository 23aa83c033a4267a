import { setTimeout as sleep } from 'node:timers/promises';
import { hash01 } from '@opentocc/core/random';
import { MINUTE_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import type { DemoCity, DemoDoor } from '../../../kit/demo.ts';
import { DemoBrowser, type SentPhoto } from './demo-browser.ts';
import { demoPhoto } from './demo-photo.ts';
import { createDemoScript, type DemoContact } from './demo-script.ts';

/** How often somebody of the demo city comes to the site. */
const EVERY_MS = 5_000;
/** People who look at their case again; whoever asked first forgets about it. */
const MOST_FOLLOWERS = 200;

/** Share of those who come by the site that do something. Assumed, 2026-11-28. */
const SHARE = { within_app: 0.35, photo: 0.3, adds: 0.3, reopens: 0.12, impatient: 0.06 } as const;
/** How often an impatient one sends the same, and how long they wait between. */
const AGAIN = { times: 4, after_ms: 40_000 } as const;

/** Somebody who has number and code, and looks at their case now and then. */
interface Follower {
  readonly number: string;
  readonly code: string;
  readonly draw: Draw;
  next_ms: number;
  added: boolean;
}

type Draw = (what: number) => number;

/** What the receipt says. */
export interface SiteReceipt {
  readonly number: string;
  readonly code: string;
  /** It waits for a person and has no number yet. */
  readonly held: boolean;
}

/** People of the demo city at the citizens' site, each with a browser; they know its address alone. */
export async function playSite(city: DemoCity, { url, signal, log }: DemoDoor): Promise<void> {
  const script = createDemoScript(city);
  const people = createSitePeople(
    () => new DemoBrowser(url, signal),
    (ms) => sleep(ms, undefined, { signal }),
  );
  let from_ms = Date.now();
  /** At their own pace: whoever waits for the challenge makes nobody else wait. */
  const letGo = (work: Promise<unknown>) =>
    void work.catch((err: unknown) => {
      if (!signal.aborted) log.error({ err }, 'somebody of the demo city could not use the citizens’ site');
    });
  while (!signal.aborted) {
    const now_ms = Date.now();
    const come = script
      .contactsOf(cityDayStart(now_ms))
      .filter(({ way, at_ms }) => way === 'web' && at_ms > from_ms && at_ms <= now_ms);
    from_ms = now_ms;
    for (const contact of come) letGo(people.come(contact));
    letGo(people.look(now_ms));
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Those who ask by the site and follow what became of it. */
export function createSitePeople(open: () => DemoBrowser, wait: (ms: number) => Promise<unknown>) {
  const followers: Follower[] = [];

  return {
    /** Asks; some send the same again and again. */
    async come(contact: DemoContact): Promise<SiteReceipt> {
      const draw = drawOf(contact);
      const receipt = await ask(open(), contact, draw);
      followers.push({
        ...receipt,
        draw,
        added: false,
        next_ms: contact.at_ms + (5 + draw(1) * 35) * MINUTE_MS,
      });
      if (followers.length > MOST_FOLLOWERS) followers.shift();
      for (let i = 0; draw(2) < SHARE.impatient && i < AGAIN.times; i++) {
        await wait(AGAIN.after_ms);
        await ask(open(), contact, draw);
      }
      return receipt;
    },
    /** Whoever means to look at their case by now does. */
    async look(now_ms: number): Promise<void> {
      for (const one of followers.filter(({ next_ms }) => next_ms <= now_ms)) {
        one.next_ms = now_ms + (20 + one.draw(3) * 60) * MINUTE_MS;
        const isOver = await follow(open(), one);
        if (isOver && followers.includes(one)) followers.splice(followers.indexOf(one), 1);
      }
    },
  };
}

const drawOf =
  ({ at_ms, phone }: DemoContact): Draw =>
  (what) =>
    hash01(at_ms / 1000, Number(phone.slice(-4)), what, 77);

/** @throws Error with what the page says where the site does not take it */
async function ask(browser: DemoBrowser, contact: DemoContact, draw: Draw): Promise<SiteReceipt> {
  const frame = draw(4) < SHARE.within_app ? '?view=embed' : '';
  const page = await browser.get(`/service/ask${frame}`);
  const done = await browser.send(
    page,
    '/service/ask',
    askedBy(contact, draw),
    draw(6) < SHARE.photo ? [photoOf(draw(7))] : [],
  );
  if (done.to === null) throw new Error(`the site answered ${done.status}: ${problemsOf(done.text)}`);
  return receiptOf((await browser.get(done.to)).text);
}

function askedBy({ type, text, name, phone, secret, place, plate }: DemoContact, draw: Draw) {
  const answer_by = draw(5) < 0.45 ? 'sms' : draw(5) < 0.7 ? 'phone' : 'web';
  return {
    ...{ type, text, name, answer_by },
    ...(answer_by !== 'web' && { phone }),
    ...(secret && { secret: 'yes' }),
    ...(place && { where: place.text, lon: String(place.lon), lat: String(place.lat) }),
    ...(plate && { meant: plate }),
  };
}

const photoOf = (drawn: number): SentPhoto => ({
  ...{ name: '现场照片.png', content: demoPhoto(Math.floor(drawn * 1e6)) },
});

function receiptOf(text: string): SiteReceipt {
  const of = (id: string) => new RegExp(`id="${id}">([^<]+)`).exec(text)?.[1];
  const held = of('held-receipt');
  return { number: held ?? of('case-number') ?? '', code: of('case-token') ?? '', held: held !== undefined };
}

/** Looks, adds a photograph once, and has it opened again where it was not solved. @returns whether they are done with it */
async function follow(browser: DemoBrowser, one: Follower): Promise<boolean> {
  const { number, code, draw } = one;
  const signed = await browser.send(await browser.get('/service/follow'), '/service/follow', {
    number,
    code,
  });
  if (signed.to === null) throw new Error(`the site answered ${signed.status}: ${problemsOf(signed.text)}`);
  // A receipt that a person has not looked at yet.
  if (!signed.to.includes('/case')) return false;
  const page = await browser.get(signed.to);
  const has = (action: string) => page.text.includes(`action="${action}"`);
  if (has('/service/case/reopen')) {
    if (draw(8) < SHARE.reopens)
      await browser.send(page, '/service/case/reopen', {
        reason: '答复与现场情况不符，问题仍未解决，请重新核查',
      });
    return true;
  }
  if (has('/service/case/remark') && !one.added && draw(9) < SHARE.adds) {
    one.added = true;
    await browser.send(page, '/service/case/remark', { remark: '补充一张现场照片，请一并核实' }, [
      photoOf(draw(10)),
    ]);
  }
  return false;
}

const problemsOf = (text: string): string =>
  [...text.matchAll(/<a href="#\w+">([^<]+)|<li>([^<]+)/g)]
    .map(([, a, b]) => a ?? b)
    .join('；')
    .slice(0, 300);
