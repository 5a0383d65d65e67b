// What an organization does: industries (GB/T 4754-2017), classes of S&T services (2018), above-scale thresholds. Pure look-ups.
import { compare } from '../platform/shared/money.ts';
import type { Text } from '../platform/shared/words.ts';
import gbt4754 from './gbt4754-2017.json' with { type: 'json' };
import scale from './scale-thresholds.json' with { type: 'json' };
import stServices from './st-services-2018.json' with { type: 'json' };

export type IndustryLevel = 'section' | 'division' | 'group' | 'class';
export type Industry = {
  /** `I`, `65`, `651`, `6513`. */
  code: string;
  level: IndustryLevel;
  section: string;
  /** Code one level up; null for a section. */
  parent: string | null;
  /** The standard has its names in Chinese; only sections are translated. */
  name: { zh: string; en: string | null };
};

const names: ReadonlyMap<string, string> = new Map(Object.entries(gbt4754.names));
const sections: ReadonlyMap<string, Text & { divisions: string[] }> = new Map(Object.entries(gbt4754.sections));
const sectionOf = new Map(
  [...sections].flatMap(([section, { divisions }]) => divisions.map((division) => [division, section] as const)),
);
const levels: readonly IndustryLevel[] = ['division', 'group', 'class'];

/** An industry by its code; null for what is none. */
export function industry(code: string): Industry | null {
  const section = sections.get(code);
  if (section) return { code, level: 'section', section: code, parent: null, name: { zh: section.zh, en: section.en } };
  const name = names.get(code);
  const within = sectionOf.get(code.slice(0, 2));
  const level = levels[code.length - 2];
  if (name === undefined || within === undefined || level === undefined) return null;
  return {
    code,
    level,
    section: within,
    parent: level === 'division' ? within : code.slice(0, -1),
    name: { zh: name, en: null },
  };
}

/** From the section down to the code itself; empty for what is no industry. */
export function industryPath(code: string): Industry[] {
  const found = industry(code);
  if (!found) return [];
  return found.parent === null ? [found] : [...industryPath(found.parent), found];
}

/** What lies directly below a code, in the standard's order; the 20 sections for null. */
export function industriesIn(parent: string | null): Industry[] {
  const below = children.get(parent) ?? [];
  return below.flatMap((code) => industry(code) ?? []);
}

/** JSON objects put `10` before `01`: the order is made again. */
const children = new Map<string | null, string[]>([[null, [...sections.keys()].toSorted()]]);
for (const code of [...names.keys()].toSorted()) {
  const parent = industry(code)?.parent ?? null;
  children.set(parent, [...(children.get(parent) ?? []), code]);
}

/** The seven majors of the statistical classification of S&T services (国家科技服务业统计分类 2018), by code. */
export const stMajors: ReadonlyMap<string, Text> = new Map(Object.entries(stServices.majors));

type StMapping = { major: string; partial: boolean; confidence: string };
const stClasses: ReadonlyMap<string, StMapping> = new Map(Object.entries(stServices.classes));

export type StClass = {
  major: string;
  name: Text;
  /** Only part of the industry belongs (starred in the classification): whether this organization does, a person decides. */
  partial: boolean;
  /** False where the working map is not certain of the class. */
  sure: boolean;
};

/**
 * The S&T-service class of a class of GB/T 4754 (four digits); null outside S&T services and for anything coarser than a class.
 * A working map until the official table of 88 classes is loaded.
 */
export function stClassOf(industryCode: string): StClass | null {
  const found = stClasses.get(industryCode);
  const name = found && stMajors.get(found.major);
  return found && name ? { major: found.major, name, partial: found.partial, sure: found.confidence === 'high' } : null;
}

const thresholdOf: ReadonlyMap<string, number> = new Map(scale.thresholds.map(({ within, revenueWan }) => [within, revenueWan]));

export type Threshold = {
  /** Section, division or group that it is set for. */
  within: string;
  /** Yearly operating revenue of the legal unit in yuan, as a decimal string; reached or passed. */
  revenue: string;
};

/** The above-scale threshold (规模以上) of an industry; null where the list of services has none (finance, trade, manufacturing, 7010). */
export function thresholds(industryCode: string): Threshold | null {
  for (const { code } of industryPath(industryCode).toReversed()) {
    const wan = thresholdOf.get(code);
    if (wan !== undefined) return { within: code, revenue: `${wan}0000.00` };
  }
  return null;
}

/** Whether a year's revenue in yuan meets the threshold (达规: a candidate only, listing is decided elsewhere); null where none applies. */
export function meetsThreshold(industryCode: string, revenue: string): boolean | null {
  const found = thresholds(industryCode);
  return found && compare(revenue, found.revenue) >= 0;
}
