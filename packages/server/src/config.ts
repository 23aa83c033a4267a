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
  /** Where platforms of other operators connect (JT/T 809). */
  readonly interchange: { readonly host: string; readonly port: number };
  /** Where detectors report over MQTT: a broker of this process, or one elsewhere by its URL. */
  readonly mqtt: { readonly host: string; readonly port: number; readonly url: string | undefined };
  /** How messages leave the building. */
  readonly messages: MessagesConfig;
  /** The mailbox to which citizens write: `imaps://user:password@host/folder`. */
  readonly mail_in_url: string | undefined;
  /** Base URL of an Alertmanager that hears of our warnings. */
  readonly alertmanager_url: string | undefined;
  /** Feeds of weather warnings (CAP, Atom). */
  readonly weather_feeds: readonly string[];
  /** Hosts beside a feed's own to which entries of it may lead. */
  readonly weather_feed_hosts: readonly string[];
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
  /** Hour of the day whose traffic the demo city has when it starts, 0–23; that of the clock when undefined. */
  readonly demo_hour: number | undefined;
  /** Whether the demo fleet drives and the demo city gets a past; without it, terminals are only registered. */
  readonly demo_fleet: boolean;
}

/** Ways out for messages; what is undefined is not set up. */
export interface MessagesConfig {
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  readonly sms:
    | { readonly url: string; readonly token: string | undefined; readonly sign: string | undefined }
    | undefined;
  /** What signs the receipts that the SMS gateway posts. */
  readonly sms_receipt_secret: string | undefined;
  /** Inner addresses or CIDR blocks that webhooks and feeds may use. */
  readonly private_networks: readonly string[];
  /** Where the console is reached from outside, for links in messages. */
  readonly console_url: string | undefined;
}

export interface ServeFlags {
  data?: string;
  host?: string;
  port?: number;
  gatewayHost?: string;
  gatewayPort?: number;
  interchangeHost?: string;
  interchangePort?: number;
  mqttHost?: string;
  mqttPort?: number;
  network?: string;
  workers?: number;
  demo?: boolean;
  vehicles?: number;
  demoTrips?: number;
  demoHour?: number;
  fleet?: boolean;
}

export const DEFAULT_HTTP_PORT = 8600;
export const DEFAULT_GATEWAY_PORT = 6808;
export const DEFAULT_INTERCHANGE_PORT = 6809;
export const DEFAULT_MQTT_PORT = 1883;
/** Each stands for four vehicles; a day of it costs about 20 CPU-s. */
export const DEFAULT_DEMO_TRIPS = 500_000;

/** @param env usually `process.env`: TOCC_DATA, DATABASE_URL, TOCC_HOST, TOCC_PORT, TOCC_GATEWAY_HOST, TOCC_GATEWAY_PORT, TOCC_INTERCHANGE_HOST, TOCC_INTERCHANGE_PORT, TOCC_MQTT_HOST, TOCC_MQTT_PORT, MQTT_URL, SMTP_URL, SMTP_FROM, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN, SMS_SIGN, SMS_RECEIPT_SECRET, WEBHOOK_PRIVATE_NETWORKS, TOCC_URL, MAIL_IN_URL, WEATHER_FEEDS, WEATHER_FEED_HOSTS, TOCC_NETWORK, TOCC_PENETRATION_RATE, TOCC_LOG. */
export function readConfig(flags: ServeFlags, env: Record<string, string | undefined>): Config {
  return {
    data_dir: dataDir(flags.data, env),
    database_url: env.DATABASE_URL || undefined,
    http: {
      host: flags.host ?? env.TOCC_HOST ?? '127.0.0.1',
      port: flags.port ?? portOf(env.TOCC_PORT) ?? DEFAULT_HTTP_PORT,
    },
    gateway: gatewayOf(flags, env),
    interchange: interchangeOf(flags, env),
    mqtt: mqttOf(flags, env),
    messages: messagesOf(env),
    mail_in_url: env.MAIL_IN_URL || undefined,
    alertmanager_url: env.ALERTMANAGER_URL || undefined,
    weather_feeds: listOf(env.WEATHER_FEEDS),
    weather_feed_hosts: listOf(env.WEATHER_FEED_HOSTS),
    network_file: flags.network ?? (env.TOCC_NETWORK || undefined),
    log_level: env.TOCC_LOG ?? 'warn',
    https: env.TOCC_HTTPS === '1',
    trusted_proxies: env.TOCC_TRUSTED_PROXIES ? env.TOCC_TRUSTED_PROXIES.split(',') : false,
    oidc: oidcOf(env),
    second_factor: secondFactorRule(env.TOCC_SECOND_FACTOR),
    matching_workers: flags.workers ?? 1,
    penetration_rate: shareOf(env.TOCC_PENETRATION_RATE),
    demo: flags.demo ?? false,
    demo_vehicles: flags.vehicles ?? 1500,
    demo_trips: flags.demoTrips ?? DEFAULT_DEMO_TRIPS,
    demo_hour: flags.demoHour,
    demo_fleet: flags.fleet ?? true,
  };
}

function interchangeOf(
  { interchangeHost, interchangePort }: ServeFlags,
  env: Record<string, string | undefined>,
): Config['interchange'] {
  return {
    host: interchangeHost ?? env.TOCC_INTERCHANGE_HOST ?? '127.0.0.1',
    port: interchangePort ?? portOf(env.TOCC_INTERCHANGE_PORT) ?? DEFAULT_INTERCHANGE_PORT,
  };
}

function gatewayOf(
  { gatewayHost, gatewayPort }: ServeFlags,
  env: Record<string, string | undefined>,
): Config['gateway'] {
  return {
    host: gatewayHost ?? env.TOCC_GATEWAY_HOST ?? '127.0.0.1',
    port: gatewayPort ?? portOf(env.TOCC_GATEWAY_PORT) ?? DEFAULT_GATEWAY_PORT,
  };
}

function mqttOf({ mqttHost, mqttPort }: ServeFlags, env: Record<string, string | undefined>): Config['mqtt'] {
  return {
    host: mqttHost ?? env.TOCC_MQTT_HOST ?? '127.0.0.1',
    port: mqttPort ?? portOf(env.TOCC_MQTT_PORT) ?? DEFAULT_MQTT_PORT,
    url: env.MQTT_URL || undefined,
  };
}

/** Texts apart by commas. */
const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function messagesOf(env: Record<string, string | undefined>): MessagesConfig {
  const { SMTP_URL, SMTP_FROM, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN, SMS_SIGN, SMS_RECEIPT_SECRET } = env;
  return {
    smtp: SMTP_URL ? { url: SMTP_URL, from: SMTP_FROM || 'OpenTOCC <tocc@localhost>' } : undefined,
    sms: SMS_GATEWAY_URL
      ? { url: SMS_GATEWAY_URL, token: SMS_GATEWAY_TOKEN || undefined, sign: SMS_SIGN || undefined }
      : undefined,
    sms_receipt_secret: SMS_RECEIPT_SECRET || undefined,
    private_networks: listOf(env.WEBHOOK_PRIVATE_NETWORKS),
    console_url: env.TOCC_URL || undefined,
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
