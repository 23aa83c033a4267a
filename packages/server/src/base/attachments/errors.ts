import { defineErrors } from '../../kit/errors.ts';

export const attachmentErrors = defineErrors('attachments', {
  empty: { status: 422, zh: '附件“{name}”是空文件', en: 'The attachment “{name}” is empty' },
  too_large: {
    status: 413,
    zh: '附件“{name}”超过 {most} MB，请压缩后再传',
    en: 'The attachment “{name}” is larger than {most} MB; make it smaller',
  },
  unknown_type: {
    status: 422,
    zh: '附件“{name}”的类型不能识别或不允许，可用：{known}',
    en: 'The type of “{name}” is not known or not allowed; allowed are {known}',
  },
  lies: {
    status: 422,
    zh: '附件“{name}”的内容其实是 {media}，与文件名不符，没有保存',
    en: 'What is in “{name}” is {media}, not what its name says; it was not stored',
  },
  broken: {
    status: 422,
    zh: '附件“{name}”不是完整的图片，无法打开，请重新拍摄或导出',
    en: '“{name}” is no whole picture and cannot be opened; take or export it again',
  },
});
