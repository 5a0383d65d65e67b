// What is due and what came in on a registered contract, side by side, with the technical income in it; taken away as a sheet.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag, type Tone } from '../../platform/web/Parts.tsx';
import { api, type Contract, yuan } from './view.ts';

type One = { one: Contract };
const tones: Record<Contract['dues'][number]['state'], Tone> = {
  paid: 'good',
  partly: 'blue',
  late: 'bad',
  due: 'none',
  open: 'none',
};

export function Receipts({ one }: One) {
  const t = useWords();
  if (one.statements.length === 0) return null;
  return (
    <section className="card" aria-label={t('contracts:receipts.title')}>
      <h2>
        {t('contracts:receipts.title')}
        <span className="spread" />
        {one.receipts.length > 0 ? (
          <a className="button button-small" href={`/api${api}/${one.id}/receipts.xlsx`} download>
            {t('contracts:receipts.export')}
          </a>
        ) : null}
      </h2>
      <dl className="contract-amounts">
        <div>
          <dt>{t('contracts:receipts.received')}</dt>
          <dd>{yuan(one.received)}</dd>
        </div>
        <div>
          <dt>{t('contracts:receipts.income')}</dt>
          <dd>{yuan(one.technicalIncome)}</dd>
        </div>
      </dl>
      {one.dues.length > 0 ? <Dues one={one} /> : null}
      {one.receipts.length > 0 ? <Received one={one} /> : <p className="note">{t('contracts:receipts.none')}</p>}
      {one.confirmations.map((each) => (
        <p key={each.through}>
          {t('contracts:receipts.confirmed', {
            day: each.on,
            through: each.through,
            receipts: yuan(each.receipts) ?? '',
            income: yuan(each.income) ?? '',
          })}
        </p>
      ))}
      <p className="note">{t('contracts:receipts.how')}</p>
    </section>
  );
}

function Dues({ one }: One) {
  const t = useWords();
  return (
    <div className="contract-scroll">
      <table className="table">
        <caption className="sr-only">{t('contracts:receipts.schedule')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('contracts:receipt.instalment')}</th>
            <th scope="col">{t('contracts:receipt.due')}</th>
            <th scope="col" className="num">
              {t('contracts:instalment.amount')}
            </th>
            <th scope="col" className="num">
              {t('contracts:receipt.paid')}
            </th>
            <th scope="col">{t('contracts:receipt.state')}</th>
          </tr>
        </thead>
        <tbody>
          {one.dues.map((each) => (
            <tr key={each.number}>
              <td>
                {each.number} {each.condition ? <small>{<AsWritten>{each.condition}</AsWritten>}</small> : null}
              </td>
              <td className="nowrap">{each.on ?? '–'}</td>
              <td className="num">{yuan(each.amount)}</td>
              <td className="num">{yuan(each.paid)}</td>
              <td>
                <Tag tone={tones[each.state]}>{t(`contracts:dueStates.${each.state}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Received({ one }: One) {
  const t = useWords();
  return (
    <div className="contract-scroll">
      <table className="table">
        <caption className="sr-only">{t('contracts:receipts.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('contracts:receipt.number')}</th>
            <th scope="col">{t('contracts:receipt.on')}</th>
            <th scope="col">{t('contracts:receipt.instalment')}</th>
            <th scope="col" className="num">
              {t('contracts:receipt.amount')}
            </th>
            <th scope="col" className="num">
              {t('contracts:receipt.income')}
            </th>
            <th scope="col">{t('contracts:receipt.note')}</th>
          </tr>
        </thead>
        <tbody>
          {one.receipts.map((each) => (
            <tr key={each.number} className={each.voided === null ? undefined : 'contract-void'}>
              <td>{each.number}</td>
              <td className="nowrap">{each.on}</td>
              <td>{each.instalment ?? '–'}</td>
              <td className="num">{yuan(each.amount)}</td>
              <td className="num">{each.voided === null ? yuan(each.income) : '–'}</td>
              <td>
                <AsWritten>
                  {each.voided === null ? each.note : t('contracts:receipts.voided', { reason: each.voided })}
                </AsWritten>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
