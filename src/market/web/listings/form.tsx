// The form of a listing: its own controls, what is said under its fields as one types, which fields are asked for. Not the schema (listing-view.ts).
import type { FieldSources } from '../../../platform/web/FieldForm.tsx';
import type { Draft } from '../../../platform/web/schema.ts';
import { findOrganizations, IndustryPicker } from '../../../organizations/web/index.ts';
import { ripening } from '../../listing.ts';
import { useCooperation, useDemandTypes, useVenues } from '../listing-view.ts';
import type { Known } from './help.ts';
import { ContactNote, PriceNote } from './Notices.tsx';
import { WrittenText } from './WrittenText.tsx';
import '../market.css';

/** `sort`: of a record that is there; of a new one the form says it. `officer`: whether he enters it for another. */
export function useFormSources({ sort, id, officer = true }: Known & { officer?: boolean } = {}): FieldSources {
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
      title: (draft) => <ContactNote draft={draft} known={known} field="title" />,
      acceptance: (draft) => <ContactNote draft={draft} known={known} field="acceptance" />,
      priceLow: (draft) => <PriceNote draft={draft} known={known} path="priceLow" />,
      priceHigh: (draft) => <PriceNote draft={draft} known={known} path="priceHigh" />,
    },
    options: { cooperation: useCooperation(), demandType: useDemandTypes(), venue: useVenues() },
    shown: {
      organization: () => officer,
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
