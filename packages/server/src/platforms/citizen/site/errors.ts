import { defineErrors } from '../../../kit/errors.ts';

export const siteErrors = defineErrors('site', {
  stale: {
    status: 403,
    zh: '页面打开时间过长或浏览器未保存 Cookie。您填写的内容还在，请核对后再次提交；如仍不成功，请允许本站使用 Cookie 或拨打 12328',
    en: 'The page was open for too long, or the browser keeps no cookies. What you typed is still here: check it and send it again. If that fails, allow cookies for this site or call 12328',
  },
  one_more_step: {
    status: 429,
    zh: '近期来自同一网络或号码的提交较多，请再完成一步。您填写的内容还在',
    en: 'Many forms came from the same network or number. One more step is needed; what you typed is still here',
    retry_after_s: 20,
  },
  held_back: {
    status: 429,
    zh: '来自同一网络或号码的提交过多，请于 {time} 后再次提交，或直接拨打 12328。您填写的内容还在',
    en: 'Too many forms came from the same network or number. Send it again after {time}, or call 12328. What you typed is still here',
    retry_after_s: 600,
  },
  too_many_files: {
    status: 413,
    zh: '一次最多上传 {most} 个文件，请减少后再次提交',
    en: 'At most {most} files can be sent at once; send fewer',
  },
  too_large: {
    status: 413,
    zh: '文件超过 {most} MB，请压缩后再传',
    en: 'A file is larger than {most} MB; make it smaller',
  },
  too_long: {
    status: 413,
    zh: '内容过长，请缩短后再次提交',
    en: 'What you typed is too long; shorten it and send it again',
  },
  unreadable: {
    status: 400,
    zh: '提交的内容不完整，无法读取，请返回重试',
    en: 'What was sent is not complete and cannot be read; go back and try again',
  },
  busy: {
    status: 503,
    zh: '正在接收的文件较多，请稍后再次提交',
    en: 'Many files are coming in at the moment; send it again shortly',
  },
});
