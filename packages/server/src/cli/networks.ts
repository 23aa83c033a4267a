import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, decodeNetwork, encodeNetwork, type RoadNetwork } from '@opentocc/core/network';
import { type AppError, defineErrors } from '../kit/errors.ts';

const errors = defineErrors('network_file', {
  missing: {
    status: 404,
    zh: '没有找到路网文件 {file}，请核对路径，或用 tocc network import 生成',
    en: 'There is no network file {file}; check the path, or make one with tocc network import',
  },
  not_writable: {
    status: 400,
    zh: '无法写入路网文件 {file}（{reason}），请换一个可写的位置',
    en: 'The network file {file} cannot be written ({reason}); choose a place that can be written to',
  },
  damaged: {
    status: 400,
    zh: '路网文件 {file} 无法读取（{reason}），请用 tocc network import 重新生成',
    en: 'The network file {file} cannot be read ({reason}); make it again with tocc network import',
  },
});

/** The demo city, generated: the same each time. */
export function demoNetwork(): RoadNetwork {
  return buildNetwork(generateDemoCity());
}

/** @throws AppError when the file is missing or damaged. */
export function readNetworkFile(file: string): RoadNetwork {
  if (!existsSync(file)) throw errors.missing({ file });
  try {
    return decodeNetwork(new Uint8Array(readFileSync(file)).buffer);
  } catch (error) {
    throw errors.damaged({ file, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Makes sure, before a long import, that a network file can be written. @throws AppError when it cannot. */
export function checkNetworkOut(file: string): void {
  const scratch = `${file}.tocc.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('EISDIR');
    writeFileSync(scratch, '');
    rmSync(scratch);
  } catch (error) {
    throw notWritable(file, error);
  }
}

function notWritable(file: string, error: unknown): AppError {
  return errors.not_writable({ file, reason: error instanceof Error ? error.message : String(error) });
}

/** Writes a network file whole or not at all. @throws AppError when it cannot be written. */
export function writeNetworkFile(network: RoadNetwork, file: string): void {
  const scratch = `${file}.tocc.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(scratch, encodeNetwork(network));
    renameSync(scratch, file);
  } catch (error) {
    if (existsSync(scratch)) rmSync(scratch);
    throw notWritable(file, error);
  }
}
