import { WarningPlaces } from '../packages/contract/src/index.ts';
import { hash01 } from '../packages/core/src/random/index.ts';
import { type KernelRule, RuleKernel } from '../packages/core/src/rules/index.ts';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import { migrate } from '../packages/server/src/kit/db.ts';
import { migrations } from '../packages/server/src/platforms/command/warnings/migrations/index.ts';
import { testWarnings } from '../packages/server/src/platforms/command/warnings/test-warnings.ts';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const RULES = 5_000;
const LINKS = 20_000;
const MINUTES = 30;
const OPEN = 10_000;

/** A minute of many rules, and lists and acts with many open warnings. */
export const run: Bench = async (_args, report) => {
  for (const bad of [0.01, 0.05]) {
    const { ms, slots } = kernelMinutes(bad);
    const note = `${bad * 100} % of links beyond a threshold, ${slots} slots; a third of the rules over the whole city`;
    report({
      figure: `${RULES} rules over ${LINKS} links, a minute, CPU median`,
      value: quantile(ms, 0.5),
      unit: 'ms',
      note,
    });
    report({
      figure: `${RULES} rules over ${LINKS} links, a minute, CPU p95`,
      value: quantile(ms, 0.95),
      unit: 'ms',
      note,
    });
  }
  const database = await startTestDatabase();
  try {
    await migrate(database.db, migrations);
    const clock = { now_ms: Date.UTC(2026, 0, 5), now: (): number => clock.now_ms };
    const { warnings } = testWarnings({ db: database.db, clock });
    await warnings.start();
    const raised = Array.from({ length: OPEN }, (_, i) => ({
      ...{ key: `k${i}`, origin: 'sensor' as const, kind: `kind ${i % 50}`, level: 'yellow' as const },
      ...{
        title: { zh: `预警 ${i}`, en: `Warning ${i}` },
        began_ms: clock.now(),
        area: { district: '440304', lon: 114 + i / 50_000, lat: 22.5 },
      },
    }));
    for (let i = 0; i < OPEN; i += 1_000) await warnings.raiseAll(raised.slice(i, i + 1_000));
    const listed = () => warnings.list(null, 'open', OPEN);
    const first = await timed(1, listed);
    const fresh = await timed(40, listed, () =>
      warnings.desk.book.load(warnings.listOpen().map((one) => ({ ...one, value: (one.value ?? 0) + 0.5 }))),
    );
    const again = await timed(40, listed);
    const note = `${Math.round((await listed()).length / 1000)} kB`;
    for (const [when, ms] of [
      ['the first since the start', first],
      ['where each has a new value', fresh],
      ['again', again],
    ] as const)
      for (const share of ms.length === 1 ? [0.5] : [0.5, 0.95])
        report({
          figure: `list of ${OPEN} open warnings as JSON, ${when}, CPU p${share * 100}`,
          ...{ value: quantile(ms, share), unit: 'ms', note },
        });
    const places = await timed(20, async () =>
      // As the server answers: by the schema of the route, then as JSON.
      JSON.stringify(WarningPlaces.encode(warnings.places(null) as never)),
    );
    report({
      figure: `places of ${OPEN} open warnings for the map, checked and written as JSON, CPU p95`,
      value: quantile(places, 0.95),
      unit: 'ms',
    });
    let next = 0;
    let heard_ms = 0;
    // As the live channel hears it: the message is written for each listener from this change.
    const leave = warnings.changes.subscribe((change) => {
      JSON.stringify(change.changed);
      heard_ms = performance.now();
    });
    const until: number[] = [];
    const raise = await timed(100, async () => {
      const from_ms = performance.now();
      await warnings.raise({ ...raised[0], key: `new${next++}` });
      until.push(heard_ms - from_ms);
    });
    leave();
    for (const [how, ms] of [
      ['CPU', raise],
      ['wall', until],
    ] as const)
      report({
        ...{
          figure: `a signal beside ${OPEN} warnings, until the live channel has it, ${how} p99`,
          unit: 'ms',
        },
        value: quantile(ms, 0.99),
      });
  } finally {
    await database.stop();
  }
};

async function timed(times: number, work: () => Promise<unknown>, prepare?: () => void): Promise<number[]> {
  const ms: number[] = [];
  for (let i = 0; i < times; i++) {
    prepare?.();
    const from_s = cpuSeconds();
    await work();
    ms.push((cpuSeconds() - from_s) * 1000);
  }
  return ms;
}

/** Speeds that wander around 40 km/h, with a share of links below 20. @param bad that share */
function kernelMinutes(bad: number) {
  let drawn = 0;
  const random = () => hash01(7, drawn++, 0, 0);
  const kernel = new RuleKernel();
  kernel.setRules(
    Array.from({ length: RULES }, (_, r) => ruleOf(r, random)),
    () => [],
  );
  const column = Float32Array.from({ length: LINKS }, () => (random() < bad ? 18 : 45));
  const ms: number[] = [];
  for (let minute = 0; minute < MINUTES; minute++) {
    for (let link = 0; link < LINKS; link++) {
      if (random() < 0.02) column[link] = random() < bad ? 5 + random() * 15 : 30 + random() * 30;
    }
    const from_s = cpuSeconds();
    kernel.step(minute * 60_000, [column], () => true);
    ms.push((cpuSeconds() - from_s) * 1000);
  }
  return { ms: ms.slice(5), slots: kernel.slots.count };
}

/** A third over the whole city with hard thresholds, the others over roads and areas of 40 to 4,000 links. */
function ruleOf(r: number, random: () => number): KernelRule {
  const isCity = r % 3 === 0;
  const size = Math.round(40 * 100 ** random());
  const first = Math.floor(random() * (LINKS - size));
  const members = isCity ? null : Uint32Array.from({ length: size }, (_, i) => first + i);
  const red = 5 + random() * 5;
  return {
    ...{ column: 0, sign: -1, hysteresis: 2, for_ms: 300_000, clear_ms: 300_000, members },
    thresholds: isCity ? [Number.NaN, Number.NaN, red + 2, red] : [Number.NaN, 20, 15, red],
  };
}
