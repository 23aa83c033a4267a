import { defineErrors } from '../../kit/errors.ts';

export const postgresErrors = defineErrors('postgres', {
  no_binaries: {
    status: 500,
    zh: '没有适用于本机（{platform}）的内置数据库程序。请重新执行 npm install（不要加 --omit=optional），或用 DATABASE_URL 指定 PostgreSQL 15 以上版本',
    en: 'There is no embedded database for this machine ({platform}). Run npm install again (without --omit=optional), or point DATABASE_URL at a PostgreSQL of version 15 or later',
  },
  no_user: {
    status: 500,
    zh: '数据库不能以 root 身份运行，而本机没有 postgres 或 nobody 用户。请改用普通用户启动，或用 DATABASE_URL 指定外部数据库',
    en: 'The database does not run as root, and this machine has neither a postgres nor a nobody user. Start as an ordinary user, or use DATABASE_URL',
  },
  other_version: {
    status: 500,
    zh: '数据目录 {folder} 由 PostgreSQL {found} 建立，本程序自带 {expected}。请用原版本导出后在新目录导入，或把 DATA_DIR 指向另一个目录',
    en: 'The data folder {folder} was made by PostgreSQL {found}; this program brings {expected}. Export it with the former version and import it into a new folder, or choose another data folder',
  },
  port_in_use: {
    status: 500,
    zh: '端口 {port} 已被占用，内置数据库无法启动。请停止占用它的程序，或不指定端口让系统自选',
    en: 'Port {port} is in use, so the embedded database cannot start. Stop the program that uses it, or leave the port out to have a free one chosen',
  },
  disk_full: {
    status: 507,
    zh: '磁盘空间不足（{folder}），数据库无法启动。请清理空间或迁移数据目录；已确认的数据没有丢失',
    en: 'The disk is full ({folder}), so the database cannot start. Free some space or move the data folder; nothing acknowledged is lost',
  },
  folder_unusable: {
    status: 500,
    zh: '无法写入数据目录 {folder}（{reason}）。请检查目录权限，或指定另一个目录',
    en: 'The data folder {folder} cannot be used ({reason}). Check its permissions, or choose another folder',
  },
  did_not_start: {
    status: 500,
    zh: '内置数据库没有启动。日志 {log} 的最后几行：{tail}',
    en: 'The embedded database did not start. The last lines of its log {log}: {tail}',
  },
  still_running: {
    status: 500,
    zh: '数据目录 {folder} 仍被进程 {pid} 使用但无法连接。请结束该进程后重试',
    en: 'The data folder {folder} is still used by process {pid}, which does not answer. End that process and try again',
  },
  url_invalid: {
    status: 500,
    zh: '数据库地址无法识别：{url}。形式应为 postgres://用户:口令@主机:5432/库名',
    en: 'The database URL is not valid: {url}. Its form is postgres://user:password@host:5432/name',
  },
  unreachable: {
    status: 503,
    zh: '连接不上数据库 {host}（{reason}）。请检查 DATABASE_URL、数据库是否运行、防火墙是否放行',
    en: 'The database at {host} cannot be reached ({reason}). Check DATABASE_URL, that the database runs, and the firewall',
  },
  refused: {
    status: 503,
    zh: '数据库 {host} 拒绝登录（{reason}）。请检查 DATABASE_URL 中的用户名和口令',
    en: 'The database at {host} refuses the sign-in ({reason}). Check the user and the password in DATABASE_URL',
  },
  no_database: {
    status: 503,
    zh: '数据库 {host} 上没有名为 {name} 的库。请先执行 CREATE DATABASE，或更正 DATABASE_URL',
    en: 'The server {host} has no database named {name}. Create it first, or correct DATABASE_URL',
  },
  too_old: {
    status: 503,
    zh: '数据库版本为 {found}，需要 {needed} 以上。请升级 PostgreSQL，或改用内置数据库',
    en: 'The database is version {found}; {needed} or later is needed. Upgrade PostgreSQL, or use the embedded database',
  },
});
