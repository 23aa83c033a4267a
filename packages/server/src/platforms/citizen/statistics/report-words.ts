export const WORDS = {
  zh: {
    ...{ form: '月报表', figures: '热线指标', row: '类型与领域', assumed: '假定', as_of: '数据截至' },
    ...{
      figure: '指标',
      numerator: '分子',
      denominator: '分母',
      value: '比例',
      low: '95% 下限',
      high: '95% 上限',
    },
    ...{ target: '目标', restated: '修订', as_published: '与公布一致', source: '来源', none: '无数据' },
    restated_note: '公布后有变化的指标：',
  },
  en: {
    ...{
      form: 'Monthly form',
      figures: 'Figures',
      row: 'Type and field',
      assumed: 'assumed',
      as_of: 'As of',
    },
    ...{ figure: 'Figure', numerator: 'Numerator', denominator: 'Denominator', value: 'Share' },
    ...{
      low: '95% from',
      high: '95% to',
      target: 'Target',
      restated: 'Restated',
      as_published: 'As published',
    },
    ...{ source: 'Source', none: 'no data', restated_note: 'Restated since they were published:' },
  },
} as const;
