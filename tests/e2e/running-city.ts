import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLUSTER_POINTER, clusterHome } from '../../packages/server/src/adapters/postgres/home.ts';
import { serverUser } from '../../packages/server/src/adapters/postgres/run-as.ts';
import { FEW_TRIPS, FEW_VEHICLES, partOf, preparedFolder } from '../browser-run.ts';
import { spawnTocc, type ToccProcess } from './tocc-process.ts';

/** The demo city as a newcomer starts it: one real process with its own data folder and free ports. */
export interface RunningCity {
  /** Address of the console. */
  readonly url: string;
  /** Where terminals speak to it by JT/T 808. */
  readonly gateway_port: number;
  readonly account: string;
  readonly one_time_password: string;
  /** Ends it as Ctrl-C does and starts it again on its data, at the same address. */
  restart(whileDown: () => Promise<void>): Promise<void>;
  /** Ends it as Ctrl-C does and removes its data. */
  stop(): Promise<void>;
}

interface CityOptions {
  /** More arguments of `tocc serve`. */
  readonly args?: readonly string[];
  /** Folder of the run whose prepared past it begins with; without it the city is new. */
  readonly prepared?: string;
}

/** Few trips, so that days of the past are cheap, and always the morning peak: at four in the morning nobody drives. */
const LIVED = ['--vehicles', `${FEW_VEHICLES}`, '--demo-trips', `${FEW_TRIPS}`, '--demo-hour', '8'];

/** @throws Error with what was printed when the city does not print its address in two minutes. */
export async function startCity({ args = [], prepared }: CityOptions): Promise<RunningCity> {
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-e2e-'));
  const serve = (port: string) =>
    spawnTocc([
      ...[
        'serve',
        '--demo',
        '--data',
        data_dir,
        '--port',
        port,
        '--gateway-port',
        '0',
        '--mqtt-port',
        '0',
        '--interchange-port',
        '0',
      ],
      ...LIVED,
      ...args,
    ]);
  const first = prepared && (await copyPrepared(prepared, data_dir));
  let tocc = serve('0');
  const [url] = await tocc.until(/http:\/\/[\d.]+:\d+/);
  const [, gateway_port] = await tocc.until(/gateway: [\d.]+:(\d+)/);
  return {
    ...{ url, gateway_port: Number(gateway_port) },
    ...(first || (await printedAccount(tocc))),
    async restart(whileDown) {
      await end(tocc);
      await whileDown();
      tocc = serve(new URL(url).port);
      await tocc.until(/http:\/\/[\d.]+:\d+/);
    },
    async stop() {
      await end(tocc);
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}

/**
 * Copies with the owners of files, for the database's are not ours. Its cluster is copied from wherever it is: where its
 * user cannot reach temporary folders it stands elsewhere, and two cities would share it.
 * @returns the first account
 */
async function copyPrepared(run: string, data_dir: string) {
  const first = await partOf(run, 'prepared');
  const copy = (from: string, to: string) => promisify(execFile)('cp', ['-a', `${from}/.`, to]);
  const prepared = preparedFolder(run);
  const cluster = clusterHome(prepared, serverUser);
  await copy(prepared, data_dir);
  rmSync(join(data_dir, CLUSTER_POINTER), { force: true });
  const own_cluster = clusterHome(data_dir, serverUser);
  if (cluster !== prepared) await copy(cluster, own_cluster);
  return first;
}

/** What a newcomer reads in the terminal: the account and its one-time password. */
async function printedAccount(tocc: ToccProcess) {
  const [, account, one_time_password] = await tocc.until(/account:\s*(\S+)[\s\S]*password:\s*(\S+)/);
  return { account, one_time_password };
}

async function end({ child }: ToccProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}
