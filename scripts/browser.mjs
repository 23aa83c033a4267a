// Finds a Chromium for the browser tests; on Debian as root installs one with its GL libraries and Chinese fonts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.TOCC_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const DEBIAN_PACKAGES = ['chromium', 'libegl1', 'libgl1-mesa-dri', 'fonts-noto-cjk'];

const find = () => CANDIDATES.find((path) => path && existsSync(path));
const quiet = (command, args) =>
  spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

/** Path of a browser, or undefined after one clear line. */
export function ensureBrowser() {
  const debianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (debianRoot && !DEBIAN_PACKAGES.every((name) => quiet('dpkg', ['-s', name]))) {
    process.stderr.write('正在安装浏览器测试所需软件… installing the browser for the tests…\n');
    quiet('apt-get', ['update']);
    quiet('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES]);
  }
  const browser = find();
  if (!browser)
    process.stderr.write(
      'browser tests skipped: no Chrome or Chromium found; set TOCC_BROWSER to its path\n',
    );
  return browser;
}
