import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CipherConstants } from '@opentocc/protocols/jt809';
import { Command, InvalidArgumentError } from 'commander';
import type { AssignFlags } from './cli/assign.ts';
import type { VerifyFlags } from './cli/audit.ts';
import type { DetectorFlags } from './cli/detectors.ts';
import type { FleetFlags } from './cli/fleet.ts';
import type { GateFlags } from './cli/gate.ts';
import type { RosterCheckFlags } from './cli/roster.ts';
import type { SimulateFlags } from './cli/simulate-flags.ts';
import type { ImportFlags, SourceFlags } from './cli/sources.ts';
import { explainSystemError } from './cli/system-errors.ts';
import type { WorldDaysFlags } from './cli/world-days.ts';
import type { WorldFeedFlags } from './cli/world-feed.ts';
import { DEFAULT_DEMO_TRIPS, type ServeFlags } from './config.ts';
import { AppError } from './kit/errors.ts';
import { languageOf } from './kit/i18n.ts';

/**
 * The `tocc` command line. Each command loads its code when it is called, so that `tocc jt808 decode` starts without
 * the database and the map.
 */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  version: string;
};
const program = new Command('tocc')
  .description('综合交通运行指挥中心 · transportation operations coordination centre')
  .version(version)
  .showHelpAfterError();

program
  .command('serve')
  .description('运行平台 · run the platform')
  .option('--demo', '示范城市与模拟车队 · with the demo city and its fleet')
  .option('--data <dir>', '数据目录 · data folder (TOCC_DATA, default ./data)')
  .option('--network <file>', '路网文件 · network file (TOCC_NETWORK)')
  .option('--host <address>', '监听地址 · address of the console (TOCC_HOST, default 127.0.0.1)')
  .option('--port <port>', '控制台端口 · port of the console (TOCC_PORT, default 8600)', port)
  .option('--gateway-host <address>', '终端接入地址 · address for terminals (TOCC_GATEWAY_HOST)')
  .option(
    '--gateway-port <port>',
    '终端接入端口 · port for terminals (TOCC_GATEWAY_PORT, default 6808)',
    port,
  )
  .option('--interchange-host <address>', '下级平台接入地址 · address for platforms (TOCC_INTERCHANGE_HOST)')
  .option(
    '--interchange-port <port>',
    '下级平台接入端口 (JT/T 809) · port for platforms (TOCC_INTERCHANGE_PORT, default 6809)',
    port,
  )
  .option('--mqtt-host <address>', '检测器接入地址 · address for detectors (TOCC_MQTT_HOST)')
  .option(
    '--mqtt-port <port>',
    '检测器接入端口 (MQTT) · port for detectors (TOCC_MQTT_PORT, default 1883)',
    port,
  )
  .option('--vehicles <n>', '示范车队的车辆数 · vehicles of the demo fleet (default 1500)', positive)
  .option(
    '--demo-trips <n>',
    `示范城市工作日仿真出行数 · simulated trips of its weekday (default ${DEFAULT_DEMO_TRIPS})`,
    positive,
  )
  .option(
    '--demo-hour <h>',
    '示范车流从一天的几点开始（0–23），默认当前时刻 · hour of the day whose traffic it starts with (default now)',
    hour,
  )
  .option('--no-fleet', '示范城市但不启动车队与历史 · the demo city without its fleet and its past')
  .option('--workers <n>', '匹配线程 · matching threads (default 1)', positive)
  .action(async (flags: ServeFlags) => (await import('./cli/serve.ts')).serve(flags));

const network = program.command('network').description('路网 · road networks');
network
  .command('import <file>')
  .description('导入 OSM PBF 或 SUMO .net.xml · import OSM PBF or SUMO .net.xml')
  .requiredOption('--out <net>', '输出的路网文件 · network file to write')
  .option('--districts <geojson>', '行政区边界 (WGS-84) · district polygons')
  .action(async (file: string, options: { out: string; districts?: string }) =>
    (await import('./cli/network.ts')).importNetwork(file, options),
  );
network
  .command('info <net>')
  .description('规模与构成 · nodes, links, length, bytes, by class')
  .option('--json', '一行 JSON · one JSON line')
  .action(async (net: string, options: { json?: boolean }) =>
    (await import('./cli/network.ts')).showNetwork(net, options),
  );
network
  .command('check <net>')
  .description('查找路网问题 · what is wrong with a network')
  .action(async (net: string) => (await import('./cli/network.ts')).checkNetworkFile(net));

