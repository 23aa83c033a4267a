import { type ThemeConfig, theme } from 'antd';
import { COLOURS, type ThemeName } from '../ui/theme/palette.ts';

/** antd in the product's colours. Its own secondary texts miss a contrast of 4.5 to 1, so they are replaced. */
export function antdTheme(name: ThemeName): ThemeConfig {
  const colour = COLOURS[name];
  return {
    algorithm: name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: 'var(--font)',
      fontSize: 14,
      borderRadius: 6,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      colorPrimary: colour.primary,
      colorPrimaryHover: colour.primary_hover,
      colorLinkHover: colour.accent,
      colorError: colour.bad,
      colorWarning: colour.warn,
      colorSuccess: colour.good,
      colorInfo: colour.accent,
      colorErrorBg: colour.bad_ground,
      colorWarningBg: colour.warn_ground,
      colorSuccessBg: colour.good_ground,
      colorInfoBg: colour.info_ground,
      colorLink: colour.accent,
      colorText: colour.text,
      colorTextSecondary: colour.text_second,
      colorTextTertiary: colour.muted,
      colorTextQuaternary: colour.faint,
      colorTextPlaceholder: colour.faint,
      colorTextDescription: colour.muted,
      colorBgContainer: colour.card,
      colorBgElevated: colour.raised,
      colorBgLayout: colour.page,
      colorBorder: colour.edge,
      colorBorderSecondary: colour.line,
    },
    components: {
      // What the pointer rests on stays as readable as it was: the algorithm would lighten it.
      Button: {
        defaultHoverColor: colour.accent,
        defaultHoverBorderColor: colour.accent,
        defaultActiveColor: colour.accent,
        defaultActiveBorderColor: colour.accent,
      },
      Tabs: { itemSelectedColor: colour.accent },
      // The dark algorithm would darken what stands on dark grounds.
      Tag: {
        colorInfo: colour.info_tag,
        colorError: colour.bad_tag,
        colorSuccess: colour.good_tag,
        colorWarning: colour.warn,
      },
    },
  };
}
