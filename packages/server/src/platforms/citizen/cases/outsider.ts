import type { Cases } from './service.ts';

/** How who asked is written to: a message goes to "case:12". Who left no way gets none. */
export const outsiderOf =
  ({ contactOf, find }: Pick<Cases, 'contactOf' | 'find'>) =>
  async (id: number) => {
    const [row, contact] = await Promise.all([find(id), contactOf(id)]);
    if (!row || !contact) return undefined;
    const { phone, email } = contact;
    return { name: row.number, language: 'zh' as const, active: true, phone, email, outside: true };
  };
