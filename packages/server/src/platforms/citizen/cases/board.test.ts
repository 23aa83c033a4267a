import { expect, test } from 'vitest';
import { type BoardRow, CaseBoard } from './board.ts';

const row = (id: number, version: number, state: BoardRow['state'], title = '绕路'): BoardRow => ({
  ...{ id, version, state, title, number: `SZ12328-20261012-${id}`, type: 'complaint', merged_into: null },
  ...{ field: 'urban_passenger', category: 'taxi_service', channel: 'phone', place: '', meant: '' },
  ...{ lon: null, lat: null, district: null, secret: false, answer_by: 'sms', received_ms: id, unit: null },
  ...{ dispatched_ms: null, accepted_ms: null, answered_ms: null, closed_ms: null, at_once: false },
  ...{ supervision: 'none', card: 'none', round: 1, dispatches: 0, reworks: 0, returns: 0, requests: 0 },
  ...{ referred_to: null, cluster: null, clock: null, due_ms: null, soon_ms: null },
  asker: { name: '', phone: null, email: null },
});

test('a closed case that was read before it changed is not remembered as it was', () => {
  const board = new CaseBoard();
  board.applyClosed(row(1, 3, 'closed'), '司机绕路');
  expect(board.find(1)).toBeUndefined();
  const read = row(1, 3, 'closed');
  board.apply(row(1, 4, 'archived', '绕路（更正）'), '司机绕路');
  board.remember(read);
  expect(board.find(1)).toMatchObject({ version: 4, title: '绕路（更正）' });
});

test('a case that is opened again is open, and once more closed it is not', () => {
  const board = new CaseBoard();
  board.applyClosed(row(1, 1, 'closed'), '');
  board.remember(row(1, 1, 'closed'));
  board.apply(row(1, 2, 'received'), '');
  expect([...board.open()]).toEqual([row(1, 2, 'received')]);
  board.apply(row(1, 1, 'closed'), '');
  expect([...board.open()]).toHaveLength(1);
  board.apply(row(1, 3, 'closed'), '');
  expect([[...board.open()], board.find(1), board.size]).toEqual([[], row(1, 3, 'closed'), 1]);
});

test('of closed cases the 20,000 that were shown last stay', () => {
  const board = new CaseBoard();
  for (let id = 1; id <= 20_001; id++) {
    board.applyClosed(row(id, 1, 'closed'), '');
    board.remember(row(id, 1, 'closed'));
  }
  expect([board.find(1), board.find(2)?.id, board.find(20_001)?.id]).toEqual([undefined, 2, 20_001]);
});
