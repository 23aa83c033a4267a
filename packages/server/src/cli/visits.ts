import { readFile } from 'node:fs/promises';
import { redraw } from '../platforms/citizen/visits/index.ts';

/** `tocc visits redraw FILE`: draws again from a published sheet, without any server; the exit code is 1 where it differs. */
export async function redrawVisits(file: string): Promise<void> {
  const { sheet, fault } = redraw(await readFile(file, 'utf8'));
  if (fault) {
    process.stdout.write(`不符：${fault.zh}\nnot as promised: ${fault.en}\n`);
    process.exitCode = 1;
    return;
  }
  const [cases, drawn] = [sheet.cases?.length ?? 0, sheet.drawn?.length ?? 0];
  process.stdout.write(
    `相符：抽样 ${sheet.draw}（${sheet.from} 至 ${sheet.to}），名单 ${cases} 张，重抽得到同样的 ${drawn} 张\n` +
      `as promised: draw ${sheet.draw} (${sheet.from} to ${sheet.to}), ${cases} cases listed, the same ${drawn} drawn\n`,
  );
}
