import { describe, expect, test, vi } from 'vitest';
import { testKeys } from '../keys/test-keys.ts';
import { START_MS, useGateway } from './test-gateway.ts';
import { openSources } from './test-sources.ts';
import { positionAt } from './test-terminal.ts';

const gate = useGateway();

describe('limits', () => {
  test('reading stops while the log lags, so that memory stays bounded, and nothing is lost', async () => {
    await gate.restart({ pending_rows: 500, batch_rows: 100, batches_in_flight: 2 });
    const terminal = await gate.signedIn();
    gate.telemetryLog.hold();
    const TOTAL = 60_000;
    const frame = Buffer.from(terminal.encode(positionAt(0, START_MS)));
    const burst = Buffer.concat(Array.from({ length: 100 }, () => frame));
    for (let i = 0; i < TOTAL / 100; i++) terminal.socket.write(burst);
    await vi.waitFor(() => expect(gate.sources.gateway.metrics().reading).toBe(false));
    await new Promise((resolve) => setTimeout(resolve, 100));
    // One read of a socket (64 KiB, 1,600 frames) may still be under way when reading stops.
    expect(gate.sources.gateway.metrics().pending_rows).toBeLessThan(500 + 2_000);
    gate.telemetryLog.release();
    await vi.waitFor(() => expect(terminal.acknowledged.length).toBe(TOTAL), { timeout: 20_000 });
    expect(gate.telemetryLog.rows).toBe(TOTAL);
  });

  test('the newest connection of a terminal wins', async () => {
    const first = await gate.signedIn();
    const second = await gate.signedIn();
    await first.closed;
    second.send({ kind: 'heartbeat' });
    expect(await second.next('platform_answer')).toMatchObject({ message_id: 2 });
    expect(gate.sources.gateway.metrics().online).toBe(1);
  });

  test('who shows no code in time, or sends nothing, is closed', async () => {
    const slow = await gate.open();
    const idle = await gate
      .signedIn('13800000002', gate.sources.searchVehicles('粤B10002', 1, true)[0].plate)
      .catch(() => gate.signedIn());
    gate.now_ms += 31_000;
    await slow.closed;
    gate.now_ms += 300_000;
    await idle.closed;
    expect(gate.sources.gateway.metrics().closed).toEqual({ not_authenticated_in_time: 1, idle: 1 });
  });

  test('who drips bytes that are no frame, or sends many of them, is closed', async () => {
    const flood = await gate.open();
    flood.socket.write(new Uint8Array(20_000).fill(0x55));
    await flood.closed;
    expect(gate.sources.gateway.metrics().closed).toEqual({ no_frame_in_bytes: 1 });
  });

  test('one connection above the limit is turned away', async () => {
    await gate.restart({ connections: 1 });
    await gate.signedIn();
    await (await gate.open()).closed;
    expect(gate.sources.gateway.metrics()).toMatchObject({
      connections: 1,
      closed: { too_many_connections: 1 },
    });
  });

  test('two devices with one phone stop displacing each other; the one that speaks stays until it falls silent', async () => {
    const { code } = await (await gate.open()).register('粤B10001');
    const attempt = async () => {
      const device = await gate.open();
      return { device, result: await device.authenticate(code) };
    };
    const results: number[] = [];
    for (let i = 0; i < 8; i++) results.push((await attempt()).result);
    expect(results).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(gate.sources.gateway.metrics()).toMatchObject({
      online: 1,
      closed: { replaced_by_newer: 3, phone_shared: 4 },
    });
    gate.now_ms += 60_001;
    expect((await attempt()).result).toBe(0);
  });

  test('a device with the phone of another stays refused for as long as both go on, and is a finding that names the vehicle', async () => {
    const { code } = await (await gate.open()).register('粤B10001');
    const attempt = async () => {
      const device = await gate.open();
      return { device, result: await device.authenticate(code) };
    };
    let present = await attempt();
    for (let i = 0; i < 3; i++) present = await attempt();
    for (let i = 0; i < 12; i++) {
      gate.now_ms += 20_000;
      present.device.send({ kind: 'heartbeat' });
      await present.device.next('platform_answer');
      expect((await attempt()).result).toBe(1);
    }
    await gate.quality.judge();
    await gate.quality.judge();
    const [{ id: vehicle }] = gate.sources.searchVehicles('粤B10001', 1, true);
    expect(await gate.quality.findings({ state: 'open', limit: 9 })).toMatchObject([
      {
        kind: 'phone_shared',
        source: gate.source,
        vehicles: 1,
        examples: [vehicle],
        evidence: [{ value: '12' }],
      },
    ]);
  });

  test('two devices that take over from each other only every half minute are a finding too; one whose link was silent is none', async () => {
    const phone = '13800000002';
    const { code } = await (await gate.open(phone)).register('粤B10002');
    const [{ id: vehicle }] = gate.sources.searchVehicles('粤B10002', 1, true);
    const takeOver = async (after_ms: number) => {
      gate.now_ms += after_ms;
      expect(await (await gate.open(phone)).authenticate(code)).toBe(0);
    };
    const isFound = async () => {
      await gate.quality.judge();
      await gate.quality.judge();
      const open_findings = await gate.quality.findings({ state: 'open', limit: 9 });
      return open_findings.some(
        ({ kind, examples }) => kind === 'phone_shared' && examples.includes(vehicle),
      );
    };
    for (let i = 0; i < 20; i++) await takeOver(61_000);
    expect(await isFound()).toBe(false);
    for (let i = 0; i < 11; i++) await takeOver(30_000);
    expect(await isFound()).toBe(false);
    await takeOver(30_000);
    expect(await isFound()).toBe(true);
  });

  test('a port in use is said, with what to do', async () => {
    const other = await openSources({ ...gate, db: gate.db, keys: testKeys });
    await expect(other.gateway.listen('127.0.0.1', gate.port)).rejects.toMatchObject({
      code: 'sources.port_in_use',
    });
    await other.close();
  });
});
