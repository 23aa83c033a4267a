import { defineErrors } from '../../../kit/errors.ts';

export const caseClassErrors = defineErrors('case_classes', {
  training: {
    status: 409,
    zh: '正在训练分类模型，请等它完成',
    en: 'A model is being trained already; wait for the end',
  },
});
