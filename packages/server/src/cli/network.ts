import {
  checkNetwork,
  importNetwork as importFrom,
  readDistricts,
  summariseNetwork,
} from '../brain/network/index.ts';
import { languageOf } from '../kit/i18n.ts';
import { checkNetworkOut, readNetworkFile, writeNetworkFile } from './networks.ts';

const STEP = { read: '读取 reading', cut: '构建 building' } as const;

/** `tocc network import FILE --out NET`. */
export async function importNetwork(
  file: string,
  options: { out: string; districts?: string },
): Promise<void> {
  const started_ms = performance.now();
  checkNetworkOut(options.out);
  const network = await importFrom(file, {
    districts: options.districts ? readDistricts(options.districts) : [],
    onProgress: (step, done) => process.stderr.write(`${STEP[step]} ${done.toLocaleString('en')}\n`),
  });
  writeNetworkFile(network, options.out);
  process.stderr.write(`${options.out} · ${((performance.now() - started_ms) / 1000).toFixed(1)} s\n`);
  printSummary(network);
}

/** `tocc network info NET [--json]`. */
export function showNetwork(file: string, { json }: { json?: boolean }): void {
  const network = readNetworkFile(file);
  if (json) process.stdout.write(`${JSON.stringify(summariseNetwork(network))}\n`);
  else printSummary(network);
}

/** `tocc network check NET`: status 1 when something is wrong. */
export function checkNetworkFile(file: string): void {
  const language = languageOf(process.env.LANG?.replace('_', '-'));
  const findings = checkNetwork(readNetworkFile(file));
  for (const { code, text, count, links } of findings)
    process.stdout.write(`${code}: ${count} · ${text[language]} · ${links.join(', ')}\n`);
  if (findings.length === 0) process.stdout.write(language === 'zh' ? '没有发现问题\n' : 'nothing found\n');
  else process.exitCode = 1;
}

function printSummary(network: Parameters<typeof summariseNetwork>[0]): void {
  const { by_class, dropped, ...figures } = summariseNetwork(network);
  const km = (length: number) => `${length.toFixed(1)} km`;
  const lines = [
    `${figures.name}  ${figures.version.slice(0, 12)}`,
    `节点 nodes     ${figures.nodes}`,
    `路段 links     ${figures.links}`,
    `长度 length    ${km(figures.length_km)}`,
    `文件 file      ${(figures.bytes / 2 ** 20).toFixed(2)} MB`,
    `连通 connected ${(100 * figures.main_component).toFixed(1)} %`,
    `信号 signals   ${figures.signals}`,
    ...Object.entries(by_class).map(
      ([name, { links, length_km }]) => `  ${name.padEnd(11)} ${links}  ${km(length_km)}`,
    ),
    ...Object.entries(dropped).map(([reason, count]) => `  − ${reason}: ${Math.round(count * 10) / 10}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
