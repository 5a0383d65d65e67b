// A new draft of the next plan: which plan it follows, its code and name. Targets and baselines come from the old plan's close.
import { useWords } from '../../platform/web/i18n.ts';
import type { Schema } from '../../platform/web/schema.ts';
import { NewRecord, withControls } from '../../records/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { usePlans } from './view.ts';
import { draftsApi } from './working.ts';

const said = (properties: Schema['properties']): Schema['properties'] => ({
  zh: { ...properties?.['zh'], title: 'statistics:form.chinese' },
  en: { ...properties?.['en'], title: 'statistics:form.english' },
});

function asAsked(offer: Offer): Offer {
  const { properties = {}, ...rest } = (offer.input ?? {}) as Schema;
  const { summary: _left, ...asked } = properties;
  const name = { ...asked['name'], properties: said(asked['name']?.properties) };
  return withControls(
    { ...offer, input: { ...rest, properties: { ...asked, name } } },
    { controls: { code: { help: 'plans:draft.codeHelp' } }, order: ['predecessor', 'code', 'name', 'from', 'to'] },
  );
}

export default function NewPlanDraftPage() {
  const t = useWords();
  const plans = usePlans().data?.items ?? [];
  return (
    <NewRecord
      api={draftsApi}
      back={{ to: '/next-plan', words: t('plans:draft.back') }}
      title={t('plans:draft.new')}
      note={t('plans:draft.newNote')}
      submitWords={t('planDrafts:actions.create')}
      page={(id) => `/next-plan/${id}`}
      asked={asAsked}
      sources={{ options: { predecessor: plans.map((one) => ({ value: one.code, title: one.name })) } }}
      refused={t('plans:draft.onlyBureau')}
      ready={plans.length > 0}
      given={{ predecessor: plans[0]?.code }}
    />
  );
}
