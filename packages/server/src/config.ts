import { join, resolve } from 'node:path';
import type { OidcConfig, SecondFactorRule } from './base/accounts/index.ts';

/** Settings of one installation: defaults, then the environment, then flags of the command line. */
export interface Config {
  /** Holds the database, the history, the network and the keys. */
  readonly data_dir: string;
  /** PostgreSQL to use instead of the embedded one. */
  readonly database_url: string | undefined;
  readonly http: { readonly host: string; readonly port: number };
  /** Where vehicle terminals connect. */
  readonly gateway: { readonly host: string; readonly port: number };
  /** Where detectors report over MQTT: a broker of this process, or one elsewhere by its URL. */
  readonly mqtt: { readonly host: string; readonly port: number; readonly url: string | undefined };
  /** Network file to serve. */
  readonly network_file: string | undefined;
  readonly log_level: string;
  /** Browsers come by https, through a proxy that ends it: cookies are secure, strict transport security is sent. */
  readonly https: boolean;
  /** Proxies whose X-Forwarded-For is trusted (addresses or CIDR blocks); false trusts nobody. */
  readonly trusted_proxies: string[] | false;
  /** The outside provider through which accounts may sign in. */
  readonly oidc: OidcConfig | undefined;
  /** Who must have a second factor. */
  readonly second_factor: SecondFactorRule;
  /** Worker threads for map matching. */
  readonly matching_workers: number;
  /** Share of all vehicles on the road that report, over 0 to 1; undefined where it is not known. */
  readonly penetration_rate: number | undefined;
  /** With the demo city and its fleet. */
  readonly demo: boolean;
  /** Vehicles of the demo fleet. */
  readonly demo_vehicles: number;
  /** Simulated trips of a weekday of the demo city. */
  readonly demo_trips: number;
  /** Whether the demo fleet drives and the demo city gets a past; without it, terminals are only registered. */
  readonly demo_fleet: boolean;
}

export interface ServeFlags {
  data?: string;
  host?: string;
  port?: number;
  gatewayHost?: string;
  gatewayPort?: number;
  mqttHost?: string;
  mqttPort?: number;
  network?: string;
  workers?: number;
  demo?: boolean;
  vehicles?: number;
  demoTrips?: number;
  fleet?: boolean;
}

export const DEFAULT_HTTP_PORT = 8600;
export const DEFAULT_GATEWAY_PORT = 6808;
export const DEFAULT_MQTT_PORT = 1883;
/** Each stands for four vehicles; a day of it costs about 20 CPU-s. */
export const DEFAULT_DEMO_TRIPS = 500_000;

/** @param env usually `process.env`: TOCC_DATA, DATABASE_URL, TOCC_HOST, TOCC_PORT, TOCC_GATEWAY_HOST, TOCC_GATEWAY_PORT, TOCC_MQTT_HOST, TOCC_MQTT_PORT, MQTT_URL, TOCC_NETWORK, TOCC_PENETRATION_RATE, TOCC_LOG. */
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
    mqtt: mqttOf(flags, env),
    network_file: flags.network ?? (env.TOCC_NETWORK || undefined),
    log_level: env.TOCC_LOG ?? 'warn',
    https: env.TOCC_HTTPS === '1',
    trusted_proxies: env.TOCC_TRUSTED_PROXIES ? env.TOCC_TRUSTED_PROXIES.split(',') : false,
    oidc: oidcOf(env),
    second_factor: secondFactorRule(env.TOCC_SECOND_FACTOR),
    matching_workers: flags.workers ?? 1,
    // Nobody drives in the demo city but its fleet.
    penetration_rate: shareOf(env.TOCC_PENETRATION_RATE),
    demo: flags.demo ?? false,
    demo_vehicles: flags.vehicles ?? 1500,
    demo_trips: flags.demoTrips ?? DEFAULT_DEMO_TRIPS,
    demo_fleet: flags.fleet ?? true,
  };
}

function mqttOf({ mqttHost, mqttPort }: ServeFlags, env: Record<string, string | undefined>): Config['mqtt'] {
  return {
    host: mqttHost ?? env.TOCC_MQTT_HOST ?? '127.0.0.1',
    port: mqttPort ?? portOf(env.TOCC_MQTT_PORT) ?? DEFAULT_MQTT_PORT,
    url: env.MQTT_URL || undefined,
  };
}

export function dataDir(flag: string | undefined, env: Record<string, string | undefined>): string {
  return resolve(flag ?? env.TOCC_DATA ?? join(process.cwd(), 'data'));
}

function portOf(text: string | undefined): number | undefined {
  const port = Number(text);
  return text && Number.isInteger(port) && port >= 0 && port < 65_536 ? port : undefined;
}

function shareOf(text: string | undefined): number | undefined {
  const share = Number(text);
  return text && share > 0 && share <= 1 ? share : undefined;
}

function secondFactorRule(text: string | undefined): SecondFactorRule {
  return text === 'administrators' || text === 'everyone' ? text : 'optional';
}

/** All four settings, or none: a provider that is half configured is not used. */
function oidcOf(env: Record<string, string | undefined>): OidcConfig | undefined {
  const { TOCC_OIDC_ISSUER: issuer, TOCC_OIDC_CLIENT_ID: client_id } = env;
  const { TOCC_OIDC_CLIENT_SECRET: client_secret, TOCC_OIDC_REDIRECT_URI: redirect_uri } = env;
  if (!issuer || !client_id || !client_secret || !redirect_uri) return undefined;
  const name = env.TOCC_OIDC_NAME;
  return {
    issuer,
    client_id,
    client_secret,
    redirect_uri,
    name: { zh: name ?? '统一身份认证', en: name ?? 'Single sign-on' },
  };
}
