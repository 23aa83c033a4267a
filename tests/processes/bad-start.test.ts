import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, encodeNetwork } from '@opentocc/core/network';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesOf, spawnTocc } from '../e2e/tocc-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-bad-start-'));
const data = join(folder, 'data');
const city = join(folder, 'city.net');
let taken: Server;

beforeAll(async () => {
  writeFileSync(city, encodeNetwork(buildNetwork(generateDemoCity())));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => taken.close(resolve));
  rmSync(folder, { recursive: true });
});

/** What is printed by a start that must fail; free ports unless `args` name others. */
async function failedStart(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const ports = ['--port', '0', '--gateway-port', '0', '--mqtt-port', '0', '--interchange-port', '0'];
  const tocc = spawnTocc(['serve', '--data', data, ...ports, ...args], env);
  expect(await tocc.ended).toBe(1);
  if (existsSync('/proc')) expect(processesOf(folder)).toEqual([]);
  return tocc.printed();
}

const takenPort = () => {
  const address = taken.address();
  return typeof address === 'object' && address ? String(address.port) : '';
};
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const demo = ['--demo', '--no-fleet', '--vehicles', '2'];
const english = { LANG: 'en_US.UTF-8' };
const oneLine = (words: RegExp) => new RegExp(`^[^\\n]*${words.source}[^\\n]*\\n$`);

describe('a start that cannot succeed ends with one line and leaves nothing running', {
  timeout: 120_000,
}, () => {
  test('without a network', async () => {
    expect(await failedStart([])).toMatch(oneLine(/没有指定路网.*--network/));
    expect(await failedStart([], english)).toMatch(oneLine(/No road network given.*--network/));
  });

  test('with a network file that is not there', async () => {
    const network = ['--network', join(folder, 'absent.net')];
    expect(await failedStart(network)).toMatch(oneLine(/没有找到路网文件.*absent\.net/));
    expect(await failedStart(network, english)).toMatch(oneLine(/There is no network file.*absent\.net/));
  });

  test('with a file that is no network', async () => {
    const network = ['--network', file('letter.net', 'Dear city,\n')];
    expect(await failedStart(network)).toMatch(oneLine(/路网文件.*letter\.net 无法读取/));
    expect(await failedStart(network, english)).toMatch(oneLine(/letter\.net cannot be read/));
  });

  test('with a network file that is cut off', async () => {
    const whole = encodeNetwork(buildNetwork(generateDemoCity()));
    const network = ['--network', file('cut.net', whole.subarray(0, whole.length >> 1))];
    expect(await failedStart(network)).toMatch(oneLine(/路网文件.*cut\.net 无法读取/));
    expect(await failedStart(network, english)).toMatch(oneLine(/cut\.net cannot be read/));
  });

  test('with a data folder that is a file', async () => {
    const start = ['--data', file('data.txt', ''), '--network', city];
    expect(await failedStart(start)).toMatch(oneLine(/无法使用数据目录.*data\.txt/));
    expect(await failedStart(start, english)).toMatch(oneLine(/data folder .*data\.txt cannot be used/));
  });

  test('with a database that does not answer', async () => {
    const DATABASE_URL = 'postgres://tocc:secret@127.0.0.1:1/tocc';
    const chinese = await failedStart(demo, { DATABASE_URL });
    expect(chinese).toMatch(oneLine(/连接不上数据库 127\.0\.0\.1:1.*DATABASE_URL/));
    expect(chinese).not.toContain('secret');
    expect(await failedStart(demo, { DATABASE_URL, ...english })).toMatch(
      oneLine(/database at 127\.0\.0\.1:1 cannot be reached.*DATABASE_URL/),
    );
  });

  test('with the port of the console in use', async () => {
    const start = [...demo, '--port', takenPort()];
    expect(await failedStart(start)).toMatch(oneLine(/控制台端口 \d+ 已被占用/));
    expect(await failedStart(start, english)).toMatch(oneLine(/Port \d+ of the console is in use/));
  });

  test('with the port for terminals in use', async () => {
    const start = [...demo, '--gateway-port', takenPort()];
    expect(await failedStart(start)).toMatch(oneLine(/终端接入端口 127\.0\.0\.1:\d+ 已被占用/));
    expect(await failedStart(start, english)).toMatch(
      oneLine(/port for terminals 127\.0\.0\.1:\d+ is in use/),
    );
  });
});
