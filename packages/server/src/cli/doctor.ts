import { readConfig } from '../config.ts';
import { doctorChecks } from '../doctor/index.ts';
import { languageOf } from '../kit/i18n.ts';

const MARK = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `tocc doctor`: what is wrong with this installation and what to do; status 1 when it cannot run. */
export async function doctor(flags: { data?: string }): Promise<void> {
  const language = languageOf(process.env.LANG?.replace('_', '-'));
  for (const check of doctorChecks(readConfig(flags, process.env))) {
    const { verdict, found, advice } = await check.run();
    process.stdout.write(`${MARK[verdict]} ${check.title[language]}: ${found[language]}\n`);
    if (advice) process.stdout.write(`    ${advice[language]}\n`);
    if (verdict === 'fail') process.exitCode = 1;
  }
}
