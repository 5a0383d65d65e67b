// The table in which an allocation is written: a line a place, the sum beside the city's target, a sheet read in. Knows no rule: the server refuses.
import { type ChangeEvent, useState } from 'react';
import { add, multiply, subtract, sum } from '../../platform/shared/money.ts';
import { address } from '../../platform/web/call.ts';
import { shownNumber, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Verdict } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { forces } from '../allocation.ts';
import { SheetPreview } from './SheetPreview.tsx';
import { type Line, type Written, withPart } from './editing.ts';

import './shares.css';

export type EditorProps = {
  plan: string;
  target: string;
  year: number;
  unit: string;
  display: { unit: string; factor: string };
  /** The city's amount: the plan's own value, or null where it must be written. */
  said: string | null;
  /** The allocation whose parts the template holds. */
  allocation?: string;
  departments: readonly { code: string; name: string }[];
  written: Written;
  onChange: (written: Written) => void;
};

export function AllocationEditor(props: EditorProps) {
  const { written, onChange, display } = props;
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const cityUnits = regions.find((one) => one.kind === 'cityUnits');
  const change = (at: number, more: Partial<Line>) =>
    onChange({ ...written, lines: written.lines.map((one, index) => (index === at ? { ...one, ...more } : one)) });
  return (
    <>
      <Head {...props} />
      <table className="table table-list allocation-editor">
        <caption className="sr-only">{t('plans:allocation.parts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans:shares.column.place')}</th>
            <th scope="col" className="num amount">
              {t('plans:allocation.part', { unit: display.unit })}
            </th>
            <th scope="col" className="force">
              {t('plans:allocation.force')}
            </th>
            <th scope="col">{t('plans:allocation.department')}</th>
            <th scope="col" className="path">
              {t('plans:allocation.pace')}
            </th>
          </tr>
        </thead>
        <tbody>
          {written.lines.map((line, at) => (
            <EditedLine
              key={line.key}
              line={line}
              departments={props.departments}
              name={regions.find((one) => one.id === line.place)?.name ?? line.place}
              onChange={(more) => change(at, more)}
            />
          ))}
        </tbody>
      </table>
      {cityUnits ? (
        <p>
          <button
            type="button"
            className="button-text"
            onClick={() => onChange({ ...written, lines: [...written.lines, withPart(cityUnits.id)] })}
          >
            + {t('plans:allocation.addUnit')}
          </button>
        </p>
      ) : null}
      <SumLine {...props} />
      <Reason {...props} />
    </>
  );
}

/** What is said once of all parts, and the sheet. */
function Head(props: EditorProps) {
  const { written, onChange, display, said } = props;
  const t = useWords();
  return (
    <div className="allocation-head">
      {said === null ? (
        <label className="filter">
          <span>
            {t('plans:allocation.total')} ({display.unit})
          </span>
          <input
            className="input"
            inputMode="decimal"
            value={written.total}
            onChange={(event) => onChange({ ...written, total: event.target.value })}
          />
        </label>
      ) : (
        <p>{t('plans:allocation.totalSaid', { value: withUnit(said, display) })}</p>
      )}
      <label className="filter">
        <span>{t('plans:allocation.holdsFrom')}</span>
        <input
          type="date"
          className="input"
          value={written.holdsFrom}
          onChange={(event) => onChange({ ...written, holdsFrom: event.target.value })}
        />
      </label>
      <label className="filter">
        <span>{t('plans:allocation.documentNumber')}</span>
        <input
          className="input"
          value={written.documentNumber}
          maxLength={100}
          onChange={(event) => onChange({ ...written, documentNumber: event.target.value })}
        />
      </label>
      <span className="spread" />
      <Sheet {...props} />
    </div>
  );
}

function Reason({ written, onChange }: EditorProps) {
  const t = useWords();
  return (
    <label className="field">
      <span className="field-label">{t('plans:allocation.reason')}</span>
      <textarea
        className="input"
        rows={2}
        maxLength={500}
        value={written.reason}
        onChange={(event) => onChange({ ...written, reason: event.target.value })}
      />
      <span className="note">{t('plans:allocation.reasonHelp')}</span>
    </label>
  );
}

type LineProps = { line: Line; name: string; departments: EditorProps['departments']; onChange: (more: Partial<Line>) => void };

