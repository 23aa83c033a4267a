import { joinTestRun } from '../packages/server/src/adapters/postgres/test-database.ts';

let leave: () => Promise<void>;

/** Before all tests: this run uses the shared database server. */
export function setup(): void {
  leave = joinTestRun();
}

/** After all tests: the last run ends the server. */
export async function teardown(): Promise<void> {
  await leave();
}
