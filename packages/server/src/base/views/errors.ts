import { defineErrors } from '../../kit/errors.ts';

export const viewErrors = defineErrors('views', {
  unknown: {
    status: 404,
    zh: '没有这个视图，或它不是您保存的；只有保存人可以修改和删除',
    en: 'There is no such view of yours; only who saved a view changes or deletes it',
  },
  address_refused: {
    status: 422,
    zh: '只能保存本平台的页面：地址须以单个“/”开头，不含“//”、“\\”和空白，也不能是接口地址',
    en: 'Only a page of this console can be saved: its address begins with one “/”, has no “//”, “\\” or blank, and is not one of the interface',
  },
  name_taken: {
    status: 409,
    zh: '您已有名为“{name}”的视图，请换一个名称',
    en: 'You have a view named “{name}” already; choose another name',
  },
  too_many: {
    status: 409,
    zh: '每个账号最多保存 {most} 个视图，请先删除不用的',
    en: 'An account has {most} views at most; delete one that is not used',
  },
  unit_refused: {
    status: 403,
    zh: '只能共享给本机构或其下级机构',
    en: 'A view is shared with one’s own unit or one below it',
  },
  people_only: {
    status: 403,
    zh: '视图属于个人账号，接口密钥不能使用',
    en: 'Views belong to accounts of people; an interface key has none',
  },
});
