import { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** A network with routed trips that SUMO and we run from the same files. */
export interface SumoCase {
  readonly name: string;
  readonly net: string;
  readonly routes: string;
  /** Flags that SUMO needs besides. */
  readonly flags: readonly string[];
  /** Whether SUMO microscopic takes a quarter of an hour on it. */
  readonly isLarge: boolean;
}

const DATA = join(import.meta.dirname, '../../../shared/data');

/** Files that the cases are made from, for the line that says what is absent. */
export const CASE_FOLDERS = [
  'sumo-poa',
  'sumo-realworld/RealWorld/acosta',
  'libsignal/ingolstadt21',
] as const;

/** @returns undefined when its data is absent */
export async function prepareCase(folder: string, work: string): Promise<SumoCase | undefined> {
  const source = join(DATA, folder);
  if (!existsSync(source)) return undefined;
  if (folder === 'sumo-poa') return portoAlegre(source, work);
  return folder.startsWith('libsignal') ? ingolstadt(source) : bologna(source, work);
}

async function portoAlegre(source: string, work: string): Promise<SumoCase> {
  const [net, routes] = [join(work, 'poa.net.xml'), join(work, 'poa.rou.xml')];
  const unpack = (from: string, to: string) =>
    pipeline(createReadStream(join(source, from)), createGunzip(), createWriteStream(to));
  await unpack('poa.net.xml.gz', net);
  await unpack('poa60k.rou.xml.gz', routes);
  const flags = ['-e', '14400', '--time-to-teleport', '120'];
  return { name: 'Porto Alegre', net, routes, flags, isLarge: true };
}

/** The published programs of its signals come as a file beside; they replace those of the network. */
function bologna(source: string, work: string): SumoCase {
  const programs = /<add>([\s\S]*)<\/add>/.exec(
    readFileSync(join(source, 'acosta_tls.add.xml'), 'utf8'),
  )?.[1];
  const text = readFileSync(join(source, 'acosta_buslanes.net.xml'), 'utf8')
    .replace(/<tlLogic [\s\S]*?<\/tlLogic>/g, '')
    .replace(/<junction /, `${(programs ?? '').replace(/<WAUT[\s\S]*/, '')}<junction `);
  const net = join(work, 'acosta.net.xml');
  writeFileSync(net, text);
  const flags = ['-a', join(source, 'acosta_vtypes.add.xml'), '-e', '14400'];
  return { name: 'Bologna', net, routes: join(source, 'acosta.rou.xml'), flags, isLarge: false };
}

function ingolstadt(source: string): SumoCase {
  const flags = ['-b', '57600', '-e', '64800'];
  const [net, routes] = [join(source, 'ingolstadt21.net.xml'), join(source, 'ingolstadt21.rou.xml')];
  return { name: 'Ingolstadt', net, routes, flags, isLarge: false };
}
