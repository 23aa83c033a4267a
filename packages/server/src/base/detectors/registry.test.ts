import { expect, test } from 'vitest';
import type { DetectorEntry, RegisteredDetector } from './model.ts';
import { MOST_DETECTORS, openDetectorRegistry } from './registry.ts';

const detector = (id: number, retired_ms: number | null) =>
  ({ id, source: 1, code: `L${id}`, network_version: 'v', retired_ms }) as RegisteredDetector;
const listOf = (in_service: number) =>
  Array.from({ length: MOST_DETECTORS }, (_, id) => detector(id, id < in_service ? null : 1));
const NEW = { source: 1, code: 'new' } as DetectorEntry;

const open = (known: RegisteredDetector[]) =>
  openDetectorRegistry({
    store: {
      listDetectors: async () => known,
      saveDetectors: async () => [{ ...detector(MOST_DETECTORS, null), code: NEW.code }],
      replaceDetector: async () => undefined,
    },
    locator: undefined as never,
    network_version: 'v',
  });

test('detectors that are retired make room for others', async () => {
  const registry = await open(listOf(MOST_DETECTORS));
  await expect(registry.save([NEW])).rejects.toThrow(/too_many/);
  await registry.retire(0, 1);
  await registry.save([NEW]);
  expect(registry.find(1, NEW.code)).toBeDefined();
  await expect(registry.save([detector(0, null)])).rejects.toThrow(/too_many/);
});
