import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BARRIER_STATES,
  type BarrierState,
  brokenLock,
  closeGate,
  type Gate,
  type GateCommand,
  type Lock,
  openGate,
  report,
  reportLoop,
  setService,
  unknownGate,
  watchLock,
} from './index.ts';

const closedGate = (id: string): Gate => report(unknownGate(id, 0), 'closed', 0);
const lockOf = (...ids: readonly string[]): Lock => ({
  gates: ids.map((id) => reportLoop(closedGate(id), false, 0)),
});
const gateOf = ({ gates }: Lock, id = 'A'): Gate => gates.find((one) => one.id === id)!;
const reported = (lock: Lock, id: string, state: BarrierState, at_ms: number): Lock => ({
  gates: lock.gates.map((one) => (one.id === id ? report(one, state, at_ms) : one)),
});
const looped = (lock: Lock, id: string, occupied: boolean, at_ms: number): Lock => ({
  gates: lock.gates.map((one) => (one.id === id ? reportLoop(one, occupied, at_ms) : one)),
});
/** Opened by a rule or a person and reported open, s. */
const opened = (by: 'rule' | 'person', at_ms = 1000) =>
  reported(openGate(lockOf('A'), 'A', by, at_ms).lock, 'A', 'open', at_ms + 2000);

describe('a gate', () => {
  it('opened by a rule closes once the truck has left the loop, and not before', () => {
    const under = looped(opened('rule'), 'A', true, 5000);
    expect(watchLock(under, 20_000).commands).toEqual([]);
    const clear = looped(under, 'A', false, 21_000);
    expect(watchLock(clear, 22_000).commands).toEqual([]);
    expect(watchLock(clear, 23_000).commands).toEqual([{ gate: 'A', to: 'close' }]);
  });

  it('opened by a rule closes again when nobody comes', () => {
    expect(watchLock(reportAll(opened('rule'), 60_000), 92_999).commands).toEqual([]);
    expect(watchLock(reportAll(opened('rule'), 90_000), 93_000).commands).toEqual([
      { gate: 'A', to: 'close' },
    ]);
  });

  it('opened by a person is never closed by itself, also when a rule would open it besides', () => {
    const byBoth = openGate(opened('person'), 'A', 'rule', 4000).lock;
    const clear = looped(looped(byBoth, 'A', true, 5000), 'A', false, 9000);
    expect(watchLock(clear, 60_000).commands).toEqual([]);
  });

  it('opened at its side, without a command, was opened by a person', () => {
    const cranked = reported(lockOf('A'), 'A', 'open', 1000);
    expect(gateOf(cranked).opened_by).toBe('person');
    expect(watchLock(cranked, 59_000).commands).toEqual([]);
  });

  it('is closed by a person only while nothing is under it and its loop is heard', () => {
    expect(closeGate(looped(opened('person'), 'A', true, 4000), 'A', 5000).refusal).toBe('loop_occupied');
    const deaf = { gates: [report(report(unknownGate('A', 0), 'closed', 0), 'open', 1)] };
    expect(closeGate(deaf, 'A', 2000).refusal).toBe('loop_unknown');
    expect(closeGate(opened('person'), 'A', 5000).commands).toEqual([{ gate: 'A', to: 'close' }]);
  });

  it('that closes on something is stopped', () => {
    const closing = reported(closeGate(opened('rule'), 'A', 5000).lock, 'A', 'closing', 5500);
    expect(watchLock(looped(closing, 'A', true, 6000), 6000).commands).toEqual([{ gate: 'A', to: 'stop' }]);
  });

  it('without a change for 30 s is out of service, and nothing is commanded until a person says so', () => {
    const asked = openGate(lockOf('A'), 'A', 'rule', 1000).lock;
    expect(gateOf(watchLock(asked, 30_999).lock).out).toBeNull();
    const stuck = watchLock(asked, 31_000).lock;
    expect(gateOf(stuck).out).toBe('stuck');
    expect(openGate(stuck, 'A', 'person', 32_000).refusal).toBe('out_of_service');
    expect(openGate(setService(stuck, 'A', true), 'A', 'person', 32_000).commands).toHaveLength(1);
  });

  it('that moves for 30 s without a command is stuck too', () => {
    const moving = reportAll(reported(lockOf('A'), 'A', 'opening', 1000), 30_000);
    expect(gateOf(watchLock(moving, 31_000).lock).out).toBe('stuck');
  });

  it('of a silent controller is unknown, and serves again by itself once it is heard', () => {
    const silent = watchLock(lockOf('A'), 60_000).lock;
    expect(gateOf(silent)).toMatchObject({ state: 'unknown', out: 'silent', loop: null });
    expect(gateOf(reported(silent, 'A', 'closed', 61_000))).toMatchObject({ state: 'closed', out: null });
  });
});

const reportAll = (lock: Lock, at_ms: number): Lock => ({
  gates: lock.gates.map((one) => report(one, one.state, at_ms)),
});