program
  .command('replay <file>')
  .description('回放定位文件 (CSV/Parquet) · replay fixes through the platform')
  .option('--host <address>', '接入地址 · gateway address', '127.0.0.1')
  .option('--port <port>', '接入端口 · gateway port', port, 6808)
  .option(
    '--speed <factor>',
    '倍速，定位的间隔与速度不变 · times real time; intervals and speeds stay true',
    positive,
    1,
  )
  .addHelpText(
    'after',
    `
列 Columns (CSV, UTF-8, with a heading; or Parquet):
  vehicle 车牌 · time 时间 · lon 经度 · lat 纬度 · [speed 速度, km/h] · [direction 方向, °]
时间 Times:
  秒或毫秒 seconds or milliseconds since 1970 · 2026-11-27 08:00:00 · 2026-11-27T08:00:00+08:00 ·
  2026/11/27 08:00:00 · 20261127080000 · 08:00:00
快放 Faster than real time the last fix is now and the first earlier; fixes older than 10 min reach the history only.`,
  )
  .action(async (file: string, options: { host: string; port: number; speed: number }) =>
    (await import('./cli/replay.ts')).replay(file, options),
  );

program
  .command('fleet')
  .description('模拟车队：真实 JT/T 808 与真值 · a fleet that speaks JT/T 808, with ground truth')
  .option('--network <file>', '路网文件，默认示范城市 · network file, default the demo city')
  .option('--host <address>', '接入地址 · gateway address', '127.0.0.1')
  .option('--port <port>', '接入端口 · gateway port', port, 6808)
  .option('--vehicles <n>', '车辆数 · vehicles', positive, 1000)
  .option('--interval <s>', '上报间隔 · seconds between fixes', positive, 10)
  .option('--duration <s>', '运行时长，默认不限 · seconds to run, default without end', positive)
  .option('--seed <n>', '随机种子 · random seed', positive, 1)
  .option(
    '--trips <n>',
    '世界的工作日出行数 · simulated trips of a weekday in its world',
    positive,
    DEFAULT_DEMO_TRIPS,
  )
  .option('--shift <ms>', '世界比时钟快多少 · how far its world is ahead of the clock', Number, 0)
  .option(
    '--platform <centre:user:password@port>',
    '货运车辆经下级平台转发 (JT/T 809-2019) · trucks are forwarded by a platform that logs in there',
    platformOf,
  )
  .option('--no-wait', '不等待应答 · do not hold back for answers')
  .option('--with-parent', '随启动它的进程结束 · ends with the process that started it')
  .option('--quiet', '不输出进度 · no progress')
  .option('--roster <file>', '只写出车辆名册 (CSV) · only write its roster, to be imported')
  .option('--truth <file>', '真值输出 (CSV) · where to write the ground truth')
  .action(async (flags: FleetFlags) => (await import('./cli/fleet.ts')).fleet(flags));

program
  .command('world', { hidden: true })
  .option('--network <file>')
  .requiredOption('--seed <n>', 'seed', positive)
  .requiredOption('--trips <n>', 'trips', positive)
  .requiredOption('--vehicles <n>', 'vehicles', positive)
  .requiredOption('--from <ms>', 'UTC ms', positive)
  .option('--shift <ms>', 'ms', Number, 0)
  .action(async (flags: WorldFeedFlags) => (await import('./cli/world-feed.ts')).worldFeed(flags));

program
  .command('world-days', { hidden: true })
  .requiredOption('--network <file>')
  .requiredOption('--out <dir>')
  .requiredOption('--seed <n>', 'seed', positive)
  .requiredOption('--trips <n>', 'trips', positive)
  .requiredOption('--until <ms>', 'UTC ms', positive)
  .requiredOption('--days <list>', 'begins, UTC ms', (list: string) => list.split(',').map(Number))
  .action(async (flags: WorldDaysFlags) => (await import('./cli/world-days.ts')).worldDays(flags));

program
  .command('detectors')
  .description('示范城市的检测器，经 MQTT 上报 · detectors of the demo city, which report over MQTT')
  .requiredOption('--network <file>', '路网文件 · network file')
  .option('--broker <url>', '消息代理 · broker', 'mqtt://127.0.0.1:1883')
  .option('--seed <n>', '随机种子 · random seed', positive, 1)
  .option('--trips <n>', '仿真世界每个工作日的出行数 · simulated trips of a weekday', positive, 60_000)
  .option('--shift <ms>', '世界比时钟快多少 · how far its world is ahead of the clock', Number, 0)
  .option('--outside', '代理不属于本平台，不用数据源密钥 · the broker asks for no secrets of sources')
  .option('--with-parent', '随启动它的进程结束 · ends with the process that started it')
  .action(async (flags: DetectorFlags) => (await import('./cli/detectors.ts')).detectors(flags));

