import { setTimeout as sleep } from 'node:timers/promises';
import type { CallEvent, NewTransfer } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import type { DemoCity, DemoDoor } from '../../../kit/demo.ts';
import { QUEUE, SEATS } from './demo-people.ts';
import { createDemoScript, type DemoContact } from './demo-script.ts';

/** How often the switchboard says what has happened. */
const EVERY_MS = 2_000;
/** How often it asks who is ready besides the demo's own agents. */
const READY_EVERY_MS = 10_000;
/** One call in this number is put through to somebody else who is ready. */
const ELSEWHERE_EVERY = 2;
/** An extension rings so long before a person's headset takes the call by itself. */
const RINGS_MS = 5_000;

/** A conversation that the line carries: the agent hears what the other one says. */
export interface Conversation {
  readonly contact: DemoContact;
  readonly seat: number;
  readonly answered_ms: number;
  readonly end_ms: number;
}

/** What the telephone and the post of the demo city carry, from those who turn to the hotline to those who sit there. */
export class DemoLine {
  readonly #open: Conversation[] = [];

  put(conversation: Conversation): void {
    this.#open.push(conversation);
  }

  /** Conversations of a seat in which by an instant everything was said, each once. */
  heard(seat: number, now_ms: number): Conversation[] {
    const over = this.#open.filter(
      (one) => one.seat === seat && one.answered_ms + 0.7 * (one.end_ms - one.answered_ms) <= now_ms,
    );
    for (const one of over) this.#open.splice(this.#open.indexOf(one), 1);
    return over;
  }
}

export interface DemoKeys {
  readonly calls: string;
  readonly transfers: string;
}

/** The switchboard of the demo city and its 12345, which know the platform's address and a key each. */
export async function playLine(
  city: DemoCity,
  { url, signal, log }: DemoDoor,
  keys: DemoKeys,
  line: DemoLine,
): Promise<void> {
  const script = createDemoScript(city);
  const ask = async <T>(method: 'GET' | 'POST', path: string, key: string, body?: object): Promise<T> => {
    const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers,
      signal,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const pending: Partial<CallEvent>[] = [];
  let from_ms = Date.now();
  let asked_ms = 0;
  let elsewhere: readonly string[] = [];
  let turn = 0;

  async function round(now_ms: number): Promise<void> {
    if (now_ms - asked_ms > READY_EVERY_MS) {
      asked_ms = now_ms;
      const { ready } = await ask<{ ready: string[] }>('GET', '/calls/events', keys.calls);
      elsewhere = ready.filter((extension) => !(SEATS as readonly string[]).includes(extension));
    }
    for (const contact of between(script.contactsOf(cityDayStart(now_ms)), from_ms, now_ms)) {
      if (contact.way === '12345') await ask('POST', '/transfers', keys.transfers, transferOf(contact));
      else if (contact.call) pending.push(...eventsOf(contact, extensionFor(contact), line));
    }
    from_ms = now_ms;
    const due = pending.filter(({ at_ms = 0 }) => at_ms <= now_ms);
    if (due.length === 0) return;
    await ask('POST', '/calls/events', keys.calls, { events: due.slice(0, 100) });
    for (const one of due.slice(0, 100)) pending.splice(pending.indexOf(one), 1);
  }

  /** Null for the seat of the script. */
  const extensionFor = (contact: DemoContact): string | null =>
    elsewhere.length > 0 && !contact.call?.given_up && ++turn % ELSEWHERE_EVERY === 0
      ? elsewhere[turn % elsewhere.length]
      : null;

  while (!signal.aborted) {
    await round(Date.now()).catch((err: unknown) => {
      if (!signal.aborted) log.error({ err }, 'the switchboard of the demo city could not say what happened');
    });
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

const between = (all: readonly DemoContact[], from_ms: number, to_ms: number) =>
  all.filter(({ at_ms }) => at_ms > from_ms && at_ms <= to_ms);

/** What is said of a call, to be delivered when it happens. @param elsewhere extension of a person who looks at the demo */
function eventsOf(contact: DemoContact, elsewhere: string | null, line: DemoLine): Partial<CallEvent>[] {
  const { key: call, at_ms, phone: number, text: said } = contact;
  const { wait_ms, talk_ms, given_up, seat } = contact.call ?? {
    wait_ms: 0,
    talk_ms: 0,
    given_up: true,
    seat: 0,
  };
  const event = (
    kind: CallEvent['kind'],
    after_ms: number,
    more: Partial<CallEvent> = {},
  ): Partial<CallEvent> => ({
    ...{
      event: `${call}/${kind}/${after_ms}`.replaceAll('/', ':'),
      call,
      kind,
      at_ms: at_ms + after_ms,
      number,
      queue: QUEUE,
    },
    ...more,
  });
  if (given_up) return [event('ringing', 0), event('abandoned', wait_ms)];
  const extension = elsewhere ?? SEATS[seat];
  const answered = elsewhere === null ? wait_ms : Math.max(wait_ms, RINGS_MS);
  const end = answered + (elsewhere === null ? talk_ms : Math.max(talk_ms, 180_000));
  if (elsewhere === null) line.put({ contact, seat, answered_ms: at_ms + answered, end_ms: at_ms + end });
  return [
    event('ringing', 0),
    event('ringing', Math.max(0, answered - RINGS_MS) + 1, { extension }),
    event('answered', answered, { extension, said }),
    event('ended', end),
  ];
}

function transferOf(contact: DemoContact): Partial<NewTransfer> {
  const { key, at_ms, type, text, name, phone, secret, place } = contact;
  return {
    ...{ number: key, received_ms: at_ms, due_ms: at_ms + 7 * DAY_MS, type, text },
    asker: { name, phone, email: null, secret, answer_by: 'none' },
    ...(place && { place }),
  };
}
