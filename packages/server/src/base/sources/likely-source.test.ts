import { expect, test } from 'vitest';
import { likelySources } from './likely-source.ts';
import type { Terminal } from './model.ts';

const terminal = (source: number, more: Partial<Terminal>): Terminal => ({
  ...{ phone: '13900000000', vehicle: 1, plate: '', plate_colour: 2, vehicle_class: 'taxi', source },
  ...{ protocol: '2019', terminal_id: '', maker: '', model: '', auth_code: '', status: 'registered' },
  ...{ first_seen_ms: 0, last_seen_ms: 0, attempts: 0, address: '' },
  ...more,
});
const said = terminal(0, {
  phone: '13912345678',
  plate: '粤BD1234',
  address: '10.1.1.1',
  maker: 'M',
  model: 'X1',
});

test('a terminal is probably of the source whose row of numbers it is in', () => {
  const known = [
    terminal(1, { phone: '13912345001' }),
    terminal(1, { phone: '13912345002' }),
    terminal(2, { phone: '13912345003' }),
    terminal(3, { phone: '13900000001' }),
  ];
  const likely = likelySources(said, known);
  expect(likely.map(({ source }) => source)).toEqual([1, 2]);
  expect(likely[0].why.map(({ en }) => en)).toEqual(['terminals of the same row of numbers: 2 / 3']);
});

test('a plate that a source had before outweighs the address that it comes from', () => {
  const known = [
    terminal(1, { plate: '粤B·D1234', status: 'replaced' }),
    ...Array.from({ length: 9 }, () => terminal(2, { address: '10.1.1.1' })),
  ];
  expect(likelySources(said, known).map(({ source }) => source)).toEqual([1, 2]);
});

test('what a terminal does not say is shared with nobody', () => {
  const silent = { ...said, plate: '', address: '', maker: '', model: '' };
  expect(likelySources(silent, [terminal(1, { phone: '18800000000' })])).toEqual([]);
});
