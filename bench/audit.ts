import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import {
  type AuditEvent,
  createAudit,
  migrations,
  verifyAuditExport,
} from '../packages/server/src/base/audit/index.ts';
import { AuditService } from '../packages/server/src/base/audit/service.ts';
import { createAuditStore } from '../packages/server/src/base/audit/store.ts';
import { systemClock } from '../packages/server/src/kit/clock.ts';
import { migrate } from '../packages/server/src/kit/db.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { type Bench, cpuSeconds } from './harness.ts';

const RECORDS = 20_000;
const EVENT: AuditEvent = {
  principal: 'account:17',
  actor: 'li.wei',
  address: '10.20.30.40',
  action: 'accounts.change',
  target: 'account:18',
  result: 'done',
  detail: { before: { unit: 'city' }, after: { unit: '440304' } },
};

/** Records put on the chain by callers that each wait for their own, and the offline check of the export. */
export const run: Bench = async (_args, report) => {
  const { db, stop } = await startTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-audit-bench-'));
  const anchors_file = join(folder, 'anchors.jsonl');
  const log = createLog('silent');
  try {
    await migrate(db, migrations);
    const audit = createAudit({ db, clock: systemClock, log, anchors_file });
    for (const callers of [1, 64]) {
      const records = callers === 1 ? 500 : RECORDS;
      const start_ms = performance.now();
      const start_s = cpuSeconds();
      await Promise.all(
        Array.from({ length: callers }, async () => {
          for (let i = 0; i < records / callers; i++) await audit.record(EVENT);
        }),
      );
      const note = `${callers} callers; the test server does not flush to disk`;
      const per_s = records / ((performance.now() - start_ms) / 1000);
      report({ figure: `audit appends, ${callers} at once`, value: per_s, unit: '/s', note });
      report({
        figure: `audit appends per CPU-second, ${callers} at once`,
        value: records / (cpuSeconds() - start_s),
        unit: '/s',
        note: 'CPU of this process',
      });
    }
    await checkExport(
      new AuditService({ store: createAuditStore(db), clock: systemClock, log, anchors_file }),
      folder,
      report,
    );
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
};

async function checkExport(
  service: AuditService,
  folder: string,
  report: Parameters<Bench>[1],
): Promise<void> {
  const file = join(folder, 'export.jsonl');
  writeFileSync(file, '');
  for await (const line of service.export(0, Number.MAX_SAFE_INTEGER)) appendFileSync(file, line);
  const start_s = cpuSeconds();
  const { ok, records } = await verifyAuditExport(file);
  if (!ok) throw new Error('the export does not verify');
  report({
    figure: 'audit records verified per CPU-second',
    value: records / (cpuSeconds() - start_s),
    unit: '/s',
  });
}
