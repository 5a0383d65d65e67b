// The stages of a recognition as steps with their days, and all that was ever stated of it.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { TableHead } from '../../platform/web/Parts.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { stageCodes } from '../kind.ts';
import type { Statement } from '../recognition.ts';
import { type Kinds, type Recognition, useRegionName } from './view.ts';
import '../../platform/web/table.css';

/** In the order of a usual life; `known` and `voided` are shown only where they hold. */
const usual: readonly string[] = stageCodes.filter((one) => one !== 'known' && one !== 'voided');

export function Stages({ one, kinds }: { one: Recognition; kinds: Kinds }) {
  const t = useWords();
  const said = one.statements.filter((each) => each.what === 'stage');
  const shown = [
    ...(said.some((each) => each.stage === 'known') ? ['known'] : []),
    ...usual,
    ...(one.state === 'voided' ? ['voided'] : []),
  ];
  return (
    <ol className="stages">
      {shown.map((code) => {
        const last = said.filter((each) => each.stage === code).at(-1);
        const now = one.state === code;
        const state = now ? 'now' : last ? 'passed' : 'not';
        return (
          <li key={code} className={`stage stage-${state}`} aria-current={now ? 'step' : undefined}>
            <i aria-hidden="true">{now ? '●' : last ? '✓' : ''}</i>
            <b>{kinds.stages.find((each) => each.code === code)?.name ?? code}</b>
            <span>
              {last ? (last.on ?? t('recognitions:page.dayUnknown')) : null}
              <span className="sr-only">
                {' '}
                {t(`recognitions:page.stage${{ now: 'Now', passed: 'Passed', not: 'Not' }[state]}`)}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

export function Statements({ one, kinds }: { one: Recognition; kinds: Kinds }) {
  const t = useWords();
  const sayOf = useStatementWords(kinds);
  const titles = ['what', 'forDay', 'saidOn'].map((key) => t(`recognitions:page.${key}`));
  return (
    <section className="card" aria-label={t('recognitions:page.statements')}>
      <h2>
        {t('recognitions:page.statements')} <small>{t('recognitions:page.statementsNote')}</small>
      </h2>
      <table className="table table-list">
        <TableHead caption={t('recognitions:page.statements')} titles={titles} />
        <tbody>
          {one.statements.map((each, at) => (
            // Statements are only ever added: their place is what they are known by.
            <tr key={at}>
              <td data-title={titles[0]}>
                <AsWritten>{sayOf(each)}</AsWritten>
              </td>
              <td data-title={titles[1]}>
                {each.on ?? t(each.what === 'stage' ? 'recognitions:page.dayUnknown' : 'recognitions:page.fromStart')}
              </td>
              <td data-title={titles[2]}>{each.saidOn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useStatementWords(kinds: Kinds): (statement: Statement) => string {
  const t = useWords();
  const region = useRegionName();
  const notGiven = t('recognitions:page.notGiven');
  return (one) => {
    if (one.what === 'level') {
      const level = kinds.levels.find((each) => each.code === one.level)?.name ?? one.level ?? notGiven;
      return t('recognitions:page.saidLevel', { level });
    }
    if (one.what === 'region') return t('recognitions:page.saidRegion', { region: region(one.region) ?? notGiven });
    const name = kinds.stages.find((each) => each.code === one.stage)?.name ?? one.stage;
    const stage = one.documentNumber ? t('recognitions:page.asDocument', { stage: name, document: one.documentNumber }) : name;
    const what = t('recognitions:page.saidStage', { stage });
    return one.result ? t('recognitions:page.withResult', { what, result: one.result }) : what;
  };
}
