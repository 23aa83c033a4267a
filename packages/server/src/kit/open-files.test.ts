import { expect, test } from 'vitest';
import { OWN_FILES, openFileLimit, shareOpenFiles } from './open-files.ts';

test.each([300, 600, 1_024, 20_000, 1_048_576])(
  'with a limit of %i files, terminals, detectors and browsers together leave what the platform needs itself',
  (limit) => {
    const { gateway, detectors, http } = shareOpenFiles(limit);
    expect(gateway + detectors + http).toBeLessThanOrEqual(limit - Math.min(OWN_FILES, limit / 2));
    expect(Math.min(gateway, detectors, http)).toBeGreaterThan(0);
  },
);

test('where the system names no limit, terminals have none of files', () => {
  expect(openFileLimit('/no/such/file')).toBeUndefined();
  expect(shareOpenFiles(undefined).gateway).toBe(Number.POSITIVE_INFINITY);
});
