import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Bilingual } from '@opentocc/contract';
import { z } from 'zod';
import { verifySm2 } from '../../kit/sm.ts';
import { anchorMessage, sealMessage } from './anchors.ts';
import { canonicalJson } from './canonical.ts';
import { chainHash } from './chain.ts';
import type { Json } from './model.ts';
import { hasRepeatedMember } from './repeated-member.ts';

export const EXPORT_FORMAT = 'opentocc-audit/1';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);
const Head = z.object({
  format: z.literal(EXPORT_FORMAT),
  from_seq: z.number().int(),
  to_seq: z.number().int(),
  previous_hash: Hex,
  /** True when the last record is the last that there was. */
  to_end: z.boolean(),
});
const RecordLine = z.object({ record: z.looseObject({ seq: z.number().int() }), hash: Hex });
const AnchorValue = z.object({
  seq: z.number().int(),
  hash: Hex,
  at_ms: z.number().int(),
  key_id: z.string(),
  signature: z.string(),
});
const AnchorLine = z.object({ anchor: AnchorValue });
const SealLine = z.object({
  seal: z.object({
    ...Head.omit({ format: true }).shape,
    hash: Hex,
    at_ms: z.number().int(),
    key_id: z.string(),
    signature: z.string(),
  }),
});
const KeyLine = z.object({ key: z.object({ id: z.string(), public_key: z.string() }) });

/** What a check of an export found. */
export interface AuditVerdict {
  readonly ok: boolean;
  readonly records: number;
  readonly from_seq: number;
  readonly to_seq: number;
  /** True when the export says that nothing came after it. */
  readonly to_end: boolean;
  /** Anchors that agree and whose signatures are valid. */
  readonly anchors: number;
  /** True when the export bears a valid signature of what it holds. */
  readonly sealed: boolean;
  /** The first record that is not as it was written; null when all are. */
  readonly broken: { readonly seq: number; readonly line: number; readonly why: Bilingual } | null;
}

export interface VerifyOptions {
  /** The anchors stored elsewhere; without it only those inside the export are checked. */
  readonly anchors_file?: string;
  /** Public keys got on another way, by id (hex); without them those inside the export are trusted. */
  readonly public_keys?: ReadonlyMap<string, string>;
}

interface Progress {
  previous_hash: string;
  hash: string;
  seq: number;
  from_seq: number;
  to_seq: number;
  to_end: boolean;
  line: number;
  records: number;
  anchors: number;
  seal: z.infer<typeof SealLine>['seal'] | null;
  sealed: boolean;
  readonly hashes: Map<number, string>;
  readonly keys: Map<string, string>;
}

/**
 * Checks an export without any server: recomputes the chain, compares it with the anchors and their signatures.
 * Changed, removed, inserted, reordered and cut-off records are found, and the first is named.
 */
export async function verifyAuditExport(file: string, options: VerifyOptions = {}): Promise<AuditVerdict> {
  const state: Progress = {
    previous_hash: '',
    hash: '',
    seq: 0,
    from_seq: 0,
    to_seq: 0,
    to_end: false,
    line: 0,
    records: 0,
    anchors: 0,
    seal: null,
    sealed: false,
    hashes: new Map(),
    keys: new Map(options.public_keys),
  };
  const outside = options.anchors_file ? await readAnchors(options.anchors_file) : [];
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    state.line++;
    const why = checkLine(line, state, options, outside);
    if (why) return broken(state, why);
  }
  if (state.line === 0 || state.seq !== state.to_seq) return broken(state, WHY.cut);
  for (const anchor of outside) {
    const why = checkAnchor(anchor, state);
    if (why) return verdict(state, { seq: anchor.seq, line: state.line, why });
  }
  const why = checkSeal(state, options);
  return why ? broken(state, why) : verdict(state, null);
}

type Anchor = z.infer<typeof AnchorValue>;

