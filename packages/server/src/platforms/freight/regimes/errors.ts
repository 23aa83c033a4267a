import { defineErrors } from '../../../kit/errors.ts';

export const regimesErrors = defineErrors('regimes', {
  unknown: {
    status: 404,
    zh: '没有规则集 {code} 第 {version} 版',
    en: 'There is no version {version} of {code}',
  },
  unknown_draft: { status: 404, zh: '没有编号为 {id} 的草案', en: 'There is no draft {id}' },
  unknown_state: { status: 404, zh: '没有编号为 {id} 的口岸状态', en: 'There is no state of a port {id}' },
  unknown_preview: {
    status: 404,
    zh: '这次试算已不在（只保留最近几次），请重新试算',
    en: 'This preview is gone; only the newest stay. Preview again',
  },
  changed: {
    status: 409,
    zh: '草案 {id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: 'Draft {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  draft_over: {
    status: 409,
    zh: '草案 {id} 已{state}，不能再改；请另起草案',
    en: 'Draft {id} is {state} and cannot be changed; begin another one',
  },
  faults: {
    status: 422,
    zh: '草案有 {count} 处错误，不能继续。{first_zh}',
    en: 'The draft has {count} errors and is held back. {first_en}',
  },
  unchecked: {
    status: 409,
    zh: '草案 {id} 还没有审查通过，请先审查',
    en: 'Draft {id} was not checked yet; check it first',
  },
  second_person: {
    status: 403,
    zh: '公布须由起草人以外的人完成：草案 {id} 您参与了起草，请另一位监管员公布',
    en: 'Whoever drafts does not announce: you wrote some of draft {id}, ask another officer to announce it',
  },
  starts_past: {
    status: 422,
    zh: '生效时刻 {at} 已经过去，请选将来的时刻',
    en: 'Its begin {at} is in the past; choose an instant to come',
  },
  not_announced: {
    status: 409,
    zh: '“{code}”第 {version} 版不是由公布而生效的，不能撤回；请公布新的规则集代替它',
    en: 'Version {version} of {code} was not announced and cannot be taken back; announce another one in its place',
  },
  over: {
    status: 409,
    zh: '“{code}”第 {version} 版已经结束或已撤回',
    en: 'Version {version} of {code} is over, or was taken back',
  },
  nothing_before: {
    status: 409,
    zh: '撤回后全市将没有生效的规则集；请先公布接替它的规则集',
    en: 'Nothing would be in force once it is taken back; announce the one that follows it first',
  },
  previewing: {
    status: 409,
    zh: '您又发起了一次试算，这一次已停止',
    en: 'You asked for another preview; this one was stopped',
  },
  busy: {
    status: 429,
    retry_after_s: 10,
    zh: '正在进行的试算太多，请过十秒再试',
    en: 'Too many previews are being made; try again in ten seconds',
  },
  no_trips: {
    status: 503,
    zh: '车次尚未接入，无法试算',
    en: 'No trips are known to this installation; nothing can be previewed',
  },
  port: { status: 422, zh: '不办理货运的口岸：{port}', en: 'The port {port} handles no freight' },
  port_faults: {
    status: 422,
    zh: '与已有的口岸状态不符，没有保存。{first_zh}',
    en: 'It does not fit the states of ports on record; nothing was saved. {first_en}',
  },
  port_past: {
    status: 422,
    zh: '口岸状态不能早于现在超过一天：已过去的车次按当时的状态判定',
    en: 'A state of a port begins no earlier than a day ago: trips of the past were judged by what held then',
  },
  port_seen: {
    status: 409,
    zh: '这条口岸状态的结束时间刚被更改，没有保存，请刷新后再操作',
    en: 'The end of this state was changed just now; nothing was saved, look again first',
  },
  port_ends_before: {
    status: 422,
    zh: '结束时间不能早于现在',
    en: 'It cannot end before now',
  },
});
