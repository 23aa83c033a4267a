import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { expect, it, vi } from 'vitest';
import { TestSuperior } from '../../fleet/test-superior.ts';
import { LIFE_PLATFORMS } from './firms.ts';
import { createFreightLife } from './freight-life.ts';
import { OperatorDesk } from './operator-desk.ts';
import { runTruckPlatforms } from './truck-platforms.ts';

const life = createFreightLife(buildNetwork(generateDemoCity()), 1);
const NOW_MS = Date.parse('2026-11-25T15:00:00+08:00');

it('forwards the trucks that are under way, those of each operator on its own link', async () => {
  const superior = new TestSuperior();
  const port = await superior.listen();
  const ending = new AbortController();
  const access = new Map(
    LIFE_PLATFORMS.map(({ code }, i) => [code, { centre: i + 1, user: 1, password: 'x' }]),
  );
  const options = { life, host: '127.0.0.1', port, access, now: () => NOW_MS, signal: ending.signal };
  const running = runTruckPlatforms(options);
  const underWay = new Set(life.tripsUnderWay(NOW_MS).map(({ truck }) => truck.plate));
  await vi.waitFor(() => expect(new Set(superior.plates).size).toBeGreaterThan(4), { timeout: 10_000 });
  ending.abort();
  await running;
  await superior.close();
  for (const plate of superior.plates) expect(underWay).toContain(plate);
});

it('answers a post check in the name of a person, but for one in eight, and says who drives a truck', () => {
  let now_ms = NOW_MS;
  const desk = new OperatorDesk(LIFE_PLATFORMS[0], life, () => now_ms);
  for (let i = 0; i < 40; i++)
    desk.answer(
      { kind: 'post_check', object_type: 1, object_id: '', info_id: i, answer_within_min: 10, text: '3+4=?' },
      i,
    );
  expect(desk.due(now_ms)).toEqual([]);
  now_ms += 75_000;
  const answers = desk.due(now_ms);
  expect(answers.length).toBeGreaterThan(28);
  expect(answers.length).toBeLessThan(40);
  expect(answers[0]).toMatchObject({ kind: 'post_check_answer', text: '7', responder: '周敏' });
  const trip = life.tripsUnderWay(now_ms).find(({ truck }) => !truck.firm.of_hong_kong);
  const { plate, plate_colour } = trip!.truck;
  const [driver] = desk.answer({ kind: 'ask_driver', vehicle: { plate, plate_colour }, flag: 0 }, 9);
  expect(driver).toMatchObject({ kind: 'driver_answer', name: life.drivers[trip!.truck.driver].name.zh });
});
