import { randomBytes } from 'node:crypto';
import { PasswordHasher } from '../packages/server/src/base/accounts/password.ts';
import { signInFirstTime, startIdentity } from '../packages/server/src/base/accounts/test-identity.ts';
import { createSm2KeyPair, sealSm4, signSm2, verifySm2 } from '../packages/server/src/kit/sm.ts';
import { type Bench, cpuSeconds } from './harness.ts';

const PASSWORD = 'Quiet-Harbour-71-tide';
const SECONDS = 4;

/** Sign-ins and checks of a session through the HTTP server on a real database, and the costs of their cryptography. */
export const run: Bench = async (_args, report) => {
  const identity = await startIdentity({ policy: { sessions_per_account: 100 } });
  try {
    await signInFirstTime(identity, 'admin', identity.first.one_time_password);
    let callers = 0;
    const signIn = async () => {
      const browser = identity.browser(`10.0.${(++callers >> 8) & 255}.${callers & 255}`);
      const { status } = await browser.ask('POST', '/api/v1/session', {
        account: 'admin',
        password: PASSWORD,
      });
      if (status !== 200) throw new Error(`sign-in answered ${status}`);
    };
    const wall = await rate(4, signIn);
    report({
      figure: 'sign-ins',
      value: wall.per_s,
      unit: '/s',
      note: 'argon2id 19 MiB, 2 passes; 4 at once',
    });
    report({ figure: 'sign-ins per CPU-second', value: wall.per_cpu_s, unit: '/s' });

    const browser = identity.browser();
    await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    const checks = await rate(16, () => browser.ask('GET', '/api/v1/session'));
    report({ figure: 'requests with a session per CPU-second', value: checks.per_cpu_s, unit: '/s' });
  } finally {
    await identity.stop();
  }
  const hasher = new PasswordHasher();
  const digest = await hasher.hash(PASSWORD);
  const verifies = await rate(2, () => hasher.verify(digest, PASSWORD));
  report({ figure: 'password checks per CPU-second', value: verifies.per_cpu_s, unit: '/s' });
  smSuite(report);
};

function smSuite(report: Parameters<Bench>[1]): void {
  const random = (bytes: number) => randomBytes(bytes);
  const [pair, key, message] = [createSm2KeyPair(random), random(16), random(64)];
  const signature = signSm2(message, pair);
  const costs: [string, () => unknown][] = [
    ['SM2 signatures', () => signSm2(message, pair)],
    ['SM2 verifications', () => verifySm2(message, signature, pair.public_key)],
    ['SM4-GCM seals of 64 bytes', () => sealSm4(key, message, message, random)],
  ];
  for (const [figure, work] of costs) {
    const start_s = cpuSeconds();
    let n = 0;
    while (cpuSeconds() - start_s < 1) {
      work();
      n++;
    }
    report({ figure: `${figure} per CPU-second`, value: n / (cpuSeconds() - start_s), unit: '/s' });
  }
}

/** Keeps `parallel` calls running for some seconds. */
async function rate(parallel: number, work: () => Promise<unknown>) {
  const [start_ms, start_s] = [performance.now(), cpuSeconds()];
  let done = 0;
  const lane = async () => {
    while (performance.now() - start_ms < 1000 * SECONDS) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  const wall_s = (performance.now() - start_ms) / 1000;
  return { per_s: done / wall_s, per_cpu_s: done / (cpuSeconds() - start_s) };
}
