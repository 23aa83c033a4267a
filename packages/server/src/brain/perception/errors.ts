import { defineErrors } from '../../kit/errors.ts';

export const perceptionErrors = defineErrors('perception', {
  link_unknown: {
    status: 404,
    zh: '没有编号为 {link} 的路段，请核对编号或刷新地图（路网可能已更新）',
    en: 'There is no link {link}; check the id or reload the map (the network may have changed)',
  },
});
