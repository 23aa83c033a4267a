import type { Bilingual } from '@opentocc/contract';

/** What stands around every page of the site. */
export const WORDS = {
  service: { zh: '交通运输服务', en: 'Transport Service' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  nav: { zh: '站点导航', en: 'Site' },
  call: { zh: '拨打 12328，全天有人接听', en: 'Call 12328, at any hour' },
  emergency: {
    zh: '危及人身安全请拨 110；火灾 119；急救 120',
    en: 'In danger call 110; fire 119; ambulance 120',
  },
  privacy: { zh: '隐私与无障碍', en: 'Privacy and access' },
  problems: { zh: '请先改正以下内容', en: 'There is a problem' },
  held: { zh: '已收到的文件（取消勾选即不提交）', en: 'Files received already (untick to leave one out)' },
  challenge: { zh: '还差一步', en: 'One more step' },
  challenge_script: {
    zh: '正在由您的设备自动完成校验，通常不到几秒。完成后请再次提交。',
    en: 'Your device is doing a short check by itself, usually within seconds. Then send the form again.',
  },
  challenge_plain: {
    zh: '请等待 {wait} 秒，然后再次按下提交按钮。没有时间限制，内容不会丢失。',
    en: 'Wait {wait} seconds, then press the button again. There is no time limit and nothing is lost.',
  },
  missing_title: { zh: '没有这个页面', en: 'There is no such page' },
  missing: {
    zh: '地址可能输入有误，或页面已经移走。',
    en: 'The address may be mistyped, or the page has moved.',
  },
  failed_title: { zh: '暂时无法办理', en: 'It did not work' },
  home: { zh: '回到首页', en: 'To the first page' },
  optional: { zh: '（选填）', en: ' (optional)' },
  city: { zh: '交通运行监测调度中心', en: 'Transport operations centre' },
} as const satisfies Record<string, Bilingual>;

/** Names of files with their size, as people write it. */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
