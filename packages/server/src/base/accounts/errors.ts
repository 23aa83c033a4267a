import { defineErrors } from '../../kit/errors.ts';

export const accountErrors = defineErrors('accounts', {
  sign_in_failed: {
    status: 401,
    zh: '账号、密码或动态验证码不正确，请核对后重试',
    en: 'The account, password or code is not right; check them and try again',
  },
  wait: {
    status: 429,
    zh: '尝试次数过多，请 {seconds} 秒后再试',
    en: 'Too many attempts; try again in {seconds} s',
    retry_after_s: 60,
  },
  busy: {
    status: 429,
    zh: '登录请求过多，请稍后再试',
    en: 'Too many people are signing in; try again shortly',
    retry_after_s: 5,
  },
  code_required: {
    status: 401,
    zh: '请输入动态验证码（6 位数字）或一个恢复码',
    en: 'Enter the six digits of your authenticator or a recovery code',
  },
  current_password_wrong: {
    status: 403,
    zh: '当前密码不正确',
    en: 'The current password is not right',
  },
  password_short: {
    status: 422,
    zh: '密码至少 {min} 个字符，请加长，例如由几个不相关的词组成',
    en: 'A password has {min} characters at least; make it longer, for example of several unrelated words',
  },
  password_kinds: {
    status: 422,
    zh: '密码须包含大写字母、小写字母、数字、其他符号中的至少 {kinds} 类',
    en: 'A password has at least {kinds} of: capitals, small letters, digits, other signs',
  },
  password_guessable: {
    status: 422,
    zh: '密码由账号名或常见词、连续字符构成，容易被猜中，请换一个',
    en: 'The password is built on the account name, a common word or a row of keys; choose another',
  },
  password_reused: {
    status: 422,
    zh: '不能使用最近 {count} 次用过的密码，请换一个',
    en: 'The last {count} passwords may not be used again; choose another',
  },
  account_exists: {
    status: 409,
    zh: '账号名 {account} 已被使用，请换一个',
    en: 'The account name {account} is taken; choose another',
  },
  account_unknown: { status: 404, zh: '没有这个账号，请核对', en: 'There is no such account; check its id' },
  own_account: {
    status: 403,
    zh: '不能更改自己的权限或停用自己，请由另一位管理员办理',
    en: 'Nobody changes their own authority or disables themselves; ask another administrator',
  },
  security_administrator_grants: {
    status: 403,
    zh: '授权由安全管理员办理；系统管理员只能任命首位安全管理员和首位审计管理员',
    en: 'The security administrator grants roles; the system administrator appoints only the first security and the first audit administrator',
  },
  role_unknown: { status: 422, zh: '没有角色 {role}，请核对', en: 'There is no role {role}; check its code' },
  role_built_in: {
    status: 409,
    zh: '内置角色 {role} 不能修改或占用，请新建角色',
    en: 'The built-in role {role} cannot be changed or replaced; make a role of your own',
  },
  role_in_use: {
    status: 409,
    zh: '角色 {role} 已授予 {count} 个账号，请先收回',
    en: 'The role {role} is granted to {count} accounts; take it back first',
  },
  permission_unknown: {
    status: 422,
    zh: '没有权限 {permission}，权限清单见角色页面',
    en: 'There is no permission {permission}; see the list on the roles page',
  },
  separation: {
    status: 409,
    zh: '系统、安全、审计管理员须由不同账号担任：此项会使同一账号兼任 {administrators}',
    en: 'System, security and audit administrators are different accounts; this would make one account both {administrators}',
  },
  reset_of_administrator: {
    status: 403,
    zh: '安全、审计管理员的密码不能由系统管理员重置，请在服务器上执行 tocc accounts reset',
    en: 'The system administrator cannot reset a security or audit administrator; run tocc accounts reset on the machine',
  },
  last_administrator: {
    status: 409,
    zh: '这是最后一位{administrator}，请先任命另一位',
    en: 'This is the last {administrator}; appoint another first',
  },
  unit_unknown: { status: 422, zh: '没有机构 {unit}，请核对', en: 'There is no unit {unit}; check its code' },
  unit_exists: { status: 409, zh: '机构编码 {unit} 已被使用', en: 'The unit code {unit} is taken' },
  unit_in_use: {
    status: 409,
    zh: '机构 {unit} 还有下级机构、账号或授权，请先移走',
    en: 'The unit {unit} still has units, accounts or grants; move them first',
  },
  unit_circle: {
    status: 409,
    zh: '机构 {unit} 不能放在自己的下级之下',
    en: 'The unit {unit} cannot be placed below itself',
  },
  out_of_area: {
    status: 403,
    zh: '该机构不在您的管辖范围内',
    en: 'This unit is outside your area',
  },
  second_factor_exists: {
    status: 409,
    zh: '已绑定动态验证码，如需更换请先解除',
    en: 'A second factor is set up already; remove it before setting up another',
  },
  second_factor_none: { status: 409, zh: '尚未绑定动态验证码', en: 'There is no second factor' },
  code_wrong: {
    status: 422,
    zh: '动态验证码不正确或已使用，请核对手机时间后输入新的一组',
    en: 'The code is wrong or used; check the clock of your phone and enter a new one',
  },
  oidc_off: {
    status: 404,
    zh: '未启用统一身份认证登录',
    en: 'Sign-in through an outside provider is not set up',
  },
  oidc_failed: {
    status: 401,
    zh: '统一身份认证未成功，请重新登录；若仍失败请联系系统管理员',
    en: 'The outside provider did not sign you in; try again, or ask the system administrator',
  },
});
