// Documents of all modules, mounted with what they need of the city's pack. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Pack } from './platform/server/pack.ts';
import { type CertifiedLists, type Contracts, mountContractPapers, mountListPapers } from './contracts/server/index.ts';
import {
  creditCodesIn,
  mountOrganizationDocuments,
  type Organizations,
  type OrganizationTables,
} from './organizations/server/index.ts';
import { hasRole } from './platform/shared/actor.ts';
import { officers } from './plans/allocation.ts';
import { seenAs } from './platform/server/database.ts';
import { type Forms, mountPrints } from './forms/server/index.ts';
import { mountPeopleDocuments, type People } from './people/server/index.ts';
import { mountPlanPapers, mountReport, type PlanAtWork, type Plans, type TargetsAtWork } from './plans/server/index.ts';
import { mountRecognitionDocuments, type Recognitions } from './recognitions/server/index.ts';
import type { Kernel } from './records/server/index.ts';
import { mountStatisticsDocuments, type Statistics } from './statistics/server/index.ts';
import type { PackParts } from './app-pack.ts';
import { reportPorts, type ReportsOf } from './app-reports.ts';
import { todayOf } from './app-ports.ts';

type Of = {
  kernel: Kernel;
  pack: Pack;
  parts: PackParts;
  organizations: Organizations;
  recognitions: Recognitions;
  people: People;
  contracts: Contracts;
  certifiedLists: CertifiedLists;
  forms: Forms;
  statistics: Statistics;
  plans: Plans;
  atWork: PlanAtWork;
  targets: TargetsAtWork;
} & ReportsOf;

export function mountDocuments(app: FastifyInstance, of: Of): void {
  const { kernel, pack, parts } = of;
  const { name: city, timeZone } = pack.city;
  const around = { city, timeZone, regions: parts.regions };
  mountOrganizationDocuments(app, kernel, of.organizations, around);
  mountRecognitionDocuments(app, kernel, of.recognitions, around);
  mountPeopleDocuments(app, kernel, of.people, around);
  mountContractPapers(app, kernel, of.contracts, {
    ...around,
    creditCodes: creditCodesIn(seenAs<OrganizationTables>(kernel.db)),
    ofRecord: pack.city.contracts.mode === 'ofRecord',
  });
  mountListPapers(app, kernel, of.certifiedLists, around);
  mountStatisticsDocuments(app, kernel, of.statistics, {
    ...around,
    reports: reportPorts(of),
    figureAt: of.statistics.releases.figureAt,
    // What fell to each place is told to whom the shares are told.
    goalsOf: async (asked, actor) => {
      const goals = await of.targets.goalsOf(asked);
      return goals && (hasRole(actor, ...officers) ? goals : { ...goals, places: new Map() });
    },
    basisOf: (code, on) =>
      parts.definitions.find((one) => one.code === code && one.from <= on && (one.to === null || on <= one.to))?.basis ?? null,
  });
  mountPrints(app, kernel, of.forms, { city, today: todayOf(kernel) });
  mountReport(app, kernel, of.plans, around);
  mountPlanPapers(app, kernel, of, { ...around, departments: parts.departments });
}
