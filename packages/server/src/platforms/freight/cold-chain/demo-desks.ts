import { setTimeout as sleep } from 'node:timers/promises';
import type { ColdCause, ColdState, ColdWarning, ColdWarningKind, Consignment } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { DemoDesk } from '../../../kit/demo.ts';
import { atDesk, type ColdDesks, type Listed, ROOT, tryTo } from './demo-desk.ts';
import { ColdDispatchers, dispatcherOf } from './demo-firms.ts';
import { createArrivals, isDemoSensor, type Load, loadsAround } from './demo-loads.ts';
import { answerNotice, beginRecall, moveLot, RECALLED } from './demo-recall.ts';

export const OFFICER = 'demo-cold-officer';
export const KEEPER = 'demo-cold-keeper';

/** How long goods are on their way at least, and wait for their test, for the certificate, and for who fetches them. */
const WAITS_MS = {
  arrival: 3 * MINUTE_MS,
  test: 6 * MINUTE_MS,
  certificate: 3 * MINUTE_MS,
  fetch: 45 * MINUTE_MS,
};
/** From arrival to the sample. */
const SAMPLE_MS = 2 * MINUTE_MS;
/** Newer warnings are left for whoever looks at the screen. */
const LEFT_MS = 45 * MINUTE_MS;

/** People of the demo city's cold chain: each act is what they do in a minute. What fails is tried again in the next. */
export class ColdPeople {
  readonly #dispatchers: ColdDispatchers;
  readonly #arrival_ms: (load: Load) => number;
  #recalled = false;

  constructor(private readonly desks: ColdDesks) {
    this.#dispatchers = new ColdDispatchers(desks);
    this.#arrival_ms = createArrivals(desks.life, desks.shift_ms);
  }

  dispatch(now_ms: number): Promise<void> {
    return this.#dispatchers.dispatch(now_ms);
  }

  /** The keeper takes in what stands at the dock, enters tests, certifies and lets out. */
  async keep(now_ms: number): Promise<void> {
    const loads = loadsAround(this.desks.life, now_ms, this.desks.shift_ms);
    await atDesk(this.desks, KEEPER, async (desk) => {
      for (const state of ['under_way', 'at_warehouse', 'passed', 'released'] as const) {
        const path = `${ROOT}/consignments?limit=200&state=${state}`;
        const { consignments } = await desk.call<Listed>('GET', path);
        for (const one of consignments.filter(({ sensor }) => isDemoSensor(sensor))) {
          const act = this.#actOn(one, state, loads.get(one.customs_form), now_ms);
          if (act)
            await tryTo(
              this.desks,
              desk.call('POST', `${ROOT}/consignments/${one.id}/${act.path}`, act.body),
              one.id,
            );
        }
      }
    });
  }

  #actOn(one: Consignment, state: ColdState, load: Load | undefined, now_ms: number) {
    const { version, departed_ms, arrived_ms, tested_ms, certificate, open_warnings } = one;
    const waited = (since_ms: number | null | undefined, wait_ms: number) =>
      now_ms - (since_ms ?? now_ms) >= wait_ms;
    switch (state) {
      case 'under_way':
        // Of days before: it has come meanwhile.
        if (load && this.#arrival_ms(load) > now_ms) return null;
        if (!waited(departed_ms, WAITS_MS.arrival)) return null;
        return { path: 'arrival', body: { version, seal_intact: true } };
      case 'at_warehouse':
        if (!waited(arrived_ms, WAITS_MS.test)) return null;
        return { path: 'test', body: { version, ...testOf(one, load?.story !== 'hot') } };
      case 'passed':
        if (open_warnings > 0 || !waited(tested_ms, WAITS_MS.certificate)) return null;
        return { path: 'certificate', body: { version } };
      default:
        return waited(certificate?.issued_ms, WAITS_MS.fetch) ? { path: 'removal', body: { version } } : null;
    }
  }

  /** The officer closes warnings that nobody has looked at. */
  async close(now_ms: number): Promise<void> {
    await atDesk(this.desks, OFFICER, async (desk) => {
      const path = `${ROOT}/warnings?state=open&limit=200`;
      const { warnings } = await desk.call<{ warnings: ColdWarning[] }>('GET', path);
      for (const { id, version, kind } of warnings.filter((one) => now_ms - one.opened_ms > LEFT_MS))
        await tryTo(
          this.desks,
          desk.call('POST', `${ROOT}/warnings/${id}/closing`, { version, ...CLOSING[kind] }),
          id,
        );
    });
  }

  /** A recall with a holder who answered and others who have not; once, whoever starts again. */
  async recall(now_ms: number): Promise<void> {
    if (this.#recalled) return;
    const firm = dispatcherOf(RECALLED.firm);
    let begun = false;
    await atDesk(this.desks, OFFICER, async (desk) => {
      begun = await beginRecall(desk);
    });
    if (!begun) {
      await atDesk(this.desks, firm, (desk) => moveLot(desk, now_ms));
      await atDesk(this.desks, OFFICER, async (desk) => void (await beginRecall(desk)));
    }
    await atDesk(this.desks, firm, answerNotice);
    this.#recalled = true;
  }
}

const testOf = ({ id, arrived_ms }: Consignment, passed: boolean) => ({
  ...{ paper: `JC-${id}`, laboratory: '示范海关冷链检测实验室', signed_by: '示范检验员', passed },
  sampled_ms: (arrived_ms ?? 0) + SAMPLE_MS,
});

const closing = (cause: ColdCause, note: string) => ({ cause, note });
const CLOSING: Readonly<Record<ColdWarningKind, { cause: ColdCause; note: string }>> = {
  breach: closing('goods_spoilt', '制冷机组故障，货物升温，入仓后送检'),
  door: closing('handled', '已联系驾驶员关闭厢门，温度正常'),
  sensor_lost: closing('device_fault', '传感器电池耗尽，已通知企业更换'),
  seal: closing('handled', '海关查验开封，已重新施封'),
  off_route: closing('handled', '道路施工绕行，已核实'),
  overdue: closing('handled', '口岸排队，已与驾驶员核实'),
};

/** What they do each minute until the signal ends it. */
export async function workAtColdDesks(desks: ColdDesks, { signal, clock }: DemoDesk): Promise<void> {
  const people = new ColdPeople(desks);
  while (!signal.aborted) {
    for (const act of ['dispatch', 'keep', 'recall', 'close'] as const)
      if (!signal.aborted)
        await people[act](clock.now()).catch((err: unknown) => {
          if (!signal.aborted) desks.log.warn({ err, act }, 'cold goods of the demo city were not seen to');
        });
    await sleep(MINUTE_MS, undefined, { signal }).catch(() => undefined);
  }
}
