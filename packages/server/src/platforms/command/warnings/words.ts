import type { Bilingual, Warning, WarningEnd, WarningLevel, WarningNotice } from '@opentocc/contract';
import { CITY_TIME_ZONE } from '../../../kit/clock.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const LEVELS: Record<WarningLevel, Bilingual> = {
  blue: text('蓝色', 'blue'),
  yellow: text('黄色', 'yellow'),
  orange: text('橙色', 'orange'),
  red: text('红色', 'red'),
};

const time = new Intl.DateTimeFormat('sv-SE', {
  timeZone: CITY_TIME_ZONE,
  ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
const clock = (at_ms: number) => time.format(at_ms);

const ENDS: Record<WarningEnd, Bilingual> = {
  cleared: text('恢复正常', 'it is clear'),
  cancelled: text('被取消', 'it was cancelled'),
  expired: text('到期', 'it ran out'),
  rule_changed: text('规则已修改或停用', 'its rule was changed or retired'),
  no_data: text('没有数据，无法再判断', 'there is no data to judge by'),
  off_schedule: text('不在规则时段内', 'it is outside the hours of its rule'),
};

export const raised = ({ level, value, threshold }: Warning): Bilingual =>
  value === null
    ? text(`发出${LEVELS[level].zh}预警`, `Raised as ${LEVELS[level].en}`)
    : text(
        `发出${LEVELS[level].zh}预警：${value}（阈值 ${threshold}）`,
        `Raised as ${LEVELS[level].en}: ${value} (threshold ${threshold})`,
      );
export const level = (from: WarningLevel, to: WarningLevel): Bilingual =>
  text(`由${LEVELS[from].zh}变为${LEVELS[to].zh}`, `From ${LEVELS[from].en} to ${LEVELS[to].en}`);
export const ended = (why: WarningEnd): Bilingual => text(`结束：${ENDS[why].zh}`, `Ended: ${ENDS[why].en}`);
export const reopened = (times: number): Bilingual =>
  text(`再次出现（第 ${times} 次）`, `Came again (${times} so far)`);
export const heldOpen = (times: number, until_ms: number): Bilingual =>
  text(
    `反复 ${times} 次，保持未结束至 ${clock(until_ms)}`,
    `Flapped ${times} times; held open until ${clock(until_ms)}`,
  );
export const silenced = (reason: string): Bilingual => text(`被静默：${reason}`, `Silenced: ${reason}`);
export const unsilenced = text('静默结束，仍未恢复', 'The silence is over; it still burns');
export const heldBack = (by: number): Bilingual => text(`被预警 ${by} 压住`, `Held back by warning ${by}`);
export const released = text('压住它的预警已结束，仍未恢复', 'What held it back is over; it still burns');
export const acknowledged = (until_ms: number): Bilingual =>
  text(`已确认，有效至 ${clock(until_ms)}`, `Acknowledged until ${clock(until_ms)}`);
export const unacknowledged = text('撤回确认', 'Took the acknowledgement back');
export const ranOut = text('确认到期，仍未恢复', 'The acknowledgement ran out; it still burns');
export const tookOver = (from: string | null): Bilingual =>
  from === null ? text('接手', 'Took it over') : text(`从 ${from} 接手`, `Took it over from ${from}`);
export const offered = (to: string): Bilingual =>
  text(`移交给 ${to}，待其接受`, `Offered to ${to}, who has not accepted`);
export const accepted = (from: string): Bilingual => text(`接受 ${from} 的移交`, `Accepted it from ${from}`);
export const declined = (reason: string): Bilingual => text(`拒绝移交：${reason}`, `Declined it: ${reason}`);
export const note = (said: string): Bilingual => text(said, said);
export const closed = (reason: string): Bilingual => text(`人工结束：${reason}`, `Closed by hand: ${reason}`);
export const asked = (to: string, step: number, isReminder: boolean): Bilingual =>
  isReminder
    ? text(`再次提醒 ${to}（第 ${step} 次通知）`, `Reminded ${to} (notice ${step})`)
    : text(`通知 ${to}（第 ${step} 次通知）`, `Told ${to} (notice ${step})`);
export const toldOver = (names: readonly string[]): Bilingual =>
  text(`已告知 ${names.join('、')}：预警结束`, `Told ${names.join(', ')} that it is over`);
export const nobody = text('值班表上无人可通知', 'There is nobody on the roster to tell');

/** Some warnings, named by the first of them. */
export const titlesOf = (all: readonly Warning[]): Bilingual => {
  const [first] = all;
  const more = all.length - 1;
  return text(
    `【${LEVELS[first.level].zh}】${first.title.zh}${more > 0 ? `等 ${all.length} 条` : ''}`,
    `[${LEVELS[first.level].en}] ${first.title.en}${more > 0 ? ` and ${more} more` : ''}`,
  );
};

export const logRed = ({ zh, en }: Bilingual): Bilingual => text(`发出红色预警：${zh}`, `Red warning: ${en}`);
export const logRedOver = ({ zh, en }: Bilingual): Bilingual =>
  text(`红色预警结束：${zh}`, `Red warning over: ${en}`);
export const logAcknowledged = ({ zh, en }: Bilingual): Bilingual =>
  text(`确认预警：${zh}`, `Acknowledged: ${en}`);
export const logTookOver = ({ zh, en }: Bilingual): Bilingual => text(`接手预警：${zh}`, `Took over: ${en}`);
export const logClosed = ({ zh, en }: Bilingual): Bilingual =>
  text(`人工结束预警：${zh}`, `Closed by hand: ${en}`);
export const logEscalated = ({ zh, en }: Bilingual, to: string): Bilingual =>
  text(`无人应答，通知下一人 ${to}：${zh}`, `Nobody answered, ${to} was asked: ${en}`);
export const logSilenced = (reason: string, from_ms: number, until_ms: number): Bilingual =>
  text(
    `静默预警 ${clock(from_ms)} 至 ${clock(until_ms)}：${reason}`,
    `Silenced warnings from ${clock(from_ms)} until ${clock(until_ms)}: ${reason}`,
  );
export const logUnsilenced = (reason: string): Bilingual =>
  text(`结束静默：${reason}`, `Ended a silence: ${reason}`);

const WHY: Record<WarningNotice['why'], Bilingual> = {
  new: text('', ''),
  worse: text('升级：', 'Worse: '),
  again: text('再次出现：', 'Again: '),
  escalated: text('无人应答，请接手：', 'Nobody answered, please take it: '),
  reminder: text('再次提醒：', 'Reminder: '),
  unhidden: text('遮挡解除仍未恢复：', 'No longer hidden, still burns: '),
  offered: text('请接受移交：', 'Offered to you: '),
  ended: text('已结束：', 'Over: '),
};

/** Subject and text of a message about some warnings of one group. */
export function message(
  why: WarningNotice['why'],
  warnings: readonly Warning[],
): { subject: Bilingual; text: Bilingual } {
  const titles = titlesOf(warnings);
  const subject = text(`${WHY[why].zh}${titles.zh}`, `${WHY[why].en}${titles.en}`);
  const lines = warnings.slice(0, 20).map(lineOf);
  return { subject, text: text(lines.map(({ zh }) => zh).join('\n'), lines.map(({ en }) => en).join('\n')) };
}

function lineOf({ level: at, title, began_ms, ended_ms, ended_why }: Warning): Bilingual {
  const since = text(
    `【${LEVELS[at].zh}】${title.zh}，${clock(began_ms)} 起`,
    `[${LEVELS[at].en}] ${title.en}, since ${clock(began_ms)}`,
  );
  if (ended_ms === null || ended_why === null) return since;
  return text(
    `${since.zh}，${clock(ended_ms)} 结束：${ENDS[ended_why].zh}`,
    `${since.en}, over at ${clock(ended_ms)}: ${ENDS[ended_why].en}`,
  );
}
