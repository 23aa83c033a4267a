import { readFileSync } from 'node:fs';
import { type CapFinding, readCap } from '@opentocc/protocols/cap';
import { CAP_FINDINGS } from '../platforms/command/weather/index.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `tocc cap check FILE`: what was read, and what breaks the standard; status 1 where something cannot be used. */
export function checkCap(file: string): void {
  const { kind, encoding, alerts, entries, findings } = readCap(readFileSync(file));
  say(`${kind} · ${encoding} · 预警 alerts ${alerts.length} · 索引 entries ${entries.length}`);
  for (const { identifier, sender, msg_type, status, sent_ms, infos, references, signed } of alerts) {
    const sent = sent_ms === null ? '—' : new Date(sent_ms).toISOString();
    const events = infos.map(({ event, severity }) => `${event} (${severity})`).join('; ') || '—';
    say(`  ${identifier} · ${sender} · ${msg_type} ${status} · ${sent}${signed ? ' · 已签名 signed' : ''}`);
    say(`    ${events} · 引用 references ${references.length}`);
  }
  say(findings.length === 0 ? '符合 CAP 1.2 · no fault found' : `问题 findings ${findings.length}`);
  for (const finding of findings) say(lineOf(finding));
  if (findings.some(({ grave }) => grave)) process.exitCode = 1;
}

function lineOf({ code, path, line, found, grave }: CapFinding): string {
  const { zh, en } = CAP_FINDINGS[code] ?? { zh: code, en: code };
  const what = found === '' ? '' : `: ${found}`;
  return `  ${grave ? '✗' : '!'} ${line}\t${path}\t${zh} · ${en}${what}`;
}
