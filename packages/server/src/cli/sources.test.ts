import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../adapters/postgres/test-database.ts';
import { addSource, editSource, importRosterFile, listSources, retireSource } from './sources.ts';

const data = mkdtempSync(join(tmpdir(), 'opentocc-sources-'));
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  vi.stubEnv('DATABASE_URL', database.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  await database?.stop();
  rmSync(data, { recursive: true });
});

/** What a command says. */
async function saidBy(command: () => Promise<void>): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await command();
  const said = write.mock.calls.map(([text]) => text).join('');
  write.mockRestore();
  return said;
}

const listed = async () => (await saidBy(() => listSources({ data }))).trim().split('\n').slice(1);

it('makes a source in an empty installation, changes what is named, retires it and brings it back', async () => {
  await saidBy(() =>
    addSource('city-taxi', { data, zh: '城市出租', en: 'City taxis', interval: 10, datum: 'WGS-84' }),
  );
  await editSource('city-taxi', { data, datum: 'GCJ-02' });
  expect(await listed()).toEqual(['1\tcity-taxi\t城市出租\tCity taxis\tGCJ-02\t0']);
  await retireSource('city-taxi', true, { data });
  expect(await listed()).toEqual([expect.stringMatching(/停用 retired$/)]);
  await retireSource('city-taxi', false, { data });
  expect(await listed()).toEqual([expect.stringMatching(/GCJ-02\t0$/)]);
});

it('refuses a source without sense, and one that does not exist', async () => {
  await expect(addSource('b', { data, datum: 'ED50', interval: 10 })).rejects.toThrow(/datum/);
  await expect(editSource('nobody', { data })).rejects.toMatchObject({ code: 'sources_command.no_source' });
});

it('previews a roster, then imports its good rows and ends with status 1 for the bad one', async () => {
  const roster = join(data, 'roster.csv');
  writeFileSync(roster, '终端号,车牌\n13911112222,粤B12345\nabc,粤B12346\n');
  const flags = { data, source: 'city-taxi', class: 'taxi' };
  const preview = await saidBy(() => importRosterFile(roster, flags));
  expect(preview).toMatch(/^3\t终端号\t/);
  expect(preview).toContain('新增 added 1');
  expect(await listed()).toEqual([expect.stringMatching(/\t0$/)]);
  await saidBy(() => importRosterFile(roster, { ...flags, apply: true }));
  expect(process.exitCode).toBe(1);
  expect(await listed()).toEqual([expect.stringMatching(/\t1$/)]);
});
