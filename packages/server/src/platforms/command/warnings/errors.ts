import { defineErrors } from '../../../kit/errors.ts';

export const warningsErrors = defineErrors('warnings', {
  unknown: { status: 404, zh: '没有编号为 {id} 的预警', en: 'There is no warning {id}' },
  unknown_rule: { status: 404, zh: '没有编号为 {id} 的预警规则', en: 'There is no warning rule {id}' },
  unknown_silence: {
    status: 404,
    zh: '没有这条静默，请核对编号',
    en: 'There is no such silence; check its id',
  },
  changed_meanwhile: {
    status: 409,
    zh: '预警 {id} 刚被{by}更改（{what}），请看过新情况后再操作',
    en: 'Warning {id} was just changed by {by} ({what}); look at it again before you act',
  },
  rule_changed_meanwhile: {
    status: 409,
    zh: '{by}刚保存了这条规则的第 {version} 版，请在新版上修改',
    en: '{by} just saved version {version} of this rule; change that one',
  },
  inhibitions_changed: {
    status: 409,
    zh: '抑制关系刚被别人修改，请刷新后重试',
    en: 'Somebody else just changed what holds back what; reload and try again',
  },
  over: {
    status: 409,
    zh: '预警 {id} 已结束，无法再{what}',
    en: 'Warning {id} is over; it cannot be {what}',
  },
  not_offered: {
    status: 409,
    zh: '预警 {id} 没有移交给您，可直接“接手”',
    en: 'Warning {id} was not offered to you; take it over instead',
  },
  unknown_person: {
    status: 400,
    zh: '该人员不能处置预警，请从名单中选择',
    en: 'That person may not act on warnings; choose one from the list',
  },
  acknowledged_too_long: {
    status: 400,
    zh: '确认最长 {minutes} 分钟，到期会再次提醒',
    en: 'An acknowledgement holds {minutes} minutes at most; after that it asks again',
  },
  of_a_rule: {
    status: 409,
    zh: '预警 {id} 由规则产生，数值恢复后自行结束；如需停止请修改规则或静默',
    en: 'Warning {id} comes from a rule and ends by its value; change the rule or silence it',
  },
  unknown_measure: { status: 400, zh: '没有“{measure}”这项测量', en: 'There is no measure “{measure}”' },
  no_threshold: { status: 400, zh: '至少填写一级阈值', en: 'Give a threshold for at least one level' },
  thresholds_out_of_range: {
    status: 400,
    zh: '阈值须在 {min} 与 {max} 之间',
    en: 'Thresholds must lie between {min} and {max}',
  },
  thresholds_out_of_order: {
    status: 400,
    zh: '级别越高阈值应越严重：这项测量{way}为严重，请按蓝、黄、橙、红排序',
    en: 'A higher level needs a worse threshold: here {way} is worse; order blue, yellow, orange, red',
  },
  nothing_there: {
    status: 400,
    zh: '规则范围内没有任何对象：{missing}',
    en: 'The rule watches nothing that exists: {missing}',
  },
  empty_schedule: {
    status: 400,
    zh: '规则的时段为空，永远不会生效',
    en: 'The hours of the rule are empty; it would never look',
  },
  too_many_rules: {
    status: 409,
    zh: '规则已达上限 {most} 条，请先停用不用的规则',
    en: 'There are {most} rules, the most; retire some first',
  },
  silence_span: {
    status: 400,
    zh: '静默的结束须晚于开始且在将来，最长 {hours} 小时',
    en: 'A silence must end after it begins and in the future, within {hours} hours',
  },
  silence_matches_all: {
    status: 400,
    zh: '至少一个条件须排除空值，否则会遮住所有预警',
    en: 'At least one condition must exclude the empty value, or everything would be silent',
  },
  bad_pattern: {
    status: 400,
    zh: '正则表达式“{pattern}”无法识别',
    en: 'The expression “{pattern}” cannot be read',
  },
  too_many_silences: {
    status: 409,
    zh: '生效的静默已达上限 {most} 条，请先结束不用的',
    en: 'There are {most} silences in force, the most; end some first',
  },
  inhibition_loop: {
    status: 400,
    zh: '抑制关系成环：{loop}。请去掉其中一条，否则它们会互相遮住',
    en: 'These hold each other back in a circle: {loop}. Take one of them out',
  },
  bad_filter: {
    status: 400,
    zh: '筛选条件“{filter}”无法识别，应为 名称="值"',
    en: 'The filter “{filter}” cannot be read; write name="value"',
  },
  too_many: {
    status: 409,
    zh: '未结束的预警已达上限 {most} 条，没有收下更多',
    en: 'There are {most} open warnings, the most; no more were taken',
  },
});
