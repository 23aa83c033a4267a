import { join, resolve } from 'node:path';

/** Settings of one installation: defaults, then the environment, then flags of the command line. */
export interface Config {
  /** Holds the database, the history, the network and the keys. */
  readonly data_dir: string;
  /** PostgreSQL to use instead of the embedded one. */
  readonly database_url: string | undefined;
  readonly http: { readonly host: string; readonly port: number };
  /** Where vehicle terminals connect. */
  readonly gateway: { readonly host: string; readonly port: number };
  /** Network file to serve. */
  readonly network_file: string | undefined;
  readonly log_level: string;
  /** Worker threads for map matching. */
  readonly matching_workers: number;
  readonly demo: boolean;
}

export interface ServeFlags {
  data?: string;
  host?: string;
  port?: number;
  gatewayHost?: string;
  gatewayPort?: number;
  network?: string;
  workers?: number;
  demo?: boolean;
}

export const DEFAULT_HTTP_PORT = 8600;
export const DEFAULT_GATEWAY_PORT = 6808;

/** @param env usually `process.env`: TOCC_DATA, DATABASE_URL, TOCC_HOST, TOCC_PORT, TOCC_GATEWAY_HOST, TOCC_GATEWAY_PORT, TOCC_NETWORK, TOCC_LOG. */
export function readConfig(flags: ServeFlags, env: Record<string, string | undefined>): Config {
  return {
    data_dir: dataDir(flags.data, env),
    database_url: env.DATABASE_URL || undefined,
    http: {
      host: flags.host ?? env.TOCC_HOST ?? '127.0.0.1',
      port: flags.port ?? portOf(env.TOCC_PORT) ?? DEFAULT_HTTP_PORT,
    },
    gateway: {
      host: flags.gatewayHost ?? env.TOCC_GATEWAY_HOST ?? '127.0.0.1',
      port: flags.gatewayPort ?? portOf(env.TOCC_GATEWAY_PORT) ?? DEFAULT_GATEWAY_PORT,
    },
    network_file: flags.network ?? (env.TOCC_NETWORK || undefined),
    log_level: env.TOCC_LOG ?? 'warn',
    matching_workers: flags.workers ?? 1,
    demo: flags.demo ?? false,
  };
}

export function dataDir(flag: string | undefined, env: Record<string, string | undefined>): string {
  return resolve(flag ?? env.TOCC_DATA ?? join(process.cwd(), 'data'));
}

function portOf(text: string | undefined): number | undefined {
  const port = Number(text);
  return text && Number.isInteger(port) && port >= 0 && port < 65_536 ? port : undefined;
}
