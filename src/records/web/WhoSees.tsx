// Who besides those who see the record is shown one of its files: said to who looks it through, chosen by who may. What may be chosen, and why not, the server says.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag, type Tone } from '../../platform/web/Parts.tsx';
import { type Audience, isWider } from '../attachment.ts';
import type { Attachment, Opening, Standing } from './files.ts';

type Choices = NonNullable<Standing['audiences']>;
const tones: Record<Audience, Tone> = { record: 'none', admitted: 'blue', everybody: 'warn' };

type Props = { one: Attachment; opening: Opening; choices: Choices; choose: (to: Audience) => void };
export function WhoSees({ one, opening: { words, nameOf }, choices, choose }: Props) {
  const t = useWords();
  const name = one.name ?? '';
  const shownAs = nameOf({ name, type: one.type });
  const id = `sees-${one.id}`;
  return (
    <div className="file-who">
      {choices.length === 0 ? (
        <Tag tone={tones[one.audience]}>{t(`${words}.shownTo.${one.audience}`)}</Tag>
      ) : (
        <select
          id={id}
          className="input"
          aria-label={t(`${words}.label`)}
          aria-describedby={`file-${one.id}`}
          value={one.audience}
          onChange={({ target }) => {
            const to = choices.find(({ audience }) => audience === target.value);
            if (to) choose(to.audience);
          }}
        >
          {choices.map(({ audience, refused }) => (
            <option key={audience} value={audience} disabled={refused !== null && isWider(one.audience, audience)}>
              {t(`${words}.${audience}`)}
            </option>
          ))}
        </select>
      )}
      {one.audience !== 'record' && shownAs !== name ? (
        <p className="note">
          <AsWritten>{t(`${words}.named`, { name: shownAs })}</AsWritten>
        </p>
      ) : null}
    </div>
  );
}

/** What the choice means, and why some of it is not there now. */
export function WhyNot({ opening: { words }, choices }: { opening: Opening; choices: Choices }) {
  const t = useWords();
  const why = [...new Set(choices.flatMap(({ refused }) => refused ?? []))];
  return (
    <>
      <p className="note">{t(`${words}.help`)}</p>
      {why.map((one) => (
        <p key={one} className="note">
          {t(one)}
        </p>
      ))}
    </>
  );
}
