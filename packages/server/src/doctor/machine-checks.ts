import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { freemem } from 'node:os';
import { resolve } from 'node:path';
import { freeBytesAt } from '../kit/disk.ts';
import { OWN_FILES, openFileLimit, shareOpenFiles } from '../kit/open-files.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** First minor version of each line that has `zlib.crc32`, on which the durable log relies; 21 never got it. */
const FIRST_MINOR: Record<number, number> = { 20: 15, 22: 2 };
const GIB = 2 ** 30;
const FREE_FAIL_BYTES = 1 * GIB;
const FREE_WARN_BYTES = 10 * GIB;
const MEMORY_WARN_BYTES = 1 * GIB;
const FILES_WARN = 4_096;
/** When this check was written: a clock before it is wrong. */
const BUILT_MS = Date.UTC(2026, 0, 1);
const FAR_MS = Date.UTC(2100, 0, 1);

/** @param version as `process.versions.node`. */
export function nodeCheck(version: string): Check {
  return {
    code: 'node',
    title: { zh: 'Node.js 版本', en: 'Node.js version' },
    async run() {
      const [major, minor] = version.split('.').map(Number);
      if (major > 22 || minor >= (FIRST_MINOR[major] ?? Number.POSITIVE_INFINITY)) return ok(version);
      return fail(version, {
        zh: '请安装 Node.js 20.15 以上或 22.2 以上版本',
        en: 'Install Node.js 20.15 or later, or 22.2 or later',
      });
    },
  };
}

export function dataFolderCheck(data_dir: string): Check {
  return {
    code: 'data_folder',
    title: { zh: '数据目录可写', en: 'Data folder is writable' },
    async run() {
      const folder = resolve(data_dir);
      try {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK | constants.X_OK);
        return ok(folder);
      } catch (error) {
        return fail(`${folder} (${(error as NodeJS.ErrnoException).code})`, {
          zh: '请改正目录权限，或用 --data 指定另一个目录',
          en: 'Correct the permissions of the folder, or choose another with --data',
        });
      }
    },
  };
}

/** @param freeBytes of the file system that holds a folder; injected by tests. */
export function diskCheck(data_dir: string, freeBytes: (folder: string) => number = freeBytesAt): Check {
  return {
    code: 'disk',
    title: { zh: '数据目录可用空间', en: 'Free disk space' },
    async run() {
      const free = freeBytes(data_dir);
      const found = `${(free / GIB).toFixed(1)} GiB`;
      if (free >= FREE_WARN_BYTES) return ok(found);
      const advice = {
        zh: '请清理空间或换用更大的磁盘；空间用尽时停止接收车辆数据，已确认的不会丢失',
        en: 'Free some space or use a larger disk; when it is full, vehicle data is refused, and nothing acknowledged is lost',
      };
      return free < FREE_FAIL_BYTES ? fail(found, advice) : warn(found, advice);
    },
  };
}

export function memoryCheck(freeBytes: () => number = freemem): Check {
  return {
    code: 'memory',
    title: { zh: '可用内存', en: 'Free memory' },
    async run() {
      const free = freeBytes();
      const found = `${(free / GIB).toFixed(1)} GiB`;
      if (free >= MEMORY_WARN_BYTES) return ok(found);
      return warn(found, {
        zh: '建议空闲内存在 1 GiB 以上；请关闭其他程序或增加内存',
        en: 'At least 1 GiB should be free; close other programs or add memory',
      });
    },
  };
}

/** @param limitsFile as /proc/self/limits of Linux; where there is none the limit is not checked. */
export function openFilesCheck(limitsFile = '/proc/self/limits'): Check {
  return {
    code: 'open_files',
    title: { zh: '可打开文件数（每台车载终端占一个）', en: 'Open files (each vehicle terminal takes one)' },
    async run() {
      const limit = openFileLimit(limitsFile);
      if (limit === undefined) return ok({ zh: '本系统不检查', en: 'not checked on this system' });
      const { gateway, detectors, http } = shareOpenFiles(limit);
      const reserve = limit - gateway - detectors - http;
      const found = Number.isFinite(limit) ? String(limit) : 'unlimited';
      if (limit >= FILES_WARN) return ok(found);
      const advice = {
        zh: `请在启动前执行 ulimit -n 65536：平台自留 ${reserve} 个，${limit} 个中只有 ${gateway} 个可供终端同时在线，${http} 个可供浏览器`,
        en: `Run "ulimit -n 65536" before the start: the platform reserves ${reserve}, so of ${limit} only ${gateway} are left for terminals and ${http} for browsers`,
      };
      return reserve < OWN_FILES ? fail(found, advice) : warn(found, advice);
    },
  };
}

export function clockCheck(now_ms: () => number): Check {
  return {
    code: 'clock',
    title: { zh: '系统时钟', en: 'System clock' },
    async run() {
      const at_ms = now_ms();
      const found = new Date(at_ms).toISOString();
      if (at_ms > BUILT_MS && at_ms < FAR_MS) return ok(found);
      return fail(found, {
        zh: '系统时间明显不对，请启用时间同步（NTP）：定位时间要与它比较',
        en: 'The system time is plainly wrong; turn on time synchronisation (NTP): the times of fixes are compared with it',
      });
    },
  };
}
