import * as z from 'zod';
import { entryJsonSchema, sealedEntryJsonSchema } from '../../server/archive/entry-schema.ts';
import { sealEntry } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';

type Schema = Parameters<typeof z.fromJSONSchema>[0];

/** What of a record its two schemas do not allow, a line each. The schemas are read as anybody reads them: as JSON. */
export function schemaFaults(entries: readonly Entry[]): string[] {
  const [named, sealed] = [entryJsonSchema(), sealedEntryJsonSchema()].map((schema) =>
    z.fromJSONSchema(JSON.parse(JSON.stringify(schema)) as Schema),
  );
  return entries.flatMap((entry) => {
    const faults = [named?.safeParse(JSON.parse(JSON.stringify(entry))), sealed?.safeParse(sealEntry(entry))];
    return faults.flatMap((one) =>
      one?.success === false ? [`entry ${entry.number}, ${entry.event.type}: ${one.error.message}`] : [],
    );
  });
}
