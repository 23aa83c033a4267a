import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { planFigures } from './figures.ts';
import { migrations } from './migrations/index.ts';
import { lead, openPlans, phaseWith, planWith, startPlan, taskFor } from './test-plans.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

test('a bulletin counts plans that run for real and their open tasks, and none of a drill', async () => {
  const plans = openPlans(database.db);
  const figures = async () => (await planFigures(plans.runs).list(0, 1)).map(({ value }) => value);
  expect(await figures()).toEqual([0, 0, 0]);
  const document = () =>
    planWith([
      phaseWith(
        'a',
        [taskFor('close', 'sub-centre', { evidence: 'text' })],
        [lead(null, { kind: 'tasks_done' })],
      ),
    ]);
  await startPlan(plans, document(), { districts: ['440304'] });
  expect(await figures()).toEqual([1, 1, 0]);
  await startPlan(plans, document(), { districts: ['440304'], drill: true });
  expect(await figures()).toEqual([1, 1, 0]);
});
