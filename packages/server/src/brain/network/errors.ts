import { defineErrors } from '../../kit/errors.ts';

export const networkErrors = defineErrors('network', {
  version_gone: {
    status: 410,
    zh: '该版本的路网已停用，请刷新页面',
    en: 'This version of the network is no longer in force; reload the page',
  },
});
