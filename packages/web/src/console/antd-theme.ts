import { type ThemeConfig, theme } from 'antd';
import type { ThemeName } from '../ui/theme/palette.ts';

/** antd in the product's colours. Its own secondary texts miss a contrast of 4.5 to 1, so they are replaced. */
export function antdTheme(name: ThemeName): ThemeConfig {
  const dark = name === 'dark';
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: 'var(--font)',
      fontSize: 14,
      borderRadius: 6,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      colorPrimary: dark ? '#2f7fdb' : '#0b5fc4',
      colorError: dark ? '#ff7688' : '#b3122b',
      colorWarning: dark ? '#f0b33c' : '#8f5700',
      colorSuccess: dark ? '#35c584' : '#12774a',
      colorInfo: dark ? '#5aa9ff' : '#0b5fc4',
      colorErrorBg: dark ? '#3b1620' : '#fdecee',
      colorWarningBg: dark ? '#3a2b0c' : '#fff4dc',
      colorSuccessBg: dark ? '#12321f' : '#e4f5eb',
      colorInfoBg: dark ? '#142c49' : '#e7f1fc',
      colorLink: dark ? '#5aa9ff' : '#0b5fc4',
      colorText: dark ? '#e8eef5' : '#16212d',
      colorTextSecondary: dark ? '#b3c1cf' : '#4a5866',
      colorTextTertiary: dark ? '#9fb0c1' : '#556372',
      colorTextQuaternary: dark ? '#93a5b7' : '#5f6d7b',
      colorTextPlaceholder: dark ? '#93a5b7' : '#5f6d7b',
      colorTextDescription: dark ? '#9fb0c1' : '#556372',
      colorBgContainer: dark ? '#142030' : '#ffffff',
      colorBgElevated: dark ? '#1a293b' : '#ffffff',
      colorBgLayout: dark ? '#0a121c' : '#edf1f5',
      colorBorder: dark ? '#3a4f66' : '#b8c4d0',
      colorBorderSecondary: dark ? '#26374a' : '#d8dfe6',
    },
    components: {
      Tabs: { itemSelectedColor: dark ? '#5aa9ff' : '#0b5fc4' },
      // The dark algorithm would darken what stands on dark grounds.
      Tag: dark
        ? { colorInfo: '#7ab8ff', colorError: '#ff93a1', colorSuccess: '#4fd598', colorWarning: '#f0b33c' }
        : {},
    },
  };
}
