import { readFile } from 'node:fs/promises';
import { verifyAuditExport } from '../base/audit/index.ts';

export interface VerifyFlags {
  /** Anchors stored outside the database. */
  readonly anchors?: string;
  /** Public keys got on another way: a JSON object, key id → hex. */
  readonly keys?: string;
}

/** `tocc audit verify FILE`: checks an export without any server; the exit code is 1 when a record is broken. */
export async function verifyAudit(file: string, flags: VerifyFlags): Promise<void> {
  const verdict = await verifyAuditExport(file, {
    anchors_file: flags.anchors,
    public_keys: flags.keys ? new Map(Object.entries(await readKeys(flags.keys))) : undefined,
  });
  const { broken, from_seq, to_seq, records, anchors, sealed, to_end } = verdict;
  if (broken) {
    process.stdout.write(
      `第 ${broken.seq} 条记录异常（文件第 ${broken.line} 行）：${broken.why.zh}\n` +
        `record ${broken.seq} is broken (line ${broken.line}): ${broken.why.en}\n`,
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(
    `完好：${records} 条（${from_seq}–${to_seq}），锚点 ${anchors} 个，${sealed ? '导出签名有效' : '无导出签名'}${to_end ? '，至导出时最后一条' : ''}\n` +
      `intact: ${records} records (${from_seq}–${to_seq}), ${anchors} anchors, ${sealed ? 'its signature is valid' : 'no signature of the export'}${to_end ? ', up to the last at export' : ''}\n`,
  );
}

async function readKeys(file: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
}
