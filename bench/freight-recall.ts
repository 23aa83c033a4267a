import { parseArgs } from 'node:util';
import { LotIndex, type Movement, type MovementKind } from '@opentocc/core/freight';
import { hash01 } from '@opentocc/core/random';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const START_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
/** Parts of an imported lot, and shops that each part goes to. */
const PARTS = 8;
const SHOPS = 5;
/** One part in this number is mixed with others in a plant, whose goods go to many more. */
const MIXED_EVERY = 20;

/**
 * The index over movements of lots: how long it takes to build, what it holds in memory, and how long a recall takes.
 * Arguments: --movements N (default 5,000,000), --recalls N (default 1,000), --seed N (default 1).
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      movements: { type: 'string', default: '5000000' },
      recalls: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [most, recalls, seed] = [values.movements, values.recalls, values.seed].map(Number);
  const index = new LotIndex();
  const heap_before = process.memoryUsage().rss;
  const [begun_ms, cpu_before] = [performance.now(), cpuSeconds()];
  let ref = 0;
  let lots = 0;
  while (ref < most) for (const movement of lifeOf(lots++, seed)) index.add(movement, ++ref);
  const built_s = (performance.now() - begun_ms) / 1000;
  const note = `${lots.toLocaleString('en')} imported lots, ${PARTS} parts each to ${SHOPS} shops, 1 of ${MIXED_EVERY} mixed in plants`;
  report({ figure: 'movements in the index', value: index.size, unit: '', note });
  report({
    figure: 'built in',
    value: built_s,
    unit: 's',
    note: `${(cpuSeconds() - cpu_before).toFixed(1)} s CPU, making them included`,
  });
  report({ figure: 'columns of the index', value: index.memory_bytes / 2 ** 20, unit: 'MiB' });
  report({
    figure: 'process beyond before',
    value: (process.memoryUsage().rss - heap_before) / 2 ** 20,
    unit: 'MiB',
  });

  const [took_ms, reached]: [number[], number[]] = [[], []];
  for (let i = 0; i < recalls; i++) {
    const lot = `IMP-${Math.floor(hash01(seed, i, 7, 0) * lots)}`;
    const at_ms = performance.now();
    const trace = index.trace(lot, 'forward');
    took_ms.push(performance.now() - at_ms);
    reached.push(trace.reached.length);
  }
  report({
    figure: 'a recall, median',
    value: quantile(took_ms, 0.5),
    unit: 'ms',
    note: `reaches ${quantile(reached, 0.5)} holdings`,
  });
  report({
    figure: 'a recall, p99',
    value: quantile(took_ms, 0.99),
    unit: 'ms',
    note: `reaches ${quantile(reached, 0.99)} holdings`,
  });
  report({
    figure: 'a recall, the longest',
    value: Math.max(...took_ms),
    unit: 'ms',
    note: `the largest reaches ${Math.max(...reached)}`,
  });
};

/** Movements of one imported lot in their order, the same for the same number. */
function* lifeOf(lot: number, seed: number): Generator<Movement> {
  const [name, owner, store] = [`IMP-${lot}`, `importer-${lot % 400}`, `store-${lot % 20}`];
  const begun_ms = START_MS + lot * 60_000;
  const move = (
    hours: number,
    kind: MovementKind,
    from: readonly [string, string],
    to: readonly [string, string],
    quantity: number,
  ) => ({
    ...{ at_ms: begun_ms + hours * HOUR_MS, kind, quantity },
    ...{ from_lot: from[0], from_holder: from[1], to_lot: to[0], to_holder: to[1] },
  });
  yield move(0, 'received', [name, owner], [name, owner], 1000);
  yield move(5, 'moved', [name, owner], [name, store], 1000);
  for (let part = 0; part < PARTS; part++) {
    const [own, wholesaler] = [
      `${name}-${part}`,
      `wholesaler-${Math.floor(hash01(seed, lot, part, 1) * 3000)}`,
    ];
    yield move(30 + part, 'split', [name, store], [own, store], 1000 / PARTS);
    yield move(40 + part, 'moved', [own, store], [own, wholesaler], 1000 / PARTS);
    if (hash01(seed, lot, part, 2) < 1 / MIXED_EVERY) {
      // A batch of a plant takes in parts of several days, and leaves for many shops.
      const batch = `BATCH-${Math.floor(lot / 40)}-${part}`;
      yield move(60, 'made', [own, wholesaler], [batch, `plant-${part}`], 1000 / PARTS);
      for (let shop = 0; shop < SHOPS * 4; shop++)
        yield move(
          90 + shop,
          'moved',
          [batch, `plant-${part}`],
          [batch, `shop-${(lot * 31 + shop * 7) % 60_000}`],
          5,
        );
      continue;
    }
    for (let shop = 0; shop < SHOPS; shop++) {
      const to = `shop-${Math.floor(hash01(seed, lot, part, shop + 3) * 60_000)}`;
      yield move(60 + shop, 'moved', [own, wholesaler], [own, to], 1000 / PARTS / SHOPS);
    }
  }
}
