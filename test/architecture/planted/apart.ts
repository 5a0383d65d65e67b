// Planted against the rules that keep what was given for statistics apart.
import type { Planted, Tree } from './planted.ts';

const tables: Tree = {
  'src/statistics/server/tables.ts': 'export type StatisticsTables = { yearly_revenues: { id: string } };\n',
};
const at = 'src/credit/server/rules.ts';
const code = (text: string, path = at): Tree => ({ ...tables, [path]: `${text}\n` });
const says = 'yearly_revenues was given for statistics';

export const apart: Planted[] = [
  {
    rule: 'statistics kept apart',
    clean: {
      ...code('const a = sql`select * from contracts`; // from yearly_revenues'),
      'src/statistics/server/revenues.ts': 'const a = sql`select * from yearly_revenues`;\n',
      'src/plans/server/figures.ts': 'const a = sql`select * from yearly_revenues`;\n',
      'src/app.ts': 'const a = sql`select * from yearly_revenues`;\n',
    },
    refused: [
      { name: 'a credit rule', tree: code('const a = sql`select * from yearly_revenues`;'), path: `${at}:1`, says },
      { name: 'a join', tree: code('\nconst a = sql`select 1 from b join "yearly_revenues" y on true`;'), path: `${at}:2`, says },
      { name: 'a query of Kysely', tree: code("const a = db.selectFrom('yearly_revenues as y');"), path: `${at}:1`, says },
      {
        name: 'a subsidy',
        tree: code('const a = sql`select 1 from yearly_revenues`;', 'src/policies/server/due.ts'),
        path: 'src/policies/server/due.ts:1',
        says,
      },
    ],
  },
  {
    rule: 'statistical figures opened by few',
    clean: {
      ...code("import { isConfidential } from '../../platform/shared/confidential.ts';"),
      'src/statistics/server/returns.ts': "import { disclosed } from '../../platform/shared/disclosed.ts';\n",
      'src/statistics/server/waits.ts': 'const a = sql`select id, period from statistical_returns`;\n',
    },
    refused: [
      {
        name: 'columns read by a statement',
        tree: code('const a = sql`select answers from statistical_returns`;', 'src/statistics/server/growth.ts'),
        path: 'src/statistics/server/growth.ts:1',
        says: 'past their closing',
      },
      ...['credit', 'policies', 'programmes', 'recognitions', 'contracts', 'rules', 'plans', 'statistics'].map((module) => ({
        name: `a figure opened by ${module}`,
        tree: code("import { disclosed } from '../../platform/shared/disclosed.ts';", `src/${module}/server/judging.ts`),
        path: `src/${module}/server/judging.ts:1`,
        says: 'opens figures given for statistics',
      })),
    ],
  },
];
