import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type Message,
  type MessageNamed,
  readFrame,
  readHead,
} from '@opentocc/protocols/jt808';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textNetwork } from '../text-network.ts';
import { fleetRoster, runFleet } from './index.ts';

/** A platform that answers as JT/T 808 says: enough of one to be a terminal's other end. */
class Platform {
  readonly positions: (MessageNamed<'position'> & { phone: string })[] = [];
  readonly registered: MessageNamed<'register'>[] = [];
  readonly sockets = new Set<Socket>();
  result = 0;
  /** Cuts all connections once, after so many positions. */
  cutAfter = Number.POSITIVE_INFINITY;
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.cutAll();
    this.#server.close();
  }

  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  #take(position: MessageNamed<'position'>, phone: string): void {
    this.positions.push({ ...position, phone });
    if (this.positions.length === this.cutAfter) this.cutAll();
  }

  #serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => {
        const { header, message } = readFrame(bytes, readHead(bytes, start, end)!);
        const answer = (reply: Message) => socket.write(encodeFrame({ ...header, serial: 0 }, reply));
        if (message.kind === 'register') {
          this.registered.push(message);
          answer({
            kind: 'register_answer',
            serial: header.serial,
            result: this.result,
            code: this.result === 0 ? header.phone : '',
          });
          return;
        }
        if (message.kind === 'position') this.#take(message, header.phone);
        const id = message.kind === 'position' ? 0x0200 : message.kind === 'authenticate' ? 0x0102 : 0x0002;
        const accepted = message.kind !== 'authenticate' || message.code === header.phone;
        answer({ kind: 'platform_answer', serial: header.serial, message_id: id, result: accepted ? 0 : 1 });
      },
      fault: (fault) => {
        throw new Error(`a terminal sent ${fault}`);
      },
    });
    socket.on('data', (chunk) => splitter.push(chunk));
  }
}

const { network } = textNetwork(`
  A-----B-----C
  |     |     |
  D-----E-----F

  signals B E`);
let platform: Platform;
let port: number;
beforeEach(async () => {
  platform = new Platform();
  port = await platform.listen();
});
afterEach(() => platform.close());

describe('a fleet over TCP', () => {
  it('registers as the roster says, sends positions that decode, and counts every answer', async () => {
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 40,
      seed: 1,
      interval_s: 1,
      duration_s: 2.5,
    });
    const plates = fleetRoster(40, 1).map(({ plate }) => plate);
    expect(platform.registered.map(({ plate }) => plate).sort()).toEqual(plates.sort());
    expect(platform.positions.length).toBeGreaterThan(40);
    expect(report.sent).toBe(platform.positions.length);
    expect([report.acknowledged, report.unanswered, report.rejected]).toEqual([report.sent, 0, 0]);
    expect(report.latency_p99_ms).toBeLessThan(2000);
    const [west, south, east, north] = network.meta.bbox;
    for (const { lat_e6, lon_e6, at_ms, status } of platform.positions) {
      expect(lat_e6 / 1e6 > south - 0.01 && lat_e6 / 1e6 < north + 0.01).toBe(true);
      expect(lon_e6 / 1e6 > west - 0.01 && lon_e6 / 1e6 < east + 0.01).toBe(true);
      expect(Math.abs(Date.now() - at_ms)).toBeLessThan(10_000);
      expect(status & 2).toBe(2);
    }
  });

  it('comes back after it was cut off, with the code it has', async () => {
    platform.cutAfter = 5;
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 5,
      seed: 1,
      interval_s: 1,
      duration_s: 3.6,
    });
    expect(report.reconnects).toBe(5);
    expect(report.online).toBe(5);
    expect(platform.registered.length).toBe(5);
  });

  it('sends nothing when it is refused, and says so', async () => {
    platform.result = 4;
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 5,
      seed: 1,
      interval_s: 1,
      duration_s: 1.2,
    });
    expect([report.refused, report.sent, report.online]).toEqual([5, 0, 0]);
  });
});
