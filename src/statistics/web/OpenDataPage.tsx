// Open data for everybody: the datasets with what they hold and their files, the data dictionary, on what terms, and how programs ask.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listDefinitions } from '../../indicators/indicator.ts';
import { textIn } from '../../platform/shared/words.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { address, call, request } from '../../platform/web/call.ts';
import { DayInput } from '../../platform/web/DayInput.tsx';
import { shownInstant, shownNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import '../../platform/web/table.css';
import { dataFormats, type DatasetShown, type DictionaryEntry, filterNames, listDatasets } from '../openData.ts';
import type { Page } from '../../records/web/index.ts';
import { openWords } from './open-words.ts';
import { Sections } from './Sections.tsx';
import { copyText } from './tenant-view.ts';
import { type Release, releasesApi } from './view.ts';
import './open.css';

addWords({ open: openWords });

type Listed = Awaited<ReturnType<typeof call<typeof listDatasets>>>;

export default function OpenDataPage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['open-data'], queryFn: () => call(listDatasets) });
  const of = asked.data;
  return (
    <div className="page">
      <PageHead title={t('open:title')} note={t('open:note')} />
      <Sections />
      {asked.isPending ? <Skeleton lines={14} height={720} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {of ? (
        <>
          <section className="card" aria-label={t('open:terms.title')}>
            <h2>{t('open:terms.title')}</h2>
            <p>{of.terms ? textIn(of.terms.words, language) : t('open:terms.none')}</p>
            {of.terms?.address ? <a href={of.terms.address}>{t('open:terms.where')}</a> : null}
          </section>
          {of.items.map((one) => (
            <Dataset key={one.code} one={one} all={of.items} />
          ))}
          <section className="card" aria-label={t('open:dictionary.title')}>
            <h2>
              {t('open:dictionary.title')} <small>{t('open:dictionary.note')}</small>
            </h2>
            <p className="open-files">
              {(['csv', 'json'] as const).map((format) => (
                <a key={format} className="button button-small" href={address(`/open-data/dictionary.${format}`)} download>
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          </section>
          <Sdmx of={of.sdmx} />
        </>
      ) : null}
    </div>
  );
}

function Dataset({ one, all }: { one: DatasetShown; all: readonly DatasetShown[] }) {
  const t = useWords();
  const language = useLanguage();
  const search = useSearch();
  const title = textIn(one.title, language);
  const chosen = one.filters.length === filterNames.length;
  const query = chosen ? Object.fromEntries(filterNames.map((name) => [name, search[name]])) : {};
  const changed =
    one.changed === null ? t('open:dataset.unknown') : one.changed.includes('T') ? shownInstant(one.changed) : one.changed;
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} <small>{one.code}</small>
      </h2>
      <p>{textIn(one.description, language)}</p>
      <dl className="open-facts">
        <Fact title={t('open:dataset.rows')} value={shownNumber(String(one.rows), { unit: '', factor: '1' }, language)} />
        <Fact title={t('open:dataset.changed')} value={changed} />
        <Fact title={t('open:dataset.rhythm')} value={textIn(one.rhythm, language)} />
        <Fact title={t('open:dataset.key')} value={one.key.join(', ')} />
      </dl>
      {one.rows === 0 ? <EmptyState title={t('open:dataset.empty')} /> : null}
      {chosen && one.rows > 0 ? <Choose /> : null}
      <p className="open-files">
        {dataFormats.map((format) => (
          <a
            key={format}
            className="button button-small"
            href={address(`/open-data/${one.code}/data.${format}`, query)}
            aria-label={`${t('open:dataset.files', { title })} ${format.toUpperCase()}`}
            download
          >
            {format.toUpperCase()}
          </a>
        ))}
        <a href={address(`/open-data/${one.code}/data.csv-metadata.json`)} aria-label={`${t('open:dataset.metadata')}: ${title}`}>
          {t('open:dataset.metadata')}
        </a>
      </p>
      <details className="open-columns">
        <summary>
          {t('open:dictionary.title')} <small>{t('open:dataset.columns', { count: one.columns.length })}</small>
        </summary>
        <Columns of={one} all={all} />
      </details>
    </section>
  );
}

const Fact = ({ title, value }: { title: string; value: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </div>
);

/** What of the published figures is downloaded; kept in the address, so that a choice can be passed on. */
function Choose() {
  const t = useWords();
  const language = useLanguage();
  const search = useSearch();
  const change = useChangeSearch();
  const definitions = useQuery({ queryKey: ['indicator-definitions', language], queryFn: () => call(listDefinitions) });
  const released = useQuery({
    queryKey: ['releases', 'latest'],
    queryFn: () => request<Page<Release>>('GET', releasesApi, { query: { limit: 100 } }),
  });
  const regions = useRegions().data?.items ?? [];
  const releases = (released.data?.items ?? []).map(({ number, asOf }) => [number, `${number} · ${asOf}`] as const);
  const indicators = (definitions.data?.items ?? []).map((one) => [one.code, one.versions.at(-1)?.name ?? one.code] as const);
  const choice = (name: 'code' | 'region' | 'release', options: Options) => (
    <label className="filter">
      <span>{t(`open:choose.${name}`)}</span>
      <select
        className="input"
        value={search[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value || undefined })}
      >
        <option value="">{t('open:choose.all')}</option>
        {withChosen(options, search[name]).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  const day = (name: 'from' | 'to') => (
    <label className="filter">
      <span>{t(`open:choose.${name}`)}</span>
      <DayInput
        className="input"
        value={search[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value || undefined })}
      />
    </label>
  );
  return (
    <fieldset className="open-choose">
      <legend>
        {t('open:choose.title')} <small>{t('open:choose.note')}</small>
      </legend>
      {choice('code', indicators)}
      {choice(
        'region',
        regions.map(({ id, name }) => [id, name] as const),
      )}
      {choice('release', releases)}
      {day('from')}
      {day('to')}
    </fieldset>
  );
}

type Options = readonly (readonly [value: string, words: string])[];
/** What an address names is shown also while its list is on the way, or does not reach to it. */
const withChosen = (options: Options, chosen: string | undefined): Options =>
  chosen === undefined || chosen === '' || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];

function Columns({ of, all }: { of: DatasetShown; all: readonly DatasetShown[] }) {
  const t = useWords();
  const language = useLanguage();
  const titles = ['column', 'name', 'type', 'basis'].map((key) => t(`open:dictionary.${key}`));
  return (
    <table className="table table-list">
      <TableHead caption={`${t('open:dictionary.title')}: ${textIn(of.title, language)}`} titles={titles} />
      <tbody>
        {of.columns.map((one) => (
          <tr key={one.column}>
            <td>
              <code>{one.column}</code>
            </td>
            <td data-title={titles[1]}>{textIn(one.title, language)}</td>
            <td data-title={titles[2]} className="nowrap">
              {t(`open:types.${one.type}`)}
            </td>
            <td data-title={titles[3]}>
              <span>
                {textIn(one.basis, language)}
                <Notes one={one} all={all} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Codes, whose key it is, and what an empty cell means. */
function Notes({ one, all }: { one: DictionaryEntry; all: readonly DatasetShown[] }) {
  const t = useWords();
  const language = useLanguage();
  const separate = language === 'en' ? '; ' : '\uff1b';
  const codes = one.codes?.map(({ code, name }) => `${code} = ${textIn(name, language)}`).join(separate);
  const other = all.find(({ code }) => code === one.refersTo);
  return (
    <>
      {codes ? <small className="open-note">{t('open:dictionary.codes', { codes })}</small> : null}
      {other ? (
        <small className="open-note">{t('open:dictionary.refersTo', { title: textIn(other.title, language) })}</small>
      ) : null}
      {one.empty ? (
        <small className="open-note">{t('open:dictionary.empty', { words: textIn(one.empty, language) })}</small>
      ) : null}
    </>
  );
}

/** Two queries that work as they stand. */
function Sdmx({ of: { agency, dataflow } }: { of: Listed['sdmx'] }) {
  const t = useWords();
  const base = `${location.origin}/api/sdmx/v2`;
  const flow = `dataflow/${agency}/${dataflow}/+`;
  const csv = "-H 'Accept: application/vnd.sdmx.data+csv;version=2.0.0'";
  const queries = [
    ['data', `curl -g ${csv} '${base}/data/${flow}/A?c[TIME_PERIOD]=ge:2024'`],
    ['structure', `curl '${base}/structure/${flow}?references=all'`],
  ] as const;
  return (
    <section className="card" aria-label={t('open:sdmx.title')}>
      <h2>{t('open:sdmx.title')}</h2>
      <p>{t('open:sdmx.note')}</p>
      {queries.map(([what, query]) => (
        <Query key={what} what={t(`open:sdmx.${what}`)} query={query} />
      ))}
    </section>
  );
}

function Query({ what, query }: { what: string; query: string }) {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="open-query">
      <b>{what}</b>
      <code>
        <AsWritten>{query}</AsWritten>
      </code>
      <button
        type="button"
        className="button button-small"
        aria-label={t('open:sdmx.copyOf', { what })}
        onClick={() => void copyText(query).then(setCopied)}
      >
        {t(copied ? 'open:sdmx.copied' : 'open:sdmx.copy')}
      </button>
    </div>
  );
}
