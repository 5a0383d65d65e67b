// The templates of reports: the city's own where its pack has one, else those of all cities; read and checked at the start.
import { type Pack, PackError } from '../../../platform/server/pack.ts';
import { type ReportKind, reportKinds, type ReportTemplate, reportTemplate, templateFaults } from '../../reportTemplate.ts';

/** Throws `PackError` with all that is wrong in them. */
export function readTemplates(pack: Pack, indicators: readonly string[]): ReadonlyMap<ReportKind, ReportTemplate> {
  return new Map(
    reportKinds.map((kind) => {
      const own = `reports/${kind}.json`;
      const file = pack.has(own) ? own : `law/${own}`;
      const template = pack.read(file, reportTemplate);
      const faults = [
        ...(template.code === kind ? [] : [`code: is ${template.code}, the file is ${kind}`]),
        ...templateFaults(template, indicators),
      ];
      if (faults.length > 0) throw new PackError(`${pack.city.code}/${file}`, faults);
      return [kind, template] as const;
    }),
  );
}
