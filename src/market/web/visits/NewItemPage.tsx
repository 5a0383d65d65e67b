// A follow-up of the visit that the address names: a policy question or a task, with who does it and until when; a week is filled in.
import { useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import type { Schema } from '../../../platform/web/FieldForm.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { NewRecord, useRecord, withControls } from '../../../records/web/index.ts';
import { asAsked, asOptions, itemsApi, useAtHand, type Visit, visitsApi, weekFrom } from './visit-view.ts';

export default function NewItemPage() {
  const t = useWords();
  const { visit = '', sort = 'question' } = useSearch();
  const { asked: of } = useRecord<Visit>(visitsApi, visit);
  const atHand = useAtHand(of.data?.region);
  const controls: Record<string, Partial<Schema>> = {
    title: { control: 'textarea', help: sort === 'task' ? 'visits:taskHelp' : 'visits:questionHelp' },
  };
  const asked = (offer: Offer) => withControls(asAsked(offer), { controls, order: ['title', 'owner', 'dueOn'] });
  return (
    <NewRecord
      api={itemsApi}
      back={{ to: visit === '' ? '/visits' : `/visits/${visit}`, words: t('visits:page.backOne') }}
      title={t(`visits:sorts.${sort === 'task' ? 'task' : 'question'}`)}
      above={
        of.data ? (
          <p className="note">
            <AsWritten>{of.data.organization.name}</AsWritten>
          </p>
        ) : null
      }
      note={t('visits:itemForm.note')}
      submitWords={t('visits:actions.create')}
      page={() => `/visits/${visit}`}
      asked={asked}
      ready={atHand !== undefined && of.data !== undefined}
      given={{ visit, sort: sort === 'task' ? 'task' : 'question', dueOn: atHand ? weekFrom(atHand.today) : undefined }}
      sources={{ options: { owner: asOptions(atHand?.officers ?? []) }, shown: { visit: () => false, sort: () => false } }}
    />
  );
}
