import { expect, test } from 'vitest';
import type { Terminal } from './model.ts';
import { WaitingList } from './waiting-list.ts';

const terminal = (phone: string, address: string, attempts = 1): Terminal => ({
  ...{ phone, address, attempts, vehicle: 0, plate: '', plate_colour: 1, vehicle_class: 'other', source: 0 },
  ...{ protocol: '2013', terminal_id: '', maker: '', model: '', auth_code: '', status: 'pending' },
  ...{ first_seen_ms: 0, last_seen_ms: 0 },
});

/** Asks for a place as the registry does. */
function ask(list: WaitingList, asking: Terminal): void {
  const leaver = list.leaverFor(asking.address);
  if (leaver) list.delete(leaver);
  list.set(asking);
}

test('a flood from one address leaves the places of others alone', () => {
  const list = new WaitingList({ in_all: 100, an_address: 60 });
  for (let n = 0; n < 30; n++) ask(list, terminal(`honest ${n}`, `10.0.0.${n}`));
  for (let n = 0; n < 2100; n++) ask(list, terminal(`flood ${n}`, '10.9.9.9'));
  const phones = list.list().map(({ phone }) => phone);
  expect(phones.filter((phone) => phone.startsWith('honest'))).toHaveLength(30);
  expect(phones).toHaveLength(90);
});

test('a newcomer is listed while a flood fills the list from many addresses', () => {
  const list = new WaitingList({ in_all: 100, an_address: 60 });
  for (let n = 0; n < 500; n++) ask(list, terminal(`flood ${n}`, `10.9.9.${n % 3}`));
  ask(list, terminal('honest', '10.0.0.1'));
  const phones = list.list().map(({ phone }) => phone);
  expect(phones).toContain('honest');
  expect(phones).toHaveLength(100);
});

test('who asked more often stays', () => {
  const list = new WaitingList({ in_all: 100, an_address: 2 });
  list.set(terminal('again', '10.0.0.1', 5));
  for (let n = 0; n < 10; n++) ask(list, terminal(`once ${n}`, '10.0.0.1'));
  expect(list.list().map(({ phone }) => phone)).toEqual(['again', 'once 9']);
});
