import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, CaseBrief, CaseList, CaseSuggestion, HeldList } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { DemoDesk, DemoOfficer } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';
import { approveExemptions } from './demo-exemptions.ts';
import type { Conversation, DemoLine } from './demo-line.ts';
import { AGENTS, DEPUTY, DISTRICT_UNITS, firmUnit, HANDLERS, SEATS, SUPERVISOR } from './demo-people.ts';
import { topicOf } from './demo-script.ts';

/** One of four is left for who looks at the demo. */
const LEFT_EVERY = 4;
const LISTEN_MS = 5_000;
const MOST = 30;

/** Those who sit at the desks of the demo city's hotline, of its firms and its districts; over HTTP alone. */
export async function workAtDesks(
  desk: DemoDesk,
  line: DemoLine,
  declareOverload: Work,
  log: Logger,
): Promise<void> {
  const { signInAs, signal, clock } = desk;
  if (!signInAs) return;
  const sit = (name: string, every_ms: number, begin: Work, work: Work) =>
    atDesk({ name, every_ms, signIn: () => signInAs(name), signal, log, now: clock.now }, begin, work);
  const nothing: Work = async () => undefined;
  await Promise.all([
    ...AGENTS.map(({ name }, seat) =>
      sit(name, LISTEN_MS, takeSeat(seat), async (officer, now_ms) => {
        for (const heard of line.heard(seat, now_ms)) await takeDown(officer, heard);
      }),
    ),
    sit(SUPERVISOR.name, MINUTE_MS, nothing, async (officer, now_ms) => {
      await supervise(officer, now_ms);
      await declareOverload(officer, now_ms);
    }),
    sit(DEPUTY.name, 5 * MINUTE_MS, nothing, approveExemptions),
    ...HANDLERS.map(({ name }) =>
      sit(name, MINUTE_MS, nothing, (officer, now_ms) => handle(officer, now_ms)),
    ),
  ]);
}

type Work = (officer: DemoOfficer, now_ms: number) => Promise<void>;

interface Sitting {
  readonly name: string;
  readonly every_ms: number;
  signIn(): Promise<DemoOfficer>;
  readonly signal: AbortSignal;
  readonly log: Logger;
  now(): number;
}

/** One session for as long as it holds; what fails is in the log, and a new session is opened for the next round. */
async function atDesk(
  { name, every_ms, signIn, signal, log, now }: Sitting,
  begin: Work,
  work: Work,
): Promise<void> {
  let officer: DemoOfficer | undefined;
  while (!signal.aborted) {
    try {
      if (!officer) {
        officer = await signIn();
        await begin(officer, now());
      }
      await work(officer, now());
    } catch (err) {
      officer = undefined;
      if (!signal.aborted) log.warn({ err, name }, 'somebody of the demo city could not work at their desk');
    }
    await sleep(every_ms, undefined, { signal }).catch(() => undefined);
  }
  await officer?.signOut().catch(() => undefined);
}

const takeSeat =
  (seat: number): Work =>
  async (officer) => {
    await officer.call('PUT', '/calls/seat', { extension: SEATS[seat], state: 'ready' });
  };

/** An agent writes down what was said, files it by what they know themselves beside what is suggested, answers at once or dispatches it, and passes on what lies on a road. */
async function takeDown(officer: DemoOfficer, { contact }: Conversation): Promise<void> {
  const { key, type, category, text, name, secret, place, links, unit, answer, reports } = contact;
  const suggested = await officer.call<CaseSuggestion[]>('POST', '/cases/suggestions', {
    ...{ text, links, ...(place && { place }) },
  });
  const made = await officer.call<Case>('POST', '/cases', {
    ...{ key, channel: 'phone', type, category, text, links, call: key, suggested },
    // The number is the switchboard's to know.
    asker: { name, phone: null, email: null, secret, answer_by: 'phone' },
    ...(place && { place }),
  });
  if (reports && place) await actOnLatest(officer, made.id, 'situation-report', { kind: reports });
  if (unit === null) await actOnLatest(officer, made.id, 'answer', { text: answer, close: true });
  else await actOnLatest(officer, made.id, 'dispatch', { unit });
}

/** As it stands now; looked at again where somebody, or the search for cases of one matter, was faster. */
async function actOnLatest(officer: DemoOfficer, id: number, what: string, body: object): Promise<void> {
  for (let tried = 1; ; tried++) {
    const { version } = await officer.call<Case>('GET', `/cases/${id}`);
    try {
      await officer.call('POST', `/cases/${id}/${what}`, { version, ...body });
      return;
    } catch (error) {
      if (tried === 3 || !String(error).includes('cases.changed')) throw error;
    }
  }
}

