// Who could come to count for an indicator: each register answers for its own measure. Part of the composition root.
import { seenAs } from './platform/server/database.ts';
import { shownWithUnit } from './platform/shared/shown.ts';
import type { Say } from './platform/server/words.ts';
import type { Actor } from './platform/shared/actor.ts';
import { regionsInside } from './organizations/region.ts';
import type { Organizations } from './organizations/server/index.ts';
import { isFormula } from './indicators/indicator.ts';
import type { Indicators } from './indicators/server/index.ts';
import { managerCandidates, type PeopleTables } from './people/server/index.ts';
import type { GapCandidate } from './plans/gap.ts';
import { type GapPorts, type GapTables, type KnownPlans, openGaps, type Plans } from './plans/server/index.ts';
import type { Kernel } from './records/server/index.ts';
import { textOn } from './recognitions/kind.ts';
import { titleCandidates, type RecognitionTables } from './recognitions/server/index.ts';
import { aboveScaleCandidates, type StatisticsTables } from './statistics/server/index.ts';
import type { PackParts } from './app-pack.ts';

type Around = {
  db: object;
  parts: PackParts;
  root: string;
  organizations: Organizations;
  indicators: Indicators;
  today: () => Promise<string>;
  say: Say;
};
type Asked = Parameters<GapPorts['candidates']>[0];

/** Opens what targets lack, over the registers that answer for them. */
export const openGapsOver = (kernel: Kernel, { known, plans }: { known: KnownPlans; plans: Plans }, of: Around) =>
  openGaps(kernel, seenAs<GapTables>(of.db), { known, plans, indicators: of.indicators, ports: gapPorts(of) });

function gapPorts(of: Around): GapPorts {
  const { parts, root, today, say } = of;
  return {
    today,
    root,
    regions: parts.regions.map((one) => one.id),
    inside: (region) => regionsInside(parts.regions, region, { functionalAreas: 'in' }),
    say: (words, actor, params) => say(actor.language, words, params),
    candidates: async (asked) => {
      const found = await candidatesFor(of, asked);
      return found.sort((a, b) => a.rank - b.rank);
    },
  };
}

async function candidatesFor(of: Around, asked: Asked): Promise<GapCandidate[]> {
  const { compute } = asked.definition;
  // A sum lacks what its parts lack there; a share of two figures has no one who could come to count.
  if (isFormula(compute)) return compute.kind === 'sum' ? unreported(of, asked) : [];
  if (!('measure' in compute)) return unreported(of, asked);
  switch (compute.measure) {
    case 'titles':
    case 'titlesEver':
    case 'titlesNew':
      return titles(of, asked, compute.where);
    case 'technologyManagers':
      return managers(of, asked);
    case 'aboveScale':
      return aboveScale(of, asked);
    default:
      return unreported(of, asked);
  }
}

const near: Record<string, number> = { publicNotice: 1, underConstruction: 1, recommended: 2, applied: 3, known: 5 };

async function titles(
  { db, parts, organizations }: Around,
  { inside, actor, today }: Asked,
  where: { kinds?: string[] | undefined; levels?: string[] | undefined },
) {
  const kinds = where.kinds ?? parts.kinds.kinds.map((one) => one.code);
  const rows = await titleCandidates(seenAs<RecognitionTables>(db), parts.kinds, { kinds, levels: where.levels ?? null, inside });
  const names = await organizations.names(rows.flatMap((row) => row.organization ?? []));
  const level = parts.kinds.levels.find((one) => one.code === where.levels?.[0]);
  const levelName = level ? textOn(level.names, today) : null;
  return rows.map(
    (row): GapCandidate => ({
      subject: { kind: 'recognition', id: row.id },
      title: row.title,
      region: row.region,
      organization: row.organization === null ? null : { id: row.organization, name: names.get(row.organization) ?? '' },
      lacks: row.below
        ? { key: 'upgrade', params: { level: levelName?.[actor.language === 'en' ? 'en' : 'zh'] ?? '' } }
        : { key: row.state },
      rank: row.below ? 4 : (near[row.state] ?? 6),
    }),
  );
}

const lapse = { confirmation: 1, certificate: 2, affiliation: 3 } as const;

async function managers({ db, organizations }: Around, { inside, today }: Asked): Promise<GapCandidate[]> {
  const rows = await managerCandidates(seenAs<PeopleTables>(db), { today, inside });
  const names = await organizations.names(rows.flatMap((row) => row.organization ?? []));
  return rows.map((row) => ({
    subject: { kind: 'technologyManager', id: row.id },
    title: row.title,
    region: row.region,
    organization: row.organization === null ? null : { id: row.organization, name: names.get(row.organization) ?? '' },
    lacks: { key: row.lacks },
    rank: lapse[row.lacks],
  }));
}

async function aboveScale({ db, say }: Around, { inside, today, actor }: Asked): Promise<GapCandidate[]> {
  const rows = await aboveScaleCandidates(seenAs<StatisticsTables>(db), { today, inside: inside && [...inside] });
  return rows.map((row) => ({
    subject: { kind: 'organization', id: row.organization.id },
    title: row.organization.name,
    region: row.region,
    organization: { id: row.organization.id, name: row.organization.name },
    lacks: row.difference === 'meets' ? { key: 'listing' } : { key: 'revenue', params: { amount: wan(row.margin, actor, say) } },
    rank: row.difference === 'meets' ? 1 : 2,
  }));
}

const wan = (margin: string, { language }: Actor, say: Say): string =>
  shownWithUnit(
    margin.replace('-', ''),
    { unit: say(language, 'plans:gap.money'), factor: language === 'en' ? '1e3' : '1e4' },
    language,
  );

/** Reporting units of which no value is there for the day asked. */
async function unreported(
  { parts, root, indicators }: Around,
  { definition, inside, today, actor }: Asked,
): Promise<GapCandidate[]> {
  const q = await indicators.asking({ asOf: today }, null);
  const { parts: all } = await indicators.value(definition.code, { ...q, by: 'region' });
  const missing = (all ?? []).filter(
    (one) => one.value === null && one.key !== root && (inside === null || inside.includes(one.key)),
  );
  return missing.flatMap((one): GapCandidate[] => {
    const region = parts.regions.find((each) => each.id === one.key);
    if (!region) return [];
    const title = region.name[actor.language === 'en' ? 'en' : 'zh'];
    return [
      { subject: { kind: 'region', id: one.key }, title, region: one.key, organization: null, lacks: { key: 'report' }, rank: 1 },
    ];
  });
}
