import { percent } from './format.ts';
import { useTranslation } from './i18n/use-translation.ts';
import { STATE_NAMES } from './names.ts';
import { STATE_COLOURS, type ThemeName } from './theme/palette.ts';

/** Shares of the length in each of the five states as one bar; nothing where nothing was measured. */
export function ShareBar({ shares, theme }: { shares: readonly number[]; theme: ThemeName }) {
  const { t } = useTranslation();
  const words = shares.map((share, i) => `${t(`state.${STATE_NAMES[i + 1]}`)} ${percent(share)}`);
  return (
    <div className="share-bar" role="img" aria-label={`${t('index.shares')}: ${words.join(', ')}`}>
      {shares.map((share, i) => (
        <i
          key={STATE_NAMES[i + 1]}
          title={words[i]}
          style={{ flexGrow: share, background: STATE_COLOURS[theme][i + 1] }}
        />
      ))}
    </div>
  );
}
