import { describe, expect, test } from 'vitest';
import { AppError } from '../../kit/errors.ts';
import { LI, useGateway } from './test-gateway.ts';

const gate = useGateway();

describe('registration', () => {
  test('a registered vehicle is given its code, and only with it is it online', async () => {
    const terminal = await gate.open();
    const { result, code } = await terminal.register('粤B10001');
    expect(result).toBe(0);
    const [vehicle] = gate.sources.searchVehicles('粤B10001', 1, true);
    expect(vehicle.online).toBe(false);
    expect(await terminal.authenticate('wrong')).toBe(1);
    expect(await terminal.authenticate(code)).toBe(0);
    expect(gate.sources.findVehicle(vehicle.id)?.online).toBe(true);
  });

  test.each(['2013', '2019'] as const)('a terminal of %s is answered in its own edition', async (version) => {
    const terminal = await (await gate.open('13800000002', version)).signIn('粤B10002');
    terminal.send({ kind: 'heartbeat' });
    expect(await terminal.next('platform_answer')).toMatchObject({ message_id: 2, result: 0 });
    expect(gate.sources.searchVehicles('粤B10002', 1, true)[0].protocol).toBe(version);
  });

  test('an unknown terminal is refused, listed, and taken once a person approves it', async () => {
    const terminal = await gate.open('13900000009');
    expect(await terminal.register('粤B99999')).toMatchObject({ result: 4 });
    expect(gate.sources.listPending()).toMatchObject([
      { phone: '13900000009', plate: '粤B·9***9', attempts: 1 },
    ]);
    expect(gate.rejected(0).unregistered).toBe(1);
    await gate.sources.approve('13900000009', gate.source, 'taxi', LI);
    await (await gate.open('13900000009')).signIn('粤B99999');
    expect(gate.sources.listPending()).toEqual([]);
  });

  test('a refused terminal stays out and leaves the list', async () => {
    await (await gate.open('13900000010')).register('粤B99998');
    await gate.sources.refuse('13900000010', LI);
    expect(await (await gate.open('13900000010')).register('粤B99998')).toMatchObject({ result: 4 });
    expect(gate.sources.listPending().map(({ phone }) => phone)).not.toContain('13900000010');
    await expect(gate.sources.refuse('13900000010', LI)).rejects.toThrow(AppError);
  });

  test('a plate of another terminal, an unknown plate and another device are distinguished', async () => {
    expect((await (await gate.open()).register('粤B10002')).result).toBe(1);
    expect((await (await gate.open()).register('粤B55555')).result).toBe(2);
    expect((await (await gate.open()).register('粤B10001', 'T999999')).result).toBe(3);
  });

  test.each(['粤b10001', '粤Ｂ１０００１', '粤B·10001'])(
    'plate %s is that of another terminal',
    async (plate) => {
      expect((await (await gate.open('13800000002')).register(plate)).result).toBe(1);
      expect((await (await gate.open('13800000001')).register(plate)).result).toBe(0);
    },
  );

  test('a plate in UTF-8 is the plate that it says', async () => {
    const terminal = await gate.open();
    const body = [0, 44, 1, 44, ...Buffer.from('TEST\0M'.padEnd(25, '\0')), ...Buffer.from('T000001'), 1];
    terminal.send({
      kind: 'raw',
      misfit: true,
      id: 0x0100,
      body: Uint8Array.from([...body, ...Buffer.from('粤B10001', 'utf8')]),
    });
    expect((await terminal.next('register_answer')).result).toBe(0);
  });

  test('an approved terminal with the plate of another takes over its vehicle', async () => {
    const [before] = gate.sources.searchVehicles('粤B10002', 1, true);
    await (await gate.open('13900000011')).register('粤B10002');
    await gate.sources.approve('13900000011', gate.source, 'bus', LI);
    expect(gate.sources.searchVehicles('粤B10002', 1, true)[0]).toMatchObject({
      id: before.id,
      phone: '13900000011',
    });
  });

  test('what is registered is there after a restart', async () => {
    const before = gate.sources.listVehicles().map(({ id, plate }) => ({ id, plate }));
    await gate.restart({});
    expect(gate.sources.listVehicles()).toMatchObject(before);
  });
});

describe('a public client that pads its texts with 0x00 on the left', () => {
  const FRAME =
    '7e0100002d01861331230100000022006471756563740000000000000000004543323030552d434e41413836353330363001cdee413838383838bf7e';

  test('is listed, outlives a restart beside honest ones, and can be approved', async () => {
    const terminal = await gate.open();
    terminal.socket.write(Buffer.from(FRAME, 'hex'));
    await terminal.next('register_answer');
    await (await gate.open('13900000077')).register('粤B77777');
    await gate.restart({});
    const phones = gate.sources.listPending().map(({ phone }) => phone);
    expect(phones).toEqual(expect.arrayContaining(['18613312301', '13900000077']));
    await gate.sources.approve('18613312301', gate.source, 'taxi', LI);
    expect(gate.sources.metrics().unstorable_terminals).toBe(0);
  });
});

test('20,000 terminals are registered in seconds', async () => {
  const roster = Array.from({ length: 20_000 }, (_, i) => gate.entry(`14${100_000_000 + i}`, `粤X${i}`));
  const started = performance.now();
  await gate.sources.registerTerminals(roster);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(gate.sources.listVehicles().length).toBeGreaterThanOrEqual(20_000);
});
