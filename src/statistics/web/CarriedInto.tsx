// Figures that the applicant carried into its application, on the application's page: for who is in charge of it and for the applicant.
import { useQuery } from '@tanstack/react-query';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { shownDay } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { TableHead } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type CarriedSaid, carriedReaders, listCarried } from '../carried.ts';
import { carriedWords } from './carried-words.ts';
import '../../platform/web/table.css';

addWords({ carried: carriedWords });

export default function CarriedInto({ recognition }: { recognition: string }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const mayRead = carriedReaders.some((role) => session?.roles.includes(role));
  const asked = useQuery({
    queryKey: ['carried', recognition, language, session?.account],
    queryFn: () => call(listCarried, { params: { kind: 'recognition', id: recognition } }),
    enabled: mayRead,
  });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="card" aria-label={t('carried:shown')}>
      <h2>{t('carried:shown')}</h2>
      {items.map((one) => (
        <Given key={`${one.return.id} ${one.number}`} one={one} />
      ))}
    </section>
  );
}

function Given({ one }: { one: CarriedSaid }) {
  const t = useWords();
  const language = useLanguage();
  const titles = ['item', 'value', 'unit'].map((key) => t(`carried:${key}`));
  const { form, period } = one.return;
  return (
    <>
      <table className="table table-list">
        <TableHead caption={t('carried:shown')} titles={titles} />
        <tbody>
          {one.items.map(({ item, name, value, unit }) => (
            <tr key={item}>
              <td data-title={titles[0]}>{textIn(name, language)}</td>
              <td data-title={titles[1]}>{value}</td>
              <td data-title={titles[2]}>{t(`forms:units.${unit}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        {t('carried:from', { day: shownDay(one.on, undefined, 'long'), form, period })}
        <AsWritten>{one.purpose}</AsWritten> {one.older ? t('carried:older') : null}
      </p>
    </>
  );
}