program
  .command('simulate <file>')
  .description(
    '交通仿真：方案 JSON，或 SUMO 路网与出行 · simulate a scenario (JSON), or trips on a SUMO network',
  )
  .option('--trips <file>', '出行 (.rou.xml, .trips.xml, CSV) · trips for a SUMO network')
  .option('--list-trips', '列出每次出行 · list every trip in the result')
  .option('--summary', '不含各路段结果 · leave out the results of links')
  .option('--seed <n>', '随机种子 · random seed', positive)
  .option('--replan <n>', '迭代改道 n 轮 (SUMO) · rounds of replanning towards equilibrium (SUMO)', positive)
  .option('--out <file>', '写入文件 · write the result (JSON) there instead of standard output')
  .addHelpText('after', '\n格式 The format of scenarios: docs/simulation.md')
  .action(async (file: string, flags: SimulateFlags) =>
    (await import('./cli/simulate.ts')).simulate(file, flags),
  );

program
  .command('assign <net> <trips>')
  .description('静态用户均衡分配 (TNTP) · static user equilibrium')
  .option('--gap <gap>', '相对间隙 · relative gap at which it ends', positive, 1e-6)
  .option('--iterations <n>', '最多迭代 · iterations at most', positive, 500)
  .option('--toll-factor <f>', '每单位收费的时间 · time for each unit of toll', factor, 0)
  .option('--distance-factor <f>', '每单位长度的时间 · time for each unit of length', factor, 0)
  .action(async (net: string, trips: string, flags: AssignFlags) =>
    (await import('./cli/assign.ts')).assignFiles(net, trips, flags),
  );

const jt808 = program.command('jt808').description('JT/T 808');
jt808
  .command('decode <hex>')
  .description('解码报文，每帧一行 JSON，- 读标准输入 · decode frames, one JSON line each')
  .action(async (hex: string) => (await import('./cli/jt808.ts')).decodeFrames(hex));

const jt809 = program.command('jt809').description('JT/T 809');
jt809
  .command('decode <hex>')
  .description('解码报文，每帧一行 JSON，- 读标准输入 · decode frames, one JSON line each')
  .option('--cipher <m1,ia1,ic1>', '加密报文的三个常数 · constants of encrypted bodies', cipherConstants)
  .action(async (hex: string, { cipher }: { cipher?: CipherConstants }) =>
    (await import('./cli/jt809.ts')).decodeFrames(hex, cipher),
  );

program
  .command('cap')
  .description('CAP 预警 · warnings in CAP')
  .command('check <file>')
  .description('检查文件：读到什么、哪里不合标准 · what is read and what breaks the standard')
  .action(async (file: string) => (await import('./cli/cap.ts')).checkCap(file));

program
  .command('epcis')
  .description('EPCIS 2.0')
  .command('check <file>')
  .description('检查文件：哪里不合标准、怎么改 · what breaks the standard, by line and path')
  .action(async (file: string) => (await import('./cli/epcis.ts')).checkEpcisFile(file));

program
  .command('accounts')
  .description('账号 · accounts')
  .command('reset <name>')
  .description('为无法登录的账号生成一次性密码 · a one-time password for who cannot get in')
  .option('--data <dir>', '数据目录 · data folder')
  .action(async (name: string, flags: { data?: string }) =>
    (await import('./cli/accounts.ts')).resetAccount(name, flags),
  );

const sources = program.command('sources').description('数据源与车辆名册 · sources and rosters of vehicles');
const DATA = ['--data <dir>', '数据目录 · data folder'] as const;
sources
  .command('list')
  .description('数据源一览 · number, code, names, datum, terminals')
  .option(...DATA)
  .action(async (flags: { data?: string }) => (await import('./cli/sources.ts')).listSources(flags));
for (const [name, text] of [
  ['add', '新建数据源 · make a source'],
  ['edit', '修改数据源 · change a source'],
] as const)
  sources
    .command(`${name} <code>`)
    .description(text)
    .option('--zh <name>', '中文名称 · Chinese name')
    .option('--en <name>', '英文名称 · English name')
    .option('--owner <name>', '责任单位 · who answers for it')
    .option('--datum <datum>', '坐标系 · WGS-84, GCJ-02 or BD-09')
    .option('--interval <s>', '约定上报间隔 · seconds between reports', positive)
    .option(...DATA)
    .action(async (code: string, flags: SourceFlags) => {
      const command = await import('./cli/sources.ts');
      await (name === 'add' ? command.addSource : command.editSource)(code, flags);
    });
for (const [name, text] of [
  ['retire', '停用：其终端不再接入，历史保留 · let its terminals in no more; its past stays'],
  ['restore', '恢复 · take it back into service'],
] as const)
  sources
    .command(`${name} <code>`)
    .description(text)
    .option(...DATA)
    .action(async (code: string, flags: { data?: string }) =>
      (await import('./cli/sources.ts')).retireSource(code, name === 'retire', flags),
    );
