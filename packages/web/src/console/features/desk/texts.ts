const zh = {
  waiting: '待办',
  pages: '我的页面',
  strip: '当日指数',
  strip_of: '{{area}} · {{day}}',
  strip_empty: '今天和上周同日都还没有算出指数',
  strip_hint: '点击曲线或拖动滑块，在地图上回放该时刻',
  position: '回放时刻',
  not_stored: '该时刻没有存储数据，可回放的历史从 {{from}} 开始',
};
const en: typeof zh = {
  waiting: 'What waits',
  pages: 'My pages',
  strip: 'The day',
  strip_of: '{{area}} · {{day}}',
  strip_empty: 'No index has been computed for today or the same day last week',
  strip_hint: 'Click the curve or drag the handle to replay that time on the map',
  position: 'Time replayed',
  not_stored: 'Nothing is stored for that time: a replay may begin at {{from}}',
};

export const texts = { zh, en };

declare module '../../../ui/i18n/index.ts' {
  interface ScreenTexts {
    readonly desk: typeof zh;
  }
}
