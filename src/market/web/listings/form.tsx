// The form of a listing: its own controls, what is said under its fields as one types, which fields are asked for. Not the schema (listing-view.ts).
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import type { FieldSources } from '../../../platform/web/FieldForm.tsx';
import type { Draft } from '../../../platform/web/schema.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { findOrganizations, IndustryPicker } from '../../../organizations/web/index.ts';
import { ripening } from '../../listing.ts';
import { useCooperation, useDemandTypes, useVenues } from '../listing-view.ts';
import type { Known } from './help.ts';
import { ContactNote, PriceNote } from './Notices.tsx';
import { WrittenText } from './WrittenText.tsx';
import '../market.css';

type Through = { venues: readonly { id: string; name: string }[]; own: string | null };
const nobody: Through = { venues: [], own: null };
/**
 * `sort`: of a record that is there; of a new one the form says it. `others`: whether he may enter it for another; `through`: the open venues
 * of his own through which he does, the only one of which need not be said.
 */
export function useFormSources({
  sort,
  id,
  others = true,
  through = nobody,
}: Known & { others?: boolean; through?: Through } = {}): FieldSources {
  const t = useWords();
  const [venue, another] = through.venues;
  const isOthers = ({ organization }: Draft) =>
    venue !== undefined && (organization ?? null) !== null && organization !== '' && organization !== through.own;
  const known = { sort, id };
  const sortIn = (draft: Draft) => sort ?? draft['sort'];
  const demand = (draft: Draft) => sortIn(draft) === 'problem';
  return {
    findOrganizations,
    controls: {
      text: (props) => <WrittenText {...props} known={known} />,
      industry: (props) => <IndustryPicker {...props} />,
    },
    notes: {
      organization: (draft) =>
        isOthers(draft) ? (
          <p className="note">
            {another ? (
              t('market:form.chooseVenue')
            ) : (
              <AsWritten>{t('market:form.through', { venue: venue?.name ?? '' })}</AsWritten>
            )}
          </p>
        ) : null,
      title: (draft) => <ContactNote draft={draft} known={known} field="title" />,
      acceptance: (draft) => <ContactNote draft={draft} known={known} field="acceptance" />,
      priceLow: (draft) => <PriceNote draft={draft} known={known} path="priceLow" />,
      priceHigh: (draft) => <PriceNote draft={draft} known={known} path="priceHigh" />,
    },
    options: { cooperation: useCooperation(), demandType: useDemandTypes(), venue: useVenues() },
    shown: {
      organization: () => others,
      venue: (draft) => !isOthers(draft) || another !== undefined,
      demandType: demand,
      deadline: demand,
      acceptance: demand,
      anonymous: demand,
      ipItems: (draft) => !demand(draft),
      transfer: (draft) => ripening.some((one) => one === sortIn(draft)),
      maturity: (draft) => ripening.some((one) => one === sortIn(draft)),
      priceLow: ({ price }) => price === 'fixed' || price === 'range',
      priceHigh: ({ price }) => price === 'range',
    },
  };
}
