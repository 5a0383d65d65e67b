// Choosing a record by searching for it (an organization): Ant Design's select over a given search. Loaded late by Fields.tsx.
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { AsWritten } from './AsWritten.tsx';
import type { Option } from './table.ts';
import { useWords } from './i18n.ts';
import { Themed } from './Themed.tsx';

type PickerProps = {
  common: { id: string; 'aria-invalid': boolean; 'aria-required': boolean; 'aria-describedby'?: string };
  value: string;
  onChange: (value: string) => void;
  title: string;
  find: (words: string) => Promise<Option[]>;
  /** What is typed; of an organization unless said. */
  placeholder?: string;
};

export default function Picker({ common, value, onChange, title, find, placeholder }: PickerProps) {
  const t = useWords();
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  // What the form began with: its search may answer with that one before all others.
  const [first] = useState(value);
  const found = useQuery({
    queryKey: ['picker', title, first, words],
    queryFn: () => find(words),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
  return (
    <Themed>
      <Select
        {...common}
        aria-label={title}
        allowClear
        // Inside the dialog that the form may stand in: the browser draws dialogs above all else.
        getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={found.isFetching}
        value={value === '' ? undefined : value}
        status={common['aria-invalid'] ? 'error' : ''}
        placeholder={placeholder ?? t('shell:form.searchHere')}
        notFoundContent={found.isFetching ? t('shell:loading') : t('shell:palette.nothing')}
        onChange={(picked: string | undefined) => onChange(picked ?? '')}
        options={(found.data ?? []).map((one) => ({
          value: one.value,
          label: <AsWritten>{one.note ? `${one.title} · ${one.note}` : one.title}</AsWritten>,
        }))}
        style={{ width: '100%' }}
      />
    </Themed>
  );
}
