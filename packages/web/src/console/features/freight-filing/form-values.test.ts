import type { FilingContent } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { contentOf, fieldsOf } from './form-values.ts';

const PAPERS = [
  { kind: 'vehicle_licence', number: 'A1', until: '2027-01-31' },
  { kind: 'transport_permit', number: '', until: null },
] as const;

const TRUCK: FilingContent = {
  ...{ kind: 'truck', plate: '粤Z1234港', plate_abroad: 'LV1234', plate_colour: 3, class: 'reefer' },
  ...{ terminal: '13900001234', model: '', load_t: 12.5, documents: PAPERS.map((one) => ({ ...one })) },
};

test('what was filed goes through the form and comes back as it was', () => {
  expect(contentOf(fieldsOf(TRUCK))).toEqual(TRUCK);
  const place: FilingContent = {
    ...{ kind: 'place', place: 'lodging', name: '司机之家', name_en: '', address: '', capacity: 80 },
    area: [
      [
        [114, 22.6],
        [114.001, 22.6],
        [114.001, 22.601],
      ],
    ],
  };
  expect(contentOf(fieldsOf(place))).toEqual(place);
});

test('what is left empty of a person is not sent, so that it stays as it was filed', () => {
  const driver: FilingContent = {
    ...{ kind: 'driver', name: '王**', phone: '139****5678', licence: '440***', licence_class: 'A2' },
    documents: [],
  };
  const content = contentOf({ ...fieldsOf(driver), phone: '13900001111' });
  expect(content).toMatchObject({ name: null, phone: '13900001111', licence: null, licence_class: 'A2' });
});
