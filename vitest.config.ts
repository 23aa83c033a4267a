import { defineConfig } from 'vitest/config';
import { TestOrder } from './tests/test-order.ts';

const shared = { testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' } as const;
/** Pages are drawn without a graphics card beside several cities: limits of these tests find what hangs, not what is slow. */
const patient = { testTimeout: 90_000, hookTimeout: 180_000, expect: { poll: { timeout: 30_000 } } } as const;

/** Unit and integration tests stand beside their sources; those of the whole product in `tests/`. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: TestOrder },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'packages/web/**'],
          // Loading the product anew for each of 250 files took a quarter of the run; what a test puts in the place of
          // something that others use too, it takes back.
          isolate: false,
          globalSetup: ['tests/global-setup.ts'],
        },
      },
      {
        // Each with a browser's globals of its own.
        test: { ...shared, name: 'web', include: ['packages/web/src/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          ...shared,
          ...patient,
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/browser-setup.ts'],
        },
      },
    ],
  },
});
