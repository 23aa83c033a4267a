import { expect, test } from 'vitest';
import type { DemoOperator } from '../../../kit/demo.ts';
import { secretsOf } from './demo.ts';

/** A platform that makes a new secret at each request, as the real one does: the one before is over. */
function createOfficer() {
  const last = new Map<string, string>();
  const officer: DemoOperator = {
    async call<T>(_method: string, path: string) {
      last.set(path, `secret ${last.size + 1} of ${path}`);
      return { secret: last.get(path) } as T;
    },
  };
  return { officer, last };
}

test('the two gates of a warehouse are worked by one controller, whose secret is the one that counts', async () => {
  const { officer, last } = createOfficer();
  const gate = (code: string, direction: 'in' | 'out') =>
    ({ code, direction, maker: 'dahua', name: { zh: code, en: code } }) as const;
  const gates = [gate('w-in', 'in'), gate('w-out', 'out')];
  const locked = await secretsOf(officer, { code: 'w', warehouse: true, gates });
  const valid = last.get('/freight/gate-locks/w/secret');
  expect([...locked.values()].map(({ lock, controller }) => [lock, controller?.secret])).toEqual([
    ...[
      ['w', valid],
      ['w', valid],
    ],
  ]);
  const apart = await secretsOf(officer, { code: 'w', warehouse: false, gates });
  expect([...apart.values()].map(({ lock }) => lock)).toEqual(['w-in', 'w-out']);
});

test('a camera of 臻识 opens its gate without a controller', async () => {
  const { officer, last } = createOfficer();
  const gates = [{ code: 'z', direction: 'in', maker: 'alphadigi', name: { zh: '', en: '' } }] as const;
  const secrets = await secretsOf(officer, { code: 'p', warehouse: false, gates });
  expect(secrets.get('z')?.controller).toBeNull();
  expect([...last.keys()]).toEqual(['/freight/gate-cameras/cam-z']);
});