/** Of everything that waits at the hotline: what 12345 handed over, answers to be closed, and what units ask for. */
async function supervise(officer: DemoOfficer, now_ms: number): Promise<void> {
  const list = async (query: string) =>
    (await officer.call<CaseList>('GET', `/cases?view=open&sort=newest&limit=${MOST}&${query}`)).cases;
  // What is older is of the past that is still being made.
  const isNew = ({ received_ms }: CaseBrief) => now_ms - received_ms < HOUR_MS;
  await each((await list('state=received&channel=12345')).filter(isNew), (one) => passOn(officer, one));
  for (const channel of ['web', 'wechat'])
    await each((await list(`state=received&channel=${channel}`)).filter(isNew).filter(isOurs), (one) =>
      passOn(officer, one),
    );
  await joinFloods(officer, now_ms);
  await each((await list('state=answered')).filter(isOurs), (one) => close(officer, one, now_ms));
  await each((await list('requests=open')).filter(isOurs), (one) => rule(officer, one));
  await each((await list('card=red')).filter(isOurs), (one) => urge(officer, one));
}

/** What waited for longer than anybody who looks at the demo would is joined to the first one of its sender. */
async function joinFloods(officer: DemoOfficer, now_ms: number): Promise<void> {
  const { items } = await officer.call<HeldList>('GET', '/intake/held?state=held');
  for (const { id, first_case } of items.filter(({ received_ms }) => now_ms - received_ms > HOUR_MS / 2))
    if (first_case !== null)
      await officer.call('POST', `/intake/held/${id}/joining`, {
        reason: '同一号码反复来件，内容相同，并入首件',
      });
}

/** One after the other; where somebody else was faster, the next one. */
async function each(all: readonly CaseBrief[], work: (one: CaseBrief) => Promise<unknown>): Promise<void> {
  for (const one of all)
    await work(one).catch((error: unknown) => {
      if (!String(error).includes(' answered 409')) throw error;
    });
}

async function urge(officer: DemoOfficer, one: CaseBrief): Promise<void> {
  if (one.supervision === 'none' && one.state === 'dispatched')
    await act(officer, one, 'supervision', { to: 'urged', reason: '已超时限，请当日答复' });
}

async function passOn(officer: DemoOfficer, one: CaseBrief): Promise<void> {
  const topic = topicOf(one.category, one.type);
  if (one.type === 'consultation' && topic)
    await act(officer, one, 'answer', { text: drawn(topic.answers, one.id), close: true });
  else
    await act(officer, one, 'dispatch', {
      unit: topic?.unit ? firmUnit(topic.unit) : drawn(DISTRICT_UNITS, one.id),
    });
}

async function close(officer: DemoOfficer, one: CaseBrief, now_ms: number): Promise<void> {
  if (now_ms - (one.answered_ms ?? now_ms) < 4 * MINUTE_MS) return;
  if (one.reworks === 0 && chance(one, 1) < 0.1)
    await act(officer, one, 'rework', { reason: '答复未说明核查经过，请补充后再报' });
  else await act(officer, one, 'closing');
}

async function rule(officer: DemoOfficer, one: CaseBrief): Promise<void> {
  const { request_list } = await officer.call<Case>('GET', `/cases/${one.id}`);
  const open = request_list.find(({ state }) => state === 'open');
  if (!open) return;
  const granted = chance(one, 2) < 0.7;
  const unit = granted && open.kind === 'return' ? otherThan(open.unit) : null;
  const reason = granted ? '情况属实，同意' : '经核属本单位职责，请按期办理';
  await act(officer, one, 'rulings', { request: open.id, granted, reason, unit });
}

/** What a handler does next with what its unit has to answer. */
async function handle(officer: DemoOfficer, now_ms: number): Promise<void> {
  const { cases } = await officer.call<CaseList>('GET', `/cases?view=mine&limit=${MOST}`);
  await each(cases.filter(isOurs), (one) => bringOn(officer, one, now_ms - one.received_ms));
}

async function bringOn(officer: DemoOfficer, one: CaseBrief, age_ms: number): Promise<void> {
  if (age_ms < 3 * MINUTE_MS || one.requests > 0) return;
  const objects = one.returns === 0 && chance(one, 3) < 0.06;
  if (!one.accepted) await act(officer, one, 'acceptance');
  else if (objects && age_ms > 8 * MINUTE_MS)
    await act(officer, one, 'requests', { kind: 'return', reason: '不属本单位职责，请转办其他单位' });
  else if (age_ms > (12 + chance(one, 4) * 600) * MINUTE_MS) await reply(officer, one);
}

async function reply(officer: DemoOfficer, one: CaseBrief): Promise<void> {
  const known = topicOf(one.category, one.type) ?? topicOf('bus_service', 'complaint');
  const more = one.reworks > 0 ? '已调取当日记录逐项核对，并电话向诉求人说明。' : '';
  await act(officer, one, 'answer', { text: `${drawn(known?.answers ?? [], one.id)}${more}`, close: false });
}

const act = (officer: DemoOfficer, { id, version }: CaseBrief, what: string, body: object = {}) =>
  officer.call<Case>('POST', `/cases/${id}/${what}`, { version, ...body });

const isOurs = ({ id }: CaseBrief) => id % LEFT_EVERY !== 0;
const chance = ({ id }: CaseBrief, what: number) => hash01(17, id, what, 0);
const drawn = (all: readonly string[], id: number): string => all[id % all.length] ?? '已核实处理。';
const otherThan = (unit: string) => DISTRICT_UNITS.find((code) => code !== unit) ?? DISTRICT_UNITS[0];
