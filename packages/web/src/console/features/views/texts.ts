const zh = {
  title: '视图',
  save: '保存视图',
  save_hint: '保存当前页面的地址与筛选条件',
  name: '名称',
  name_rule: '名称为 1–60 个字符',
  shared_with: '共享给',
  nobody: '不共享（仅自己可见）',
  share_hint: '该机构的人员可在列表中看到并打开，只有您可以修改和删除；打不开的页面会说明原因',
  own: '我的视图',
  shared: '共享给本机构的视图',
  none: '还没有视图：在任一页面上方点“保存视图”，即可保存当前的筛选条件',
  by: '{{owner}} 共享',
  to: '已共享给{{unit}}',
  change: '重命名与共享',
  change_of: '重命名与共享：{{name}}',
  remove: '删除',
  remove_of: '删除：{{name}}',
  remove_ask: '删除视图“{{name}}”？',
  remove_shared: '已共享的机构也将不再看到它',
};
const en: typeof zh = {
  title: 'Saved views',
  save: 'Save view',
  save_hint: 'Save the address of this page with what is chosen in it',
  name: 'Name',
  name_rule: 'A name has 1 to 60 characters',
  shared_with: 'Shared with',
  nobody: 'Nobody (only I see it)',
  share_hint:
    'People of this unit see it in their list and may open it; only you change or delete it. A page they may not open says so',
  own: 'Mine',
  shared: 'Shared with my unit',
  none: 'No saved views yet: “Save view” at the top of any page stores what is chosen in it',
  by: 'shared by {{owner}}',
  to: 'shared with {{unit}}',
  change: 'Rename and share',
  change_of: 'Rename and share: {{name}}',
  remove: 'Delete',
  remove_of: 'Delete: {{name}}',
  remove_ask: 'Delete the view “{{name}}”?',
  remove_shared: 'The unit it is shared with no longer sees it either',
};

export const texts = { zh, en };

declare module '../../../ui/i18n/index.ts' {
  interface ScreenTexts {
    readonly views: typeof zh;
  }
}
