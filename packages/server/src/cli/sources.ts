import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type RosterOutcome, SourceDraft, VehicleClass } from '@opentocc/contract';
import { importRoster, type Source } from '../base/sources/index.ts';
import { defineErrors } from '../kit/errors.ts';
import { languageOf } from '../kit/i18n.ts';
import { type Registers, withPlatform } from './with-platform.ts';

const errors = defineErrors('sources_command', {
  no_source: {
    status: 404,
    zh: '没有代码为 {code} 的数据源，用 tocc sources list 查看',
    en: 'There is no source with the code {code}; see tocc sources list',
  },
  no_file: {
    status: 404,
    zh: '无法读取文件 {file}（{reason}），请核对路径',
    en: 'The file {file} cannot be read ({reason}); check the path',
  },
  invalid: {
    status: 400,
    zh: '参数有误：{what}',
    en: 'Not valid: {what}',
  },
});

interface DataFlag {
  readonly data?: string;
}

export interface SourceFlags extends DataFlag {
  readonly zh?: string;
  readonly en?: string;
  readonly owner?: string;
  readonly datum?: string;
  readonly interval?: number;
}

export interface ImportFlags extends DataFlag {
  readonly source: string;
  readonly class: string;
  readonly apply?: boolean;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const language = () => languageOf(process.env.LANG?.replace('_', '-'));

/** `tocc sources list`: one line a source. */
export async function listSources(flags: DataFlag): Promise<void> {
  await withPlatform(flags, async ({ sources }) => {
    for (const { id, code, name, datum, terminals, retired_ms } of sources.listHealth())
      say([id, code, name.zh, name.en, datum, terminals, retired_ms ? '停用 retired' : ''].join('\t').trim());
  });
}

/** `tocc sources add CODE`. */
export async function addSource(code: string, flags: SourceFlags): Promise<void> {
  const { zh = code, en = code, owner = zh, datum, interval: report_interval_s } = flags;
  const draft = parsed({ code, name: { zh, en }, owner, datum, report_interval_s });
  await withPlatform(flags, async (tocc) => {
    const id = await tocc.sources.addSource(draft);
    await record(tocc, 'sources.add', id, { after: draft });
    say(`${id}\t${code}`);
  });
}

/** `tocc sources edit CODE`: what is not named stays as it is. */
export async function editSource(code: string, flags: SourceFlags): Promise<void> {
  await withPlatform(flags, async (tocc) => {
    const { id, retired_ms: _, ...before } = sourceOf(tocc, code);
    const { zh = before.name.zh, en = before.name.en, owner = before.owner } = flags;
    const { datum = before.datum, interval: report_interval_s = before.report_interval_s } = flags;
    const after = parsed({ ...before, name: { zh, en }, owner, datum, report_interval_s });
    await tocc.sources.saveSource(after);
    await record(tocc, 'sources.edit', id, { before: { ...before }, after });
  });
}

/** `tocc sources retire CODE` and `tocc sources restore CODE`. */
export async function retireSource(code: string, isRetired: boolean, flags: DataFlag): Promise<void> {
  await withPlatform(flags, async (tocc) => {
    const { id } = sourceOf(tocc, code);
    await (isRetired ? tocc.sources.retireSource(id) : tocc.sources.restoreSource(id));
    await record(tocc, isRetired ? 'sources.retire' : 'sources.restore', id, {});
  });
}

/** `tocc sources import FILE`: shows what it would come to; `--apply` does it. Status 1 when a row is bad. */
export async function importRosterFile(file: string, flags: ImportFlags): Promise<void> {
  const bytes = readFile(file);
  const vehicle_class = VehicleClass.safeParse(flags.class);
  if (!vehicle_class.success)
    throw errors.invalid({ what: `--class ${flags.class} (${VehicleClass.options.join(', ')})` });
  await withPlatform(flags, async (tocc) => {
    const { id } = sourceOf(tocc, flags.source);
    const roster = { bytes, source: id, vehicle_class: vehicle_class.data, language: language() };
    const outcome = await importRoster(tocc.sources, roster, flags.apply ? ACTOR : null);
    show(outcome);
    if (outcome.bad_rows > 0) process.exitCode = 1;
    const { good_rows, bad_rows, added, changed } = outcome;
    const detail = { file: basename(file), good_rows, bad_rows, added, changed };
    if (flags.apply) await record(tocc, 'sources.import', id, detail);
  });
}

function show({ problems, changes, applied, ...counts }: RosterOutcome): void {
  for (const { row, heading, column, message } of problems) say(`${row}\t${heading || column}\t${message}`);
  for (const { row, kind, before, phone, plate } of changes)
    say(`${row}\t${kind}\t${before?.phone ?? ''} ${before?.plate ?? ''} → ${phone} ${plate}`);
  const { good_rows, bad_rows, added, changed, unchanged } = counts;
  say(`可用 good ${good_rows} · 有误 bad ${bad_rows}`);
  say(`新增 added ${added} · 变更 changed ${changed} · 不变 unchanged ${unchanged}`);
  say(applied ? '已导入 imported' : '仅预览，加 --apply 导入 · only a preview: import with --apply');
}

/** By what name the command line acts, as the audit has it. */
const ACTOR = 'system';

async function record(
  { audit }: Registers,
  action: string,
  source: number,
  detail: Parameters<Registers['audit']['record']>[0]['detail'],
) {
  const who = { principal: 'system', actor: ACTOR, address: null };
  await audit.record({ ...who, action, target: `source:${source}`, result: 'done', detail });
}

function sourceOf({ sources }: Registers, code: string): Source {
  const found = sources.listSources().find((source) => source.code === code && source.id > 0);
  if (!found) throw errors.no_source({ code });
  return found;
}

function parsed(fields: object): SourceDraft {
  const read = SourceDraft.safeParse(fields);
  if (read.success) return read.data;
  throw errors.invalid({
    what: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  });
}

function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw errors.no_file({ file, reason: error instanceof Error ? error.message : String(error) });
  }
}
