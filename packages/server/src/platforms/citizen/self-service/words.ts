import type { Bilingual, CaseType, HeldState } from '@opentocc/contract';
import type { FollowedState } from '../cases/index.ts';

export const TYPE_WORDS: Record<CaseType, { readonly name: Bilingual; readonly hint: Bilingual }> = {
  consultation: {
    name: { zh: '信息咨询', en: 'A question' },
    hint: { zh: '线路、票价、证照、政策', en: 'Lines, fares, licences, rules' },
  },
  complaint: {
    name: { zh: '投诉举报', en: 'A complaint' },
    hint: { zh: '服务、收费、违规经营', en: 'Service, charges, trading without a licence' },
  },
  suggestion: {
    name: { zh: '意见建议', en: 'A suggestion' },
    hint: { zh: '站点、标志、信号、规划', en: 'Stops, signs, signals, plans' },
  },
};

/** A state in plain words, with what comes next. */
export const STATE_WORDS: Record<FollowedState, { readonly name: Bilingual; readonly next: Bilingual }> = {
  received: {
    name: { zh: '已受理', en: 'Received' },
    next: {
      zh: '12328 正在核对内容，将直接答复或转交责任单位。',
      en: '12328 is reading it and will answer, or pass it to whoever is responsible.',
    },
  },
  with_unit: {
    name: { zh: '办理中', en: 'Being worked on' },
    next: {
      zh: '已转交责任单位，办理后将答复您。',
      en: 'It is with the responsible unit, which will answer you.',
    },
  },
  answered: {
    name: { zh: '已答复', en: 'Answered' },
    next: {
      zh: '答复见下，12328 核对后办结。',
      en: 'The answer is below; 12328 checks it and closes the case.',
    },
  },
  closed: {
    name: { zh: '已办结', en: 'Closed' },
    next: {
      zh: '如不满意，可在下方申请重新办理。',
      en: 'If you are not satisfied, you can have it opened again below.',
    },
  },
  referred: {
    name: { zh: '已移送', en: 'Passed on' },
    next: {
      zh: '事项不属交通运输部门，已移送主管单位。',
      en: 'It is not for the transport authority and was passed to the one that it is for.',
    },
  },
  withdrawn: {
    name: { zh: '已撤回', en: 'Withdrawn' },
    next: { zh: '已按您的要求撤回。', en: 'It was withdrawn as you wished.' },
  },
  merged: {
    name: { zh: '并案办理', en: 'Handled with others' },
    next: {
      zh: '与同一事项的其他诉求一并办理，结果同样会告知您。',
      en: 'It is handled with others about the same matter; you get the answer too.',
    },
  },
};

/** What becomes of what was held back, to who sent it. */
export const HELD_WORDS: Record<HeldState, { readonly title: Bilingual; readonly lead: Bilingual }> = {
  held: {
    title: { zh: '已收到，需要人工确认', en: 'We have it; a person has to confirm it' },
    lead: {
      zh: '同一号码或网络短时间内的提交较多，工作人员将在 {time} 前确认，随后发放编号。请记下收件号和查询码，不必再次提交。',
      en: 'Much came from the same number or network in a short time. Somebody confirms it by {time}, and it gets its number then. Write down receipt and code; do not send it again.',
    },
  },
  released: {
    title: { zh: '已受理', en: 'It was taken' },
    lead: { zh: '编号 {number}。', en: 'Its number is {number}.' },
  },
  joined: {
    title: { zh: '已并入同一事项的工单', en: 'It was joined to a case about the same matter' },
    lead: {
      zh: '您所述内容已补充到工单 {number}，与其一并办理。请凭该工单的编号和查询码查看；如不是同一事项，请拨打 12328。',
      en: 'What you wrote was added to case {number} and is handled with it. Follow it with the number and code of that case; if it is another matter, call 12328.',
    },
  },
  discarded: {
    title: { zh: '经人工核对，未另立工单', en: 'A person looked at it and no case was made' },
    lead: {
      zh: '内容与已收到的重复或无需办理。如有不同意见，请拨打 12328。',
      en: 'It repeats what is here already, or asks for nothing. If you see it otherwise, call 12328.',
    },
  },
};

