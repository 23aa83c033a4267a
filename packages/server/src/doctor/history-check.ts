import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeDamage, listDamaged } from '../base/history/index.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Files of the history by their first and last bytes; `tocc history repair` reads them through. */
export function historyCheck(data_dir: string): Check {
  return {
    code: 'history',
    title: { zh: '历史文件', en: 'Files of the history' },
    async run() {
      const root = join(data_dir, 'history');
      if (!existsSync(root)) return ok({ zh: '尚无', en: 'none yet' });
      try {
        const found = describeDamage(listDamaged(root));
        if (found === null) return ok({ zh: '完好', en: 'whole' });
        return warn(found, {
          zh: '这些文件已从查询中排除；请执行 tocc history repair，它会说明缺失的内容并移开损坏的文件',
          en: 'They are left out of every answer; run "tocc history repair", which says what is lost and sets them aside',
        });
      } catch (error) {
        return fail(`${root} (${(error as NodeJS.ErrnoException).code})`, {
          zh: '历史目录不可用：请移开占用这个名字的文件，或改正目录权限',
          en: 'The folder of the history cannot be used: move what has its name away, or correct its permissions',
        });
      }
    },
  };
}
