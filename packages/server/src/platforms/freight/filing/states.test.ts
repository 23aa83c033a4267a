import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isListed, standingOf, stateAfter, TRANSITIONS, type Transition } from './model.ts';

const STATES = ['draft', 'submitted', 'returned', 'approved', 'suspended', 'removed'] as const;
const ACTS = Object.keys(TRANSITIONS) as Transition[];

test('whatever is done in whichever order, nothing is on the list that was never approved, and what is removed returns by an appeal alone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 40 }), (acts) => {
      let state: (typeof STATES)[number] = 'draft';
      let wasApproved = false;
      for (const act of acts) {
        const next = stateAfter(act, state);
        if (next === undefined) continue;
        if (act === 'approved') {
          expect(state).toBe('submitted');
          wasApproved = true;
        }
        if (state === 'removed') expect(act).toBe('appeal_granted');
        state = next;
        // A draft that its firm dropped has no sanction, and the service takes no appeal against it.
        if (act !== 'appeal_granted') expect(isListed({ state }) && !wasApproved).toBe(false);
        else wasApproved = true;
      }
    }),
  );
});

test('an entry holds until the end of the last day of its documents, whatever the hour', () => {
  const day_ms = Date.parse('2026-11-28T00:00:00+08:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_399_999 }), (into_ms) => {
      const entry = { state: 'approved', until: '2026-11-28', suspended_until_ms: null } as const;
      expect(standingOf(entry, day_ms + into_ms)).toBe('in_order');
      expect(standingOf(entry, day_ms + 86_400_000 + into_ms)).toBe('expired');
    }),
  );
});
