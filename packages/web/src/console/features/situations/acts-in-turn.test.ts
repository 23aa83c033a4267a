import { expect, it } from 'vitest';
import { createActsInTurn, type KnownVersion } from './acts-in-turn.ts';

/** A server that takes an act only on the version that stands. */
function createServer(version = 2) {
  const of = { id: 7, version, taken: [] as string[] };
  const act = (name: string) => async (on: number) => {
    await new Promise((done) => setTimeout(done, 5));
    if (on !== of.version) return undefined;
    of.version++;
    of.taken.push(name);
    return { id: of.id, version: of.version };
  };
  return { of, act };
}
const SEEN: KnownVersion = { id: 7, version: 2 };

it('keys pressed faster than answers come are all done, each on what the one before left', async () => {
  const { of, act } = createServer();
  const inTurn = createActsInTurn();
  await Promise.all(['acknowledge', 'take', 'verify'].map((name) => inTurn(SEEN, act(name))));
  expect(of.taken).toEqual(['acknowledge', 'take', 'verify']);
});

it('what somebody else changed meanwhile is refused, and so is what was to follow until it has been seen', async () => {
  const { of, act } = createServer();
  const inTurn = createActsInTurn();
  await inTurn(SEEN, act('take'));
  of.version++;
  await Promise.all([inTurn({ id: 7, version: 3 }, act('verify')), inTurn(SEEN, act('respond'))]);
  expect(of.taken).toEqual(['take']);
  await inTurn({ id: 7, version: 4 }, act('verify'));
  expect(of.taken).toEqual(['take', 'verify']);
});

it('an act that fails does not keep back the next, and another situation has a version of its own', async () => {
  const { of, act } = createServer(2);
  const inTurn = createActsInTurn();
  await inTurn({ id: 1, version: 40 }, async () => ({ id: 1, version: 41 }));
  const failed = inTurn(SEEN, () => Promise.reject(new Error('away')));
  const after = inTurn(SEEN, act('take'));
  await expect(failed).rejects.toThrow('away');
  await after;
  expect(of.taken).toEqual(['take']);
});
