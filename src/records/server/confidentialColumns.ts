// Columns that hold what was given for statistics: closed in each row that a query of Kysely reads, opened where the kernel keeps and seals it.
import type { Kysely, KyselyPlugin, OperationNode, QueryId, UnknownRow } from 'kysely';
import { isConfidential } from '../../platform/shared/confidential.ts';
import { closed, disclosed } from '../../platform/shared/disclosed.ts';

type Columns = ReadonlySet<string>;

/** A value as it is written. */
export const forKeeping = (value: unknown): unknown => (isConfidential(value) ? disclosed(value) : value);

/** A row as its event says it. */
export const openForKeeping = <R extends Record<string, unknown>>(row: R): R =>
  Object.values(row).some(isConfidential)
    ? (Object.fromEntries(Object.entries(row).map(([column, value]) => [column, forKeeping(value)])) as R)
    : row;

/** Rows with these columns closed. */
export const closedRows = <R extends UnknownRow>(columns: Columns | undefined, rows: readonly R[]): R[] =>
  columns === undefined
    ? [...rows]
    : rows.map((row) => ({
        ...row,
        ...Object.fromEntries(
          [...columns].flatMap((column) =>
            row[column] === null || row[column] === undefined ? [] : [[column, closed(row[column])]],
          ),
        ),
      }));

/** A connection or transaction whose queries close these columns; of one and the same always the same, by which the acts in it know each other. */
export function closer(tables: ReadonlyMap<string, Columns>): <K extends object>(on: K) => K {
  const made = new WeakMap<object, object>();
  return <K extends object>(on: K): K => {
    const known = made.get(on) ?? (on as unknown as Kysely<unknown>).withPlugin(closing(tables));
    made.set(on, known);
    made.set(known, known);
    return known as K;
  };
}

/** Closes the columns of these tables in what any query built by Kysely reads. SQL written out is a module's own, and its rule's (test/architecture/apart.ts). */
function closing(tables: ReadonlyMap<string, Columns>): KyselyPlugin {
  const asked = new WeakMap<QueryId, Columns>();
  return {
    transformQuery({ node, queryId }) {
      if (tables.size === 0) return node;
      const columns = tablesOf(node).flatMap((table) => [...(tables.get(table) ?? [])]);
      if (columns.length > 0) asked.set(queryId, new Set(columns));
      return node;
    },
    async transformResult({ queryId, result }) {
      const columns = asked.get(queryId);
      return columns === undefined ? result : { ...result, rows: closedRows(columns, result.rows) };
    },
  };
}

/** Tables whose rows a query gives. */
function tablesOf(node: OperationNode): string[] {
  const {
    from,
    into,
    table,
    joins = [],
  } = node as {
    from?: { froms: readonly OperationNode[] };
    into?: OperationNode;
    table?: OperationNode;
    joins?: readonly { table: OperationNode }[];
  };
  return [...(from?.froms ?? []), into, table, ...joins.map((one) => one.table)].flatMap((one) => (one ? nameOf(one) : []));
}

function nameOf(node: OperationNode): string[] {
  const of = node as { kind: string; node?: OperationNode; table?: { identifier?: { name?: string } } };
  if (of.kind === 'AliasNode' && of.node) return of.node.kind === 'SelectQueryNode' ? tablesOf(of.node) : nameOf(of.node);
  const name = of.kind === 'TableNode' ? of.table?.identifier?.name : undefined;
  return name === undefined ? [] : [name];
}
