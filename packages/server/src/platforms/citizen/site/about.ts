import type { Bilingual } from '@opentocc/contract';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { WORDS } from './words.ts';

/** What is said of data and of access; each a heading with its paragraph. */
const SECTIONS: readonly (readonly [heading: Bilingual, text: Bilingual])[] = [
  [
    { zh: '我们收集什么', en: 'What we collect' },
    {
      zh: '仅收集您在表单中填写的内容和上传的文件，用于办理和答复您的诉求；另记录号码或网络地址的加密摘要，仅用于识别短时间内的重复提交，不能还原。姓名和电话加密保存，工作人员默认只能看到部分，查看全文须说明理由并留下记录。照片上传后会去除拍摄位置等信息。',
      en: 'Only what you type in a form and the files you send, to handle your case and answer you; besides, a keyed digest of your number or network address, by which repeated forms of a short time are known and which cannot be turned back. Name and number are stored encrypted; staff see them masked, and whoever sees them in full has to give a reason that is on record. Where a photograph was taken is removed from it.',
    },
  ],
  [
    { zh: '要求保密', en: 'Asking for secrecy' },
    {
      zh: '您可以勾选“为我保密”，被反映的单位和个人看不到您是谁。',
      en: 'You can ask that it stays secret who you are; those you write about do not see it.',
    },
  ],
  [
    { zh: 'Cookie', en: 'Cookies' },
    {
      zh: '本站仅在您打开表单或查询进度时使用 Cookie，用于防止冒用，关闭浏览器即失效。不使用任何第三方服务，不跟踪。',
      en: 'This site sets a cookie only where you open a form or follow a case, against forgery; it ends when the browser is closed. No third party is involved and nobody is tracked.',
    },
  ],
  [
    { zh: '无障碍', en: 'Access for all' },
    {
      zh: '本站按 WCAG 2.2 AA 设计，可用键盘和读屏软件操作，不依赖脚本，不限时间。使用有困难，请拨打 12328，由话务员代为填写。',
      en: 'The site is made to WCAG 2.2 AA. It works with the keyboard, with screen readers and without scripts, and nothing ends by time. If you have difficulties, call 12328 and an agent fills it in for you.',
    },
  ],
];

export const about: Page = {
  path: '/about',
  show: ({ say }) => ({
    title: say(WORDS.privacy),
    body: html`<h1>${say(WORDS.privacy)}</h1>
${SECTIONS.map(([heading, text]) => html`<section><h2>${say(heading)}</h2><p>${say(text)}</p></section>`)}`,
  }),
};
