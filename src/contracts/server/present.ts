// A contract as its reader is shown it: names of persons masked for whom they do not concern, the last day of its decision, what is missing.
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { maskName } from '../../platform/shared/mask.ts';
import type { WorkingDays } from '../../platform/shared/workingDays.ts';
import { endOrYear } from '../../records/waits.ts';
import { isCertified } from '../certificate.ts';
import { deducted } from '../amounts.ts';
import { missingIn } from '../missing.ts';
import type { SpotCheck } from '../contract.ts';
import type { LaneFile } from '../lanes.ts';
import type { ObjectionFile } from '../objections.ts';
import type { Registrar } from '../registry.ts';
import { type Standing, takenBack } from './closed-years.ts';
import { isRegistrarOf } from './in-charge.ts';
import { isRechecker } from './objections.ts';
import { shownBeside } from './present-beside.ts';
import { shownClaims } from './tax-claims.ts';
import type { Contracts } from './tables.ts';
import { termsOf } from './terms.ts';
import { readsSpotCheck } from './withheld.ts';

type Row = Selectable<Contracts>;
type Related = {
  names: ReadonlyMap<string, string>;
  calendar: WorkingDays;
  registries: ReadonlyMap<string, { name: string; registrars: readonly Registrar[] }>;
  closed: Standing;
};

/** Its parties and the registrars in charge or of a check read the names of persons; others see them masked. */
const readsNames = (actor: Actor, row: Row, registrars: readonly Registrar[]): boolean =>
  (hasRole(actor, 'registrar') &&
    (row.registry === null ||
      isRechecker(actor, row) ||
      isRegistrarOf(registrars, actor) ||
      !hasRole(actor, 'bureauOfficer', 'districtOfficer'))) ||
  (actor.organization !== null && row.organizations.includes(actor.organization));

export const presenter =
  ({ terms, recheck, ofRecord }: { terms: LaneFile['terms']; recheck: ObjectionFile['recheck']; ofRecord: boolean }) =>
  (row: Row, personal: Readonly<Record<string, string>>, actor: Actor, { related }: { related: Related | undefined }) => {
    const said = termsOf(row, personal);
    const registry = row.registry === null ? undefined : related?.registries.get(row.registry);
    const all = readsNames(actor, row, registry?.registrars ?? []);
    // What experts are asked about has the term of a large contract (draft of 2024, art. 14).
    const days = row.large || row.expert_reviews.length > 0 ? terms.long : terms.usual;
    const underway = row.accepted_on !== null && row.decided_on === null;
    return {
      ...said,
      parties: said.parties.map((one) => ({
        ...one,
        name: one.person && one.name !== null && !all ? maskName(one.name) : one.name,
        masked: one.person && !all,
        organizationName: one.organization === null ? null : (related?.names.get(one.organization) ?? null),
      })),
      seller: row.seller,
      sellerName: related?.names.get(row.seller) ?? null,
      region: row.region,
      ownNumber: row.own_number,
      certified: isCertified({ state: row.state, ownNumber: row.own_number }, ofRecord),
      registrationNumber: row.registration_number,
      submittedOn: row.submitted_on,
      sentBackOn: row.sent_back_on,
      acceptedOn: row.accepted_on,
      registeredOn: row.registered_on,
      dueOn:
        underway && row.accepted_on !== null && related
          ? endOrYear(related.calendar, row.accepted_on, { days, kind: 'working' }).on
          : null,
      decidedOn: row.decided_on,
      defects: row.defects,
      ground: row.ground,
      reason: row.reason,
      needsSecondReview: row.second_review,
      large: row.large,
      hasText: row.text_digest !== null,
      noSecrets: row.no_secrets,
      textDigest: row.text_digest,
      statements: row.statements,
      revocation: related ? takenBack(row, related.closed) : null,
      missing: missingIn({ ...said, hasText: row.text_digest !== null }),
      deducted: deducted(row.costs),
      registry: row.registry,
      registryName: registry?.name ?? null,
      spotCheck: readsSpotCheck(actor) ? checked(row.spot_check) : null,
      ...shownBeside(row, personal, {
        recheck,
        related,
        language: actor.language,
        all,
        handles: all && hasRole(actor, 'registrar'),
      }),
      taxClaims: shownClaims(row, actor, related?.names),
    };
  };

const checked = (of: SpotCheck | null) => of && { month: of.month, finding: of.finding, note: of.note, on: of.on };
