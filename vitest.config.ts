import { defineConfig } from 'vitest/config';
import { TestOrder } from './tests/test-order.ts';

const shared = { testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' } as const;

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
          exclude: ['tests/e2e/**'],
          globalSetup: ['tests/global-setup.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/browser-setup.ts'],
        },
      },
    ],
  },
});
