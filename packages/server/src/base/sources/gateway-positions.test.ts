import type { FixBatch } from '@opentocc/core/telemetry';
import { encodeFrame, encodeFrames, type Message, type MessageNamed } from '@opentocc/protocols/jt808';
import { describe, expect, test, vi } from 'vitest';
import { START_MS, useGateway } from './test-gateway.ts';
import { positionAt } from './test-terminal.ts';

const gate = useGateway();

describe('positions', () => {
  test('arrive as columns with vehicle, source and UTC time, whatever the cuts of the stream', async () => {
    const terminal = await gate.signedIn();
    const batches: FixBatch[] = [];
    gate.sources.fixes.subscribe((batch) => batches.push(batch));
    const bytes = terminal.encode(positionAt(0, START_MS), 41);
    for (const byte of bytes) {
      terminal.socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await terminal.next('platform_answer');
    const [{ length, vehicle, at_ms, lat, speed_dkmh }] = batches;
    expect({ length, at_ms: at_ms[0], lat: lat[0], speed_dkmh: speed_dkmh[0] }).toEqual({
      length: 1,
      at_ms: START_MS,
      lat: 22.543,
      speed_dkmh: 360,
    });
    expect(gate.sources.findVehicle(vehicle[0])?.plate).toBe('粤B10001');
    expect(batches[0].source[0]).toBe(gate.source);
    expect(terminal.acknowledged).toEqual([41]);
  });

  test('are not acknowledged before they are durable, and then in their order', async () => {
    const terminal = await gate.signedIn();
    gate.telemetryLog.hold();
    const sent = [0, 1, 2].map((i) => terminal.send(positionAt(i, START_MS)));
    await vi.waitFor(() => expect(gate.telemetryLog.held).toBeGreaterThan(0));
    terminal.send({ kind: 'heartbeat' });
    await terminal.next('platform_answer');
    expect(terminal.acknowledged).toEqual([]);
    gate.telemetryLog.release();
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual(sent));
  });

  test('are stored and acknowledged in order after the log was down', async () => {
    const terminal = await gate.signedIn();
    gate.telemetryLog.down = true;
    const sent = Array.from({ length: 30 }, (_, i) => terminal.send(positionAt(i, START_MS)));
    await vi.waitFor(() => expect(gate.sources.gateway.metrics().failures).toBeGreaterThan(2));
    expect(terminal.acknowledged).toEqual([]);
    expect(gate.sources.gateway.metrics().failing_since_ms).not.toBeNull();
    gate.telemetryLog.down = false;
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual(sent));
    expect(gate.telemetryLog.rows).toBe(30);
    expect(gate.sources.gateway.metrics().failing_since_ms).toBeNull();
  });

  test('of a batch upload are all stored and answered once', async () => {
    const terminal = await gate.signedIn();
    const positions = [0, 1, 2].map((i) => positionAt(i, START_MS)) as never;
    const serial = terminal.send({ kind: 'position_batch', supplement: 1, positions });
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual([serial]));
    expect(gate.telemetryLog.rows).toBe(3);
  });

  test('of a batch upload in fragments are asked for again until whole', async () => {
    const terminal = await gate.signedIn();
    const positions = Array.from({ length: 80 }, (_, i) => positionAt(i, START_MS)) as never;
    const header = { version: '2013', phone: terminal.phone, serial: 500 } as const;
    const [first, second, third] = encodeFrames(header, { kind: 'position_batch', supplement: 1, positions });
    terminal.socket.write(first);
    terminal.socket.write(third);
    await vi.waitFor(() => expect(gate.sources.gateway.metrics().frames['0x0704']).toBe(2));
    gate.now_ms += 6_000;
    expect(await terminal.next('platform_missing_fragments')).toMatchObject({ serial: 500, missing: [2] });
    terminal.socket.write(second);
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual([500]));
    expect(gate.telemetryLog.rows).toBe(80);
  });

  test('without a time are acknowledged and stored as not positioned, of when they came', async () => {
    const terminal = await gate.signedIn();
    const serial = terminal.send(positionAt(0, Number.NaN));
    expect(await terminal.next('platform_answer')).toMatchObject({ serial, result: 0 });
    const [{ at_ms, received_ms, status }] = gate.telemetryLog.kept;
    expect([at_ms[0], received_ms[0], status[0]]).toEqual([START_MS, START_MS, 1]);
    expect(gate.rejected(gate.source)).toEqual({});
  });

  test('off the Earth, with a wrong sum or of another phone are counted and not stored', async () => {
    const terminal = await gate.signedIn();
    terminal.send({ ...positionAt(0, START_MS), lat_e6: 90_000_001 } as Message);
    expect(await terminal.next('platform_answer')).toMatchObject({ result: 2 });
    const wrong = terminal.encode(positionAt(0, START_MS));
    wrong[20] ^= 1;
    terminal.socket.write(wrong);
    const foreign = { version: '2013', phone: '13800000002', serial: 0 } as const;
    terminal.socket.write(encodeFrame(foreign, positionAt(0, START_MS)));
    await vi.waitFor(() =>
      expect(gate.rejected(gate.source)).toEqual({ malformed: 1, checksum: 1, unauthenticated: 1 }),
    );
    expect(gate.telemetryLog.rows).toBe(0);
  });

  test('are answered also where nobody asked for them', async () => {
    const terminal = await gate.signedIn();
    const position = positionAt(0, START_MS) as MessageNamed<'position'>;
    const serial = terminal.send({ kind: 'position_answer', serial: 77, position });
    expect(await terminal.next('platform_answer')).toMatchObject({ serial, message_id: 0x0201, result: 0 });
  });

  test('before the code is shown are refused', async () => {
    const terminal = await gate.open();
    terminal.send(positionAt(0, START_MS));
    expect(await terminal.next('platform_answer')).toMatchObject({ message_id: 0x0200, result: 1 });
    expect(gate.rejected(0).unauthenticated).toBe(1);
  });

  test('read before a shutdown are durable and acknowledged by it', async () => {
    const terminal = await gate.signedIn();
    const serial = terminal.send(positionAt(0, START_MS));
    await vi.waitFor(() => expect(gate.sources.gateway.metrics().frames['0x0200']).toBe(1));
    await gate.sources.close();
    await terminal.closed;
    expect(terminal.acknowledged).toEqual([serial]);
    await gate.start();
  });
});

describe('whether fixes can be stored', () => {
  const MUCH = () => 2 ** 40;

  test('is known before the first is refused: a full disk is the reason', () => {
    expect(gate.sources.acceptance(MUCH)).toBe(true);
    expect(gate.sources.acceptance(() => 2 ** 20)).toBe('disk full: 1 MiB free');
  });

  test('is no while the log fails, and yes when it takes them again', async () => {
    const terminal = await gate.signedIn();
    gate.telemetryLog.down = true;
    terminal.send(positionAt(0, START_MS));
    await vi.waitFor(() =>
      expect(gate.sources.acceptance(MUCH)).toMatch(/^nothing received can be stored since/),
    );
    gate.telemetryLog.down = false;
    await vi.waitFor(() => expect(gate.sources.acceptance(MUCH)).toBe(true));
  });
});

test('the numbers of the gateway can be scraped', async () => {
  const terminal = await gate.signedIn();
  terminal.send(positionAt(0, START_MS));
  await vi.waitFor(() => expect(terminal.acknowledged.length).toBe(1));
  expect(gate.sources.metrics()).toMatchObject({
    connections: 1,
    online: 1,
    frames: 3,
    positions: 1,
    durable_rows: 1,
    pending_rows: 0,
    reading: 1,
    log_failing: 0,
  });
});
