import { LinkClassName, TrafficStateName, VEHICLE_CLASSES } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { LINK_CLASS_NAMES, STATE_NAMES, VEHICLE_CLASS_NAMES } from './names.ts';
import { STATE_COLOURS, VEHICLE_COLOURS } from './theme/palette.ts';

it('names what the contract names, in its order', () => {
  expect(STATE_NAMES).toEqual(TrafficStateName.options);
  expect(VEHICLE_CLASS_NAMES).toEqual(VEHICLE_CLASSES);
  expect(LINK_CLASS_NAMES).toEqual(LinkClassName.options);
});

it('has a colour of its own for each state and vehicle class, in both themes', () => {
  for (const theme of ['light', 'dark'] as const) {
    expect(new Set(STATE_COLOURS[theme]).size).toBe(STATE_NAMES.length);
    expect(new Set(VEHICLE_COLOURS[theme]).size).toBe(VEHICLE_CLASS_NAMES.length);
  }
});