function EditedLine({ line, name, departments, onChange }: LineProps) {
  const t = useWords();
  const label = (key: string) => t(`plans:allocation.${key}`, { place: name });
  const said = (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => event.target.value;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num" data-title={t('plans:shares.column.share')}>
        <input
          className="input"
          inputMode="decimal"
          aria-label={label('partOf')}
          value={line.amount}
          onChange={(event) => onChange({ amount: said(event) })}
        />
      </td>
      <td data-title={t('plans:allocation.force')}>
        <select
          className="input"
          aria-label={label('forceOf')}
          value={line.force}
          onChange={(event) => onChange({ force: forces.find((one) => one === said(event)) ?? 'binding' })}
        >
          {forces.map((one) => (
            <option key={one} value={one}>
              {t(`plans:force.${one}`)}
            </option>
          ))}
        </select>
      </td>
      <td data-title={t('plans:allocation.department')}>
        <select
          className="input"
          aria-label={label('departmentOf')}
          value={line.department}
          onChange={(event) => onChange({ department: said(event) })}
        >
          <option value="">{t('plans:allocation.noDepartment')}</option>
          {departments.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      </td>
      <td data-title={t('plans:allocation.pace')}>
        <div>
          <select
            className="input"
            aria-label={label('paceOf')}
            value={line.months === null ? 'linear' : 'months'}
            onChange={(event) => onChange({ months: said(event) === 'months' ? (line.months ?? '') : null })}
          >
            <option value="linear">{t('plans:allocation.linear')}</option>
            <option value="months">{t('plans:allocation.months')}</option>
          </select>
          {line.months === null ? null : <Months line={line} label={label('monthsOf')} onChange={onChange} />}
        </div>
      </td>
    </tr>
  );
}

function Months({ line, label, onChange }: { line: Line; label: string; onChange: LineProps['onChange'] }) {
  const t = useWords();
  const typed = (line.months ?? '').split(/[\s,，]+/).filter((one) => /^\d+(\.\d+)?$/.test(one));
  return (
    <>
      <input
        className="input months"
        aria-label={label}
        placeholder="0.05 0.05 0.08 …"
        value={line.months ?? ''}
        onChange={(event) => onChange({ months: event.target.value })}
      />
      <span className="note">
        {t('plans:allocation.monthsHelp')} {t('plans:allocation.monthsSum', { sum: sum(typed) })} ({typed.length})
      </span>
    </>
  );
}

/** What the lines come to, beside the city's amount, as they are typed. */
function SumLine({ written, said, display }: EditorProps) {
  const t = useWords();
  const language = useLanguage();
  const amounts = written.lines.flatMap((one) => (/^\d+(\.\d+)?$/.test(one.amount.trim()) ? [one.amount.trim()] : []));
  const inBase = (typed: string) => multiply(typed, display.factor);
  const all = inBase(amounts.reduce(add, '0'));
  const city = said ?? (/^\d+(\.\d+)?$/.test(written.total.trim()) ? inBase(written.total.trim()) : null);
  const off = city === null ? null : subtract(all, city);
  const value = off === null ? '' : shownNumber(off.replace('-', ''), display, language);
  return (
    <p className="allocation-sum" aria-live="polite">
      <b>
        {t('plans:allocation.sum')} {withUnit(all, display)}
      </b>
      {off === null ? (
        <Verdict tone="none">{t('plans:allocation.noCity')}</Verdict>
      ) : Number(off) === 0 ? (
        <Verdict tone="good">{t('plans:allocation.balanced')}</Verdict>
      ) : (
        <Verdict tone={Number(off) > 0 ? 'bad' : 'warn'}>
          {t(Number(off) > 0 ? 'plans:allocation.over' : 'plans:allocation.short', { value })}
        </Verdict>
      )}
    </p>
  );
}

/** The template, and a filled-in one read back. */
function Sheet({ plan, target, year, display, allocation, written, onChange }: EditorProps) {
  const t = useWords();
  const [file, setFile] = useState<File | null>(null);
  const path = `/plans/${plan}/targets/${target}/allocation-sheet`;
  return (
    <div className="list-buttons">
      <a className="button" href={address(path, { year, allocation })} download>
        {t('plans:allocation.template')}
      </a>
      <label className="button">
        {t('plans:allocation.import')}
        <input
          type="file"
          className="sr-only"
          accept=".xlsx,.csv"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            event.target.value = '';
          }}
        />
      </label>
      {file ? (
        <SheetPreview
          path={path}
          file={file}
          display={display}
          close={() => setFile(null)}
          take={(lines) => onChange({ ...written, lines: taken(written.lines, lines) })}
        />
      ) : null}
    </div>
  );
}

/** Lines of the sheet in the place of those of the same places; the others stay. */
const taken = (lines: readonly Line[], read: readonly Line[]): Line[] => [
  ...lines.flatMap((one, at) => {
    const own = read.filter((each) => each.place === one.place);
    if (own.length === 0) return [one];
    return lines.findIndex((each) => each.place === one.place) === at ? own : [];
  }),
  ...read.filter((one) => !lines.some((each) => each.place === one.place)),
];