export const T = {
  home: { zh: '首页', en: 'Home' },
  ask: { zh: '我要诉求', en: 'Ask or complain' },
  follow: { zh: '查进度', en: 'Follow a case' },
  knowledge: { zh: '常见问题', en: 'Answers' },
  home_title: { zh: '交通出行的事，在这里说', en: 'Tell us about transport in the city' },
  home_lead: {
    zh: '咨询、投诉、建议，都由 12328 受理并答复。也可以直接打电话。',
    en: 'Questions, complaints and suggestions go to 12328, which answers each of them. You can also just call.',
  },
  ask_task: {
    zh: '公交、地铁、出租车、道路、停车、港口，有什么说什么',
    en: 'Buses, metro, taxis, roads, parking, ports: whatever it is',
  },
  follow_task: {
    zh: '凭编号和查询码查看办理进度、补充说明、申请重办',
    en: 'See how it stands with your number and code, add to it, or have it opened again',
  },
  knowledge_task: { zh: '不用等，先看看有没有现成的答案', en: 'Perhaps the answer is there already' },
  call_task: { zh: '全天有人接听', en: 'Somebody answers at any hour' },
  call: { zh: '拨打 12328', en: 'Call 12328' },
  traffic: {
    zh: '此刻全市道路：{band}，交通指数 {index}（0 最畅通，10 最拥堵），{time} 更新',
    en: 'Roads of the city now: {band}, traffic index {index} (0 free, 10 congested), as of {time}',
  },

  ask_title: { zh: '提交诉求', en: 'Send it to 12328' },
  type: { zh: '是哪一类', en: 'What is it' },
  text: { zh: '请说明情况', en: 'What is it about' },
  text_hint: {
    zh: '时间、经过和您的要求，越具体办得越快。请不要写身份证号、银行卡号。',
    en: 'When, what happened, and what you ask for. The more exact, the sooner. No numbers of identity or bank cards, please.',
  },
  where: { zh: '发生在哪里', en: 'Where' },
  where_hint: { zh: '路名、站名、线路或附近的地标', en: 'Road, stop, line or a landmark nearby' },
  position: { zh: '使用当前位置', en: 'Use where I am' },
  meant: { zh: '反映的对象', en: 'Who or what is meant' },
  meant_hint: { zh: '车牌、线路或单位名称', en: 'Plate, line or name of the firm' },
  files: { zh: '照片或文件', en: 'Photographs or files' },
  files_hint: {
    zh: '最多 {most} 个，每个不超过 10 MB：JPG、PNG、WebP、HEIC、AVIF、PDF。照片中的拍摄位置会被去除。',
    en: 'Up to {most}, 10 MB each: JPG, PNG, WebP, HEIC, AVIF, PDF. Where a photograph was taken is removed from it.',
  },
  answer_by: { zh: '怎样答复您', en: 'How shall we answer you' },
  by_phone: { zh: '电话', en: 'A call' },
  by_sms: { zh: '短信', en: 'A text message' },
  by_mail: { zh: '电子邮件', en: 'E-mail' },
  by_web: { zh: '只在本站查看', en: 'On this site only' },
  by_web_hint: {
    zh: '不必留下联系方式，凭查询码查看答复',
    en: 'You leave no number and read the answer with a code',
  },
  phone: { zh: '手机或电话', en: 'Telephone' },
  phone_hint: { zh: '选择电话或短信答复时必填', en: 'Needed for an answer by call or message' },
  email: { zh: '电子邮箱', en: 'E-mail address' },
  email_hint: { zh: '选择邮件答复时必填', en: 'Needed for an answer by e-mail' },
  name: { zh: '怎么称呼您', en: 'Your name' },
  secret: { zh: '为我保密', en: 'Keep it secret who I am' },
  secret_hint: { zh: '被反映的单位和个人看不到您是谁', en: 'Those you write about do not see it' },
  send: { zh: '提交', en: 'Send' },

  no_type: { zh: '请选择诉求类别', en: 'Choose what it is' },
  no_text: { zh: '请至少用 5 个字说明情况', en: 'Say in at least 5 characters what it is about' },
  long_text: {
    zh: '说明最多 {most} 字，现有 {length} 字。请精简，或将详细内容作为文件上传',
    en: 'The text may have {most} characters and has {length}. Shorten it, or send the details as a file',
  },
  no_answer_by: { zh: '请选择答复方式', en: 'Choose how we answer you' },
  no_phone: {
    zh: '请填写能联系到您的电话，或改选其他答复方式',
    en: 'Give a number at which you can be reached, or choose another way',
  },
  bad_phone: {
    zh: '电话号码应为手机号或带区号的座机号，例如 13800138000、0755-12345678',
    en: 'Give a mobile number or one with its area code, as 13800138000 or 0755-12345678',
  },
  no_email: { zh: '请填写邮箱地址，或改选其他答复方式', en: 'Give an e-mail address, or choose another way' },
  bad_email: {
    zh: '邮箱地址不完整，例如 name@example.com',
    en: 'The address is not complete; it looks like name@example.com',
  },

  receipt_title: { zh: '已收到您的诉求', en: 'We have it' },
  receipt_lead: {
    zh: '请记下或截图保存编号和查询码，凭它们随时查看进度。',
    en: 'Write down or photograph the number and the code: with both you can follow it at any time.',
  },
  number: { zh: '编号', en: 'Number' },
  token: { zh: '查询码', en: 'Code' },
  token_hint: {
    zh: '请勿转告他人：知道查询码的人能看到您的诉求和答复',
    en: 'Give it to nobody: who has it can read your case and the answer',
  },
  number_to_come: { zh: '待发', en: 'to come' },
  held_receipt: { zh: '收件号', en: 'Receipt' },
  held_received: { zh: '收到时间', en: 'Received' },
  no_case_yet: {
    zh: '该收件仍在等待人工确认，尚无工单可补充；请稍后再试或拨打 12328',
    en: 'It still waits for somebody to confirm it, so there is no case to add to yet. Try later, or call 12328',
  },
  see_progress: { zh: '查看进度', en: 'See how it stands' },

  follow_title: { zh: '查询办理进度', en: 'Follow a case' },
  follow_lead: {
    zh: '编号和查询码在提交成功的页面上。打电话提出的诉求，请拨打 12328 查询。',
    en: 'Number and code stand on the page that you saw when it was sent. For what you asked by telephone, call 12328.',
  },
  number_hint: {
    zh: '例如 SZ12328-20261128-000123；尚无编号的填收件号 SJ12328-…',
    en: 'As SZ12328-20261128-000123; the receipt SJ12328-… while there is no number',
  },
  token_field_hint: { zh: '12 位，不分大小写', en: '12 letters and figures, in capitals or not' },
  look_up: { zh: '查询', en: 'Show it' },
  no_match: {
    zh: '编号与查询码不符，请核对后重试；遗失查询码请拨打 12328',
    en: 'Number and code do not belong together. Check both; if the code is lost, call 12328',
  },
  sign_again: {
    zh: '为保护您的信息，请再次输入编号和查询码。您写的内容还在，验证后继续提交。',
    en: 'To protect what is yours, give number and code again. What you wrote is still here.',
  },

  case_title: { zh: '诉求 {number}', en: 'Case {number}' },
  due: { zh: '最迟答复时间', en: 'Answer due by' },
  why: { zh: '为什么是这个时间', en: 'Why then' },
  by_rule: { zh: '依据：', en: 'By: ' },
  assumed: {
    zh: '（时限规则尚待主管部门确认）',
    en: ' (the rule still has to be confirmed by the authority)',
  },
  unit: { zh: '办理单位', en: 'With' },
  received: { zh: '受理时间', en: 'Received' },
  your_text: { zh: '您的诉求', en: 'What you wrote' },
  answer: { zh: '答复', en: 'Answer' },
  steps: { zh: '办理过程', en: 'What happened so far' },
  your_files: { zh: '您上传的文件', en: 'Files that you sent' },
  remark_title: { zh: '补充说明', en: 'Add to it' },
  remark: { zh: '补充内容', en: 'What you would like to add' },
  remark_send: { zh: '提交补充', en: 'Add it' },
  remark_done: { zh: '已补充，办理人员会看到。', en: 'It was added; whoever works on it sees it.' },
  no_remark: { zh: '请填写补充内容', en: 'Write what you would like to add' },
  reopen_title: { zh: '不满意？申请重新办理', en: 'Not satisfied? Have it opened again' },
  reopen_until: {
    zh: '办结后 14 天内可以申请，最迟 {time}。',
    en: 'This is possible for 14 days after closing, until {time}.',
  },
  reopen_reason: { zh: '哪里没有解决', en: 'What was not solved' },
  reopen_send: { zh: '申请重新办理', en: 'Open it again' },
  reopen_done: { zh: '已重新办理，办理时限从现在起算。', en: 'It is open again, and its time begins now.' },
  no_reason: { zh: '请说明哪里没有解决', en: 'Say what was not solved' },
  leave: { zh: '退出查询', en: 'Leave this case' },
  leave_hint: { zh: '使用公用设备时请退出', en: 'On a device that others use, leave before you go' },

  visit_title: { zh: '请评价办理结果', en: 'How did it go?' },
  visit_over_title: { zh: '链接已失效', en: 'This link is over' },
  visit_over: {
    zh: '回访链接 14 天内有效，且只能评价一次。如有问题请拨打 12328。',
    en: 'A link works for 14 days and for one answer. If something is open, call 12328.',
  },
  visit_done_title: { zh: '感谢您的评价', en: 'Thank you' },
  visit_done: {
    zh: '评价已记录。如您表示不满意，诉求将重新办理。',
    en: 'It is on record. If you are not satisfied, the case is opened again.',
  },
  visit_answered: { zh: '是否收到答复', en: 'Did you get an answer' },
  visit_handled: { zh: '问题是否解决', en: 'Was it solved' },
  visit_satisfied: { zh: '是否满意', en: 'Are you satisfied' },
  visit_text: { zh: '还想说什么', en: 'Anything else' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  partly: { zh: '部分解决', en: 'Partly' },
  rather_not: { zh: '不作评价', en: 'I would rather not say' },
  choose: { zh: '请选择一项', en: 'Choose one' },

  knowledge_title: { zh: '常见问题', en: 'Answers' },
  search: { zh: '搜索', en: 'Search' },
  search_field: { zh: '您想知道什么', en: 'What would you like to know' },
  found: { zh: '找到 {n} 条', en: '{n} found' },
  found_none: {
    zh: '没有找到相关内容。可以直接提问，我们会答复您。',
    en: 'Nothing was found. Ask us, and you get an answer.',
  },
  knowledge_none: { zh: '暂无内容。', en: 'There is nothing here yet.' },
  article_from: { zh: '来源', en: 'Source' },
  article_changed: { zh: '更新于 {time}', en: 'Changed on {time}' },
  article_language: { zh: '', en: 'This answer is in Chinese only.' },
  chinese_only: { zh: '', en: '(Chinese only)' },
  still_open: { zh: '还有疑问？', en: 'Still a question?' },
} as const satisfies Record<string, Bilingual>;

export const SATISFACTION: readonly Bilingual[] = [
  { zh: '很不满意', en: 'Not satisfied at all' },
  { zh: '不满意', en: 'Not satisfied' },
  { zh: '一般', en: 'Neither' },
  { zh: '满意', en: 'Satisfied' },
  { zh: '非常满意', en: 'Very satisfied' },
];

/** Bands of the traffic index, as the console names them. */
export const BANDS: readonly Bilingual[] = [
  { zh: '畅通', en: 'free' },
  { zh: '基本畅通', en: 'mostly free' },
  { zh: '缓行', en: 'slow' },
  { zh: '较拥堵', en: 'rather congested' },
  { zh: '拥堵', en: 'congested' },
];
