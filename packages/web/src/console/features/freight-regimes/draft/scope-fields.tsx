import { Form, Select } from 'antd';
import { useTextGroups, useTranslation } from '../../../../ui/i18n/use-translation.ts';

const SEPARATORS = [' ', ',', '，', '、'];

/** Names of a group of texts as choices. */
export function useChoices(
  group: 'direction' | 'class' | 'point' | 'document' | 'mode',
): { value: string; label: string }[] {
  const texts = useTextGroups().group(`freight-regimes.${group}`);
  return Object.entries(texts).map(([value, label]) => ({ value, label }));
}

/** Which trips a rule is about; what is left empty excludes nothing. */
export function ScopeFields() {
  const { t } = useTranslation();
  const [directions, classes] = [useChoices('direction'), useChoices('class')];
  const cities = { rules: [{ validator: (_: unknown, all: string[] | undefined) => checkCities(all, t) }] };
  return (
    <fieldset className="regimes-fieldset">
      <legend>{t('freight-regimes.scope')}</legend>
      <div className="regimes-pair">
        <Form.Item name={['scope', 'directions']} label={t('freight-regimes.directions')}>
          <Select mode="multiple" options={directions} placeholder={t('freight-regimes.all')} />
        </Form.Item>
        <Form.Item name={['scope', 'classes']} label={t('freight-regimes.classes')}>
          <Select mode="multiple" options={classes} placeholder={t('freight-regimes.all')} />
        </Form.Item>
        <Form.Item name={['scope', 'cities']} label={t('freight-regimes.cities')} {...cities}>
          <Select mode="tags" tokenSeparators={SEPARATORS} placeholder={t('freight-regimes.all')} />
        </Form.Item>
        <Form.Item name={['scope', 'other_than']} label={t('freight-regimes.other_than')} {...cities}>
          <Select mode="tags" tokenSeparators={SEPARATORS} placeholder={t('freight-regimes.nothing')} />
        </Form.Item>
        <Form.Item name={['scope', 'streets']} label={t('freight-regimes.streets')}>
          <Select mode="tags" tokenSeparators={SEPARATORS} placeholder={t('freight-regimes.all')} />
        </Form.Item>
      </div>
    </fieldset>
  );
}

/** Cities are named by their code (GB/T 2260). */
const checkCities = async (
  all: readonly string[] | undefined,
  t: ReturnType<typeof useTranslation>['t'],
): Promise<void> => {
  const wrong = all?.find((code) => !/^\d{6}$/.test(code));
  if (wrong !== undefined) throw new Error(t('freight-regimes.city_code', { code: wrong }));
};
