// What narrows a list of finds, each value with how many there are; a second press takes it away again.
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch } from '../../platform/web/address.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import type { Facet } from '../document.ts';
import { useNames } from './names.ts';

type Value = { value: string; rows: number };
type Props = {
  facets: readonly { name: Facet; values: readonly Value[] }[];
  chosen: Readonly<Record<string, string | undefined>>;
};
const few = 6;

export function Facets({ facets, chosen }: Props) {
  return (
    <>
      {facets.map(({ name, values }) =>
        values.length === 0 && chosen[name] === undefined ? null : (
          <One key={name} name={name} values={values} chosen={chosen[name]} />
        ),
      )}
    </>
  );
}

function One({ name, values, chosen }: { name: Facet; values: readonly Value[]; chosen: string | undefined }) {
  const t = useWords();
  const names = useNames();
  const change = useChangeSearch();
  const [all, setAll] = useState(false);
  // What was chosen can be taken away though nothing is left of it.
  const said =
    chosen === undefined || values.some((one) => one.value === chosen) ? values : [{ value: chosen, rows: 0 }, ...values];
  return (
    <fieldset className="search-facet">
      <legend>{t(`search:facets.${name}`)}</legend>
      {(all ? said : said.slice(0, few)).map(({ value, rows }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => change({ [name]: chosen === value ? undefined : value }, true)}
        >
          <span>
            <AsWritten>{names(name, value)}</AsWritten>
          </span>
          <span className="note">{exactNumber(String(rows))}</span>
        </button>
      ))}
      {said.length > few && !all ? (
        <button type="button" className="button-text" onClick={() => setAll(true)}>
          {t('search:more')}
        </button>
      ) : null}
    </fieldset>
  );
}
