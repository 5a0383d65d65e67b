// What the tests use of the package `sdmx-json-parser`, which brings no types.
declare module 'sdmx-json-parser' {
  type Value = { id?: string; name?: string; value?: string };
  type Head = { id: string; keyPosition: number; values: Value[] };
  export class SDMXParser {
    /** Fetches an address, which must have a query already; throws for any status but 200. */
    getDatasets(url: string, options?: RequestInit): Promise<{ data: Record<string, Record<string, unknown>[]> }>;
    getName(): string;
    getDescription(): string;
    getDimensions(): Head[];
    getActiveDimensions(): Head[];
    getAttributes(): Head[];
    getObservations(): Record<string, (string | number | null)[]>;
    /** One object for each observation, with names in place of codes. */
    getData(slice?: Record<string, string[]>): Record<string, string | number | null>[];
  }
}