describe('a lock of two gates', () => {
  it.each(BARRIER_STATES.filter((state) => state !== 'closed'))(
    'one that is %s keeps the other one closed',
    (state) => {
      const lock = reported(lockOf('A', 'B'), 'A', state, 1000);
      expect(openGate(lock, 'B', 'person', 2000).refusal).toBe('interlock');
    },
  );

  it('an opening that was commanded and not seen yet counts', () => {
    const lock = openGate(lockOf('A', 'B'), 'A', 'rule', 1000).lock;
    expect(openGate(lock, 'B', 'rule', 1001).refusal).toBe('interlock');
  });

  it('two turned open by hand are named', () => {
    const both = reported(reported(lockOf('A', 'B'), 'A', 'open', 1), 'B', 'opening', 2);
    expect(brokenLock(both)).toEqual(['A', 'B']);
    expect(brokenLock(lockOf('A', 'B'))).toBeNull();
  });
});

/** Barriers as they are: they follow commands late or not at all, and people turn them by hand. */
type Happening =
  | { readonly kind: 'open'; readonly gate: string; readonly by: 'rule' | 'person' }
  | { readonly kind: 'close' | 'restore'; readonly gate: string }
  | { readonly kind: 'moves'; readonly gate: string }
  | { readonly kind: 'loop'; readonly gate: string; readonly occupied: boolean }
  | { readonly kind: 'says'; readonly gate: string; readonly state: BarrierState };

const gate = fc.constantFrom('A', 'B', 'C');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('open' as const),
    gate,
    by: fc.constantFrom('rule' as const, 'person' as const),
  }),
  fc.record({ kind: fc.constantFrom('close' as const, 'restore' as const), gate }),
  fc.record({ kind: fc.constant('moves' as const), gate }),
  fc.record({ kind: fc.constant('loop' as const), gate, occupied: fc.boolean() }),
  fc.record({ kind: fc.constant('says' as const), gate, state: fc.constantFrom(...BARRIER_STATES) }),
);
const moment = fc.record({ after_ms: fc.integer({ min: 0, max: 70_000 }), what: happening });

/** One step; `says` only what a faulty barrier would, where `honest` it is not taken. */
function stepOf(lock: Lock, what: Happening, now_ms: number, honest: boolean) {
  if (what.kind === 'open') return openGate(lock, what.gate, what.by, now_ms);
  if (what.kind === 'close') return closeGate(lock, what.gate, now_ms);
  const still = { commands: [] as readonly GateCommand[] };
  if (what.kind === 'restore') return { ...still, lock: setService(lock, what.gate, true) };
  if (what.kind === 'loop') return { ...still, lock: looped(lock, what.gate, what.occupied, now_ms) };
  if (what.kind === 'says')
    return honest ? { ...still, lock } : { ...still, lock: reported(lock, what.gate, what.state, now_ms) };
  const { wanted } = gateOf(lock, what.gate);
  return { ...still, lock: wanted ? reported(lock, what.gate, wanted.state, now_ms) : lock };
}

function play(
  moments: readonly { after_ms: number; what: Happening }[],
  honest: boolean,
  look: (before: Lock, after: Lock, commands: readonly GateCommand[]) => void,
) {
  let [lock, now_ms] = [lockOf('A', 'B', 'C'), 1000];
  for (const { after_ms, what } of moments) {
    now_ms += after_ms;
    for (const step of [
      watchLock(lock, now_ms),
      stepOf(watchLock(lock, now_ms).lock, what, now_ms, honest),
    ]) {
      look(lock, step.lock, step.commands);
      lock = step.lock;
    }
  }
}

describe('whatever happens', () => {
  it('no gate is commanded open while another one of its lock may be', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
        play(moments, false, (before, _after, commands) => {
          for (const { gate: id, to } of commands)
            if (to === 'open')
              for (const other of before.gates)
                if (other.id !== id)
                  expect(`${other.state} ${other.wanted?.state ?? ''}`).not.toMatch(
                    /open|opening|closing|fault|unknown/,
                  );
        });
      }),
      { numRuns: 300 },
    );
  });

  it('two barriers that follow their commands are never open at once', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
        play(moments, true, (_before, after) => expect(brokenLock(after)).toBeNull());
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is closed by itself that a person opened, nor while something is on the loop or nobody knows', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
        let asked = false;
        for (const { what } of moments) asked ||= what.kind === 'close';
        play(moments, false, (before, _after, commands) => {
          for (const { gate: id, to } of commands) {
            const one = gateOf(before, id);
            if (to === 'close') expect(one.loop).toBe(false);
            if (to === 'close' && !asked) expect(one.opened_by).toBe('rule');
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is commanded of a gate that is out of service', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
        play(moments, false, (before, _after, commands) => {
          for (const { gate: id, to } of commands)
            if (to !== 'stop') expect(gateOf(before, id).out).toBeNull();
        });
      }),
    );
  });
});
