import { connectAsync, type MqttClient } from 'mqtt';
import { delay_ms, isSilentNow, reportOf } from './report-of.ts';
import { DETECTOR_OWNERS, type DetectorOwner, type DetectorSite } from './sites.ts';
import type { SpotTraffic } from './spot-traffic.ts';

/** How the detectors of an owner sign in and where they publish. */
export interface OwnerAccess {
  readonly user: string;
  readonly secret: string;
  readonly topic: string;
}

export interface DetectorsRun {
  /** mqtt://host:port */
  readonly broker: string;
  /** Whether owners sign in with the secrets of their sources; else as the URL says. */
  readonly signsIn: boolean;
  readonly access: Readonly<Record<DetectorOwner, OwnerAccess>>;
  readonly sites: readonly DetectorSite[];
  readonly traffic: SpotTraffic;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

const LOOK_MS = 500;

/** Runs the detectors of all owners until the signal ends them: one connection for each owner, as collectors hold it. */
export async function runDetectors(run: DetectorsRun): Promise<void> {
  const owners = Object.keys(DETECTOR_OWNERS) as DetectorOwner[];
  const clients = new Map<DetectorOwner, MqttClient>();
  for (const owner of owners) {
    const { user, secret } = run.access[owner];
    const client = await connectAsync(run.broker, {
      protocolVersion: 5,
      ...(run.signsIn && { username: user, password: secret }),
      clientId: `${user}-collector`,
      reconnectPeriod: 2000,
    });
    client.on('error', run.onError);
    clients.set(owner, client);
  }
  const due_ms = new Map(run.sites.map((site) => [site, nextPeriod_ms(site, Date.now())]));
  while (!run.signal.aborted) {
    for (const site of run.sites) sendDue(run, clients.get(site.owner)!, site, due_ms);
    await pause(LOOK_MS, run.signal);
  }
  await Promise.all([...clients.values()].map((client) => client.endAsync(true)));
}

/** Begin of the period that runs. */
const nextPeriod_ms = ({ period_s }: DetectorSite, now_ms: number) =>
  Math.floor(now_ms / (period_s * 1000)) * period_s * 1000;

function sendDue(
  run: DetectorsRun,
  client: MqttClient,
  site: DetectorSite,
  due_ms: Map<DetectorSite, number>,
) {
  const begin_ms = due_ms.get(site)!;
  const end_ms = begin_ms + site.period_s * 1000;
  if (Date.now() < end_ms + delay_ms(site, run.seed)) return;
  due_ms.set(site, end_ms);
  if (isSilentNow(site)) return;
  const report = reportOf(site, begin_ms, run.traffic.counts(site.link, begin_ms, end_ms, site.at));
  const message = JSON.stringify(report);
  for (let times = site.defect === 'twice' ? 2 : 1; times > 0; times--)
    client.publishAsync(run.access[site.owner].topic, message, { qos: 1 }).catch(run.onError);
}

/** Waits, or until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
