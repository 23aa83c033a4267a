import type { FilingContentOf } from '@opentocc/contract';

/** Of whom the trucks are that only wait and are never driven. */
export const FIRST_FIRM = 'demo-freight-01';

/** Trucks beside those that drive, by what becomes of them; the last one is filed last. */
export const EXTRA_TRUCKS = {
  ...{ waiting: '粤BX9001', waits_too: '粤BX9002', returned: '粤BX9003', ending: '粤BX9004' },
  suspended: '粤BX9005',
} as const;

/** @param until the last day of its papers */
export const extraTruck = (plate: string, until: string): FilingContentOf<'truck'> => ({
  ...{ kind: 'truck', plate, plate_colour: 2, plate_abroad: null, class: 'container' },
  ...{ terminal: `1387009${plate.slice(-4)}`, model: '', load_t: 25 },
  documents: (['vehicle_licence', 'transport_permit', 'cross_border'] as const).map((kind) => ({
    ...{ kind, number: '', until },
  })),
});