const WHY = {
  head: { zh: '不是审计导出文件', en: 'not an audit export' },
  unreadable: { zh: '该行不可读', en: 'the line cannot be read' },
  repeated: {
    zh: '该行有重复的成员名，可被读成不同内容',
    en: 'the line names a member twice and can be read in two ways',
  },
  sequence: { zh: '序号不连续：有记录被删除、插入或调换', en: 'a record was removed, inserted or moved' },
  hash: { zh: '记录内容或哈希被更改', en: 'the record or its hash was changed' },
  cut: { zh: '文件末尾缺少记录', en: 'records are missing at the end' },
  unsealed: {
    zh: '缺少导出签名：文件末尾可能被截去',
    en: 'the signature of the export is missing: its end may be cut off',
  },
  seal: { zh: '导出签名与内容不符', en: 'the signature of the export does not match what it holds' },
  anchor: {
    zh: '与锚点记录的哈希不符：整条链被重写',
    en: 'the chain was rewritten: an anchor has another hash',
  },
  signature: { zh: '锚点签名无效', en: 'the signature of an anchor is not valid' },
  key: { zh: '缺少锚点签名的公钥', en: 'the public key of an anchor is missing' },
} as const satisfies Record<string, Bilingual>;

function checkLine(
  line: string,
  state: Progress,
  options: VerifyOptions,
  outside: readonly Anchor[],
): Bilingual | null {
  const value = parsed(line);
  if (value !== undefined && hasRepeatedMember(line)) return WHY.repeated;
  if (state.line === 1) return takeHead(value, state);
  const record = RecordLine.safeParse(value);
  if (record.success) return checkRecord(value as { record: Json }, record.data, state);
  const key = KeyLine.safeParse(value);
  if (key.success) {
    if (!options.public_keys) state.keys.set(key.data.key.id, key.data.key.public_key);
    return null;
  }
  const seal = SealLine.safeParse(value);
  if (seal.success) {
    state.seal = seal.data.seal;
    return null;
  }
  const anchor = AnchorLine.safeParse(value);
  if (!anchor.success) return WHY.unreadable;
  const repeated = outside.some((each) => each.seq === anchor.data.anchor.seq);
  return repeated ? null : checkAnchor(anchor.data.anchor, state);
}

function takeHead(value: unknown, state: Progress): Bilingual | null {
  const head = Head.safeParse(value);
  if (!head.success) return WHY.head;
  state.previous_hash = head.data.previous_hash;
  state.hash = head.data.previous_hash;
  state.seq = head.data.from_seq - 1;
  state.from_seq = head.data.from_seq;
  state.to_seq = head.data.to_seq;
  state.to_end = head.data.to_end;
  return null;
}

function checkRecord(
  raw: { record: Json },
  { record, hash }: z.infer<typeof RecordLine>,
  state: Progress,
): Bilingual | null {
  if (record.seq !== state.seq + 1) return WHY.sequence;
  state.seq = record.seq;
  state.hash = chainHash(state.hash, canonicalJson(raw.record));
  if (state.hash !== hash) return WHY.hash;
  state.hashes.set(state.seq, hash);
  state.records++;
  return null;
}

/** Last, because the anchors name a record where the seal only says that something is wrong. */
function checkSeal(state: Progress, { public_keys }: VerifyOptions): Bilingual | null {
  const { seal } = state;
  if (!seal) return public_keys ? WHY.unsealed : null;
  const same = ['from_seq', 'to_seq', 'to_end', 'previous_hash', 'hash'] as const;
  if (same.some((name) => seal[name] !== state[name])) return WHY.seal;
  const key = state.keys.get(seal.key_id);
  if (!key) return WHY.key;
  if (!verifySm2(sealMessage(seal), seal.signature, key)) return WHY.seal;
  state.sealed = true;
  return null;
}

function checkAnchor(anchor: Anchor, state: Progress): Bilingual | null {
  const known = state.hashes.get(anchor.seq);
  if (known === undefined) return anchor.seq > state.seq && state.to_end ? WHY.cut : null;
  if (known !== anchor.hash) return WHY.anchor;
  const key = state.keys.get(anchor.key_id);
  if (!key) return WHY.key;
  if (!verifySm2(anchorMessage(anchor), anchor.signature, key)) return WHY.signature;
  state.anchors++;
  return null;
}

async function readAnchors(file: string): Promise<Anchor[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => AnchorValue.parse(parsed(line)));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function broken(state: Progress, why: Bilingual): AuditVerdict {
  const missing = [WHY.sequence, WHY.cut, WHY.unsealed, WHY.unreadable, WHY.repeated].some(
    (each) => each === why,
  );
  return verdict(state, { seq: missing ? state.seq + 1 : state.seq, line: state.line, why });
}

function verdict(state: Progress, found: AuditVerdict['broken']): AuditVerdict {
  const { records, from_seq, to_seq, to_end, anchors, sealed } = state;
  return { ok: found === null, records, from_seq, to_seq, to_end, anchors, sealed, broken: found };
}