sources
  .command('import <file>')
  .description('预览或导入车辆名册 (CSV/XLSX) · look at a roster, or import it with --apply')
  .requiredOption('--source <code>', '所属数据源 · source of rows that name none')
  .option('--class <class>', '未填类别时 · class of rows that name none', 'other')
  .option('--apply', '导入 · import its good rows')
  .option(...DATA)
  .action(async (file: string, flags: ImportFlags) =>
    (await import('./cli/sources.ts')).importRosterFile(file, flags),
  );

program
  .command('roster')
  .description('值班表 · duty rosters')
  .command('check <file>')
  .description(
    '检查日历文件 (.ics)：班次、缺口、重复、未知人员 · look at a calendar: shifts, gaps, who stands twice',
  )
  .option('--from <day>', '起始日期，默认今天 · first day, yyyy-mm-dd')
  .option('--days <n>', '天数 · days', positive, 31)
  .option('--people <names>', '可值班的账号名，逗号分隔 · accounts that may stand duty, by commas')
  .action(async (file: string, flags: RosterCheckFlags) =>
    (await import('./cli/roster.ts')).checkRoster(file, flags),
  );

program
  .command('audit')
  .description('审计 · the audit')
  .command('verify <file>')
  .description('离线校验审计导出 · check an export without a server')
  .option('--anchors <file>', '数据库之外的锚点文件 · anchors stored outside the database')
  .option('--keys <file>', '公钥 (JSON) · public keys got on another way')
  .action(async (file: string, flags: VerifyFlags) =>
    (await import('./cli/audit.ts')).verifyAudit(file, flags),
  );

program
  .command('gate')
  .description('道闸 · gates')
  .command('run')
  .description(
    '道闸控制器：听命于平台，断网时按签名名单放行 · a controller of gates, also while the network is gone',
  )
  .requiredOption('--url <url>', '平台地址 · base URL of the platform')
  .requiredOption('--lock <code>', '互锁组编号 · code of the lock')
  .requiredOption('--secret-file <file>', '密钥文件 · file with the secret')
  .requiredOption('--gates <codes>', '道闸编号，逗号分隔 · codes of its gates')
  .requiredOption('--folder <folder>', '本机数据目录 · where it stores list and events')
  .action(async (flags: GateFlags) => (await import('./cli/gate.ts')).runGate(flags));

program
  .command('visits')
  .description('回访 · return visits')
  .command('redraw <file>')
  .description('离线复核抽样 · draw a published sample again without a server')
  .action(async (file: string) => (await import('./cli/visits.ts')).redrawVisits(file));

program
  .command('history')
  .description('历史数据 · the history')
  .command('repair')
  .description('找出损坏的文件，说明缺失并移开 · find damaged files, say what is lost, set them aside')
  .option('--data <dir>', '数据目录 · data folder')
  .option('--dry-run', '只报告 · only say what is damaged')
  .action(async (options: { data?: string; dryRun?: boolean }) =>
    (await import('./cli/history.ts')).repairHistory(options),
  );

program
  .command('doctor')
  .description('检查安装 · what is wrong with this installation')
  .option('--data <dir>', '数据目录 · data folder')
  .action(async (options: { data?: string }) => (await import('./cli/doctor.ts')).doctor(options));

try {
  await program.parseAsync();
} catch (error) {
  const explained = explainSystemError(error);
  if (!(explained instanceof AppError)) throw error;
  process.stderr.write(`${explained.in(languageOf(process.env.LANG?.replace('_', '-')))}\n`);
  process.exitCode = 1;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('0–65535');
  return value;
}

function platformOf(text: string): FleetFlags['platform'] {
  const found = /^(\d+):(\d+):([^@]+)@(\d+)$/.exec(text);
  if (!found) throw new InvalidArgumentError('CENTRE:USER:PASSWORD@PORT');
  const [, centre, user, password, at] = found;
  return { edition: '2019', centre: Number(centre), user: Number(user), password, port: port(at) };
}

function cipherConstants(text: string): CipherConstants {
  const [m1, ia1, ic1, ...more] = text.split(',').map(Number);
  const fits = [m1, ia1, ic1].every((one) => Number.isInteger(one) && one >= 0 && one <= 0xffff_ffff);
  if (!fits || more.length > 0 || m1 === 0)
    throw new InvalidArgumentError('m1,ia1,ic1: 0–4294967295, m1 > 0');
  return { m1, ia1, ic1 };
}

function hour(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 23) throw new InvalidArgumentError('0–23');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('> 0');
  return value;
}

function factor(text: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new InvalidArgumentError('≥ 0');
  return value;
}
