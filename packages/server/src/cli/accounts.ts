import { withPlatform } from './with-platform.ts';

/** `tocc accounts reset NAME`: prints a one-time password; works beside a running platform and is audited. */
export async function resetAccount(name: string, flags: { data?: string }): Promise<void> {
  await withPlatform(flags, async ({ accounts }) => {
    const one_time_password = await accounts.resetPassword(name);
    process.stdout.write(`账号 account:   ${name}\n密码 password:  ${one_time_password}\n`);
  });
}
