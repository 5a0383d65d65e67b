// Opens all that is kept of contracts: records, registries, lists, requests, years, signals, what is read back. Part of the composition root.
import type { Kysely } from 'kysely';
import { seenAs, withinAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import { readFields } from './contracts/readFields.ts';
import {
  type CertifiedLists,
  type ContractTables,
  openCertifiedLists,
  openCheck,
  openContracts,
  openManagerNamings,
  openContractSignals,
  openContractYears,
  openReadings,
  openRelations,
  openRegistries,
  openRequests,
  openSuspects,
} from './contracts/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { CalendarTables, Kernel } from './records/server/index.ts';

type With = { pack: Pack; organizations: Organizations };

export function openContractModules(kernel: Kernel, on: Kysely<ContractTables & CalendarTables>, { pack, organizations }: With) {
  const db = seenAs<ContractTables>(on);
  const contracts = openContracts(kernel, on, pack, organizations);
  const checkContract = openCheck(pack, readFields);
  const certifiedLists: CertifiedLists = openCertifiedLists(kernel, db, {
    organizations,
    fall: (tx, calls) => certifiedLists.actMany(calls, withinAs(tx)),
  });
  const suspects = openSuspects(db, checkContract, pack.digest);
  return {
    contracts,
    checkContract,
    certifiedLists,
    suspects,
    managerNamings: openManagerNamings(kernel, db, { organizations, within: (tx) => withinAs(tx) }),
    requests: openRequests(kernel, db, { organizations, contracts, within: (tx) => withinAs(tx) }),
    registries: openRegistries(kernel, db, {
      organizations,
      handOver: (tx, calls) => contracts.actMany(calls, withinAs(tx)),
    }),
    officialReadings: openReadings(kernel, db, { pack, contracts }),
    relations: openRelations(kernel, db, organizations),
    signals: openContractSignals({ kernel, db, pack, organizations, contracts }),
    contractYears: openContractYears(kernel, db, {
      suspects,
      recalculate: (tx, calls) => contracts.actMany(calls, withinAs(tx)),
    }),
  };
}
