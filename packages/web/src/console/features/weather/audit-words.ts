import type { AuditWords } from '../../feature.ts';

/** What the audit calls what people do about the weather. */
export const auditWords = {
  acts: {
    'weather.take': { zh: '接收气象预警', en: 'Weather warning taken' },
    'weather.storm': { zh: '接收台风路径', en: 'Track taken' },
    'weather.best-tracks': { zh: '导入最佳路径', en: 'Best tracks imported' },
    'weather.drill-start': { zh: '开始气象演练', en: 'Weather drill started' },
    'weather.drill-step': { zh: '演练下一步', en: 'Step of a weather drill' },
    'weather.drill-end': { zh: '结束气象演练', en: 'Weather drill ended' },
    'weather.decide': { zh: '确定响应等级', en: 'Response decided' },
  },
  groups: { 'weather.': { zh: '气象', en: 'Weather' } },
  subjects: {
    'weather-warning': { zh: '气象预警', en: 'weather warning' },
    weather: { zh: '气象', en: 'weather' },
    'weather-drill': { zh: '气象演练', en: 'weather drill' },
    storm: { zh: '台风', en: 'storm' },
    response: { zh: '应急响应', en: 'response' },
  },
} satisfies AuditWords;
