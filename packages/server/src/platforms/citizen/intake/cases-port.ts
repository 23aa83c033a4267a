import type { Cases } from '../cases/index.ts';
import type { CasesPort } from './ports.ts';

/** Cases as this module needs them. */
export function casesPort(cases: Cases): CasesPort {
  return {
    take: (taken) => cases.take(taken),
    async remark(id, { key, text, files }) {
      const by = cases.asSystem('intake');
      await cases.remarks.remark(id, by, { key, text });
      for (const { name, content, note = '' } of files)
        await cases.attachAs(by, id, { file: name, content, note });
    },
    findByNumber: (number) => cases.findByNumber(number),
    async isOf(id, email) {
      const known = (await cases.contactOf(id))?.email;
      return known !== null && known !== undefined && known.toLowerCase() === email.toLowerCase();
    },
  };
}
