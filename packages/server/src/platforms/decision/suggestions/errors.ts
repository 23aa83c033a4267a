import { defineErrors } from '../../../kit/errors.ts';

export const suggestionsErrors = defineErrors('suggestions', {
  none: {
    status: 409,
    zh: '这里没有可推演的管控措施：上游没有可绕行的路、信号或匝道。可以只推演事件本身',
    en: 'There is nothing to suggest here: no way round, signal or ramp upstream. Run a study of the incident alone',
  },
  only_elsewhere: {
    status: 403,
    zh: '能建议的 {number} 条措施都涉及您管辖区以外的道路，请由市级值守员发起',
    en: 'All {number} measures that could be suggested reach beyond your district; ask an officer of the city',
  },
  no_state: {
    status: 409,
    zh: '路况的第一个统计窗口尚未结束，请约一分钟后再求建议',
    en: 'The first window of link states is not over yet; ask again in about a minute',
  },
  unknown_link: {
    status: 422,
    zh: '路网中没有路段 {link}，或它不通行小汽车，请在地图上重新选择',
    en: 'The network has no link {link} that cars may drive; choose it on the map again',
  },
  unknown_study: {
    status: 404,
    zh: '没有编号为 {study} 的推演，可能已过保存期限',
    en: 'There is no study {study}; it may be older than studies are stored',
  },
  unknown: {
    status: 404,
    zh: '推演 {study} 没有编号为 {key} 的建议，请刷新页面',
    en: 'Study {study} has no suggestion {key}; reload the page',
  },
  not_run: {
    status: 409,
    zh: '这条建议还没有推演完，不能采纳，请等推演完成',
    en: 'This suggestion has not been run to its end and cannot be accepted; wait for the study',
  },
  harms: {
    status: 409,
    zh: '推演表明这条建议比不处置更差，不能采纳',
    en: 'The twin says that this suggestion is worse than doing nothing; it cannot be accepted',
  },
  no_sign: {
    status: 422,
    zh: '这条建议没有诱导屏，不能附屏上文字',
    en: 'This suggestion has no sign; leave its words out',
  },
  accepted: {
    status: 409,
    zh: '这条建议已有草稿，请先撤回再采纳',
    en: 'This suggestion has a draft; withdraw that first',
  },
  unknown_draft: {
    status: 404,
    zh: '没有编号为 {id} 的草稿，可能已过保存期限',
    en: 'There is no draft {id}; it may be older than drafts are stored',
  },
  withdrawn: {
    status: 409,
    zh: '草稿已经撤回',
    en: 'The draft was withdrawn before',
  },
});
