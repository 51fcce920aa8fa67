import { BadRequestError } from "copilot-sdk";
import type { Item, Replica } from "./replica.ts";

/** The lists to copy, by name. Each function returns the pages of its list, starting at a cursor. */
export type Lists = Readonly<Record<string, (cursor: string | undefined) => List>>;

interface List {
  iterPages(): AsyncIterable<Page>;
}

interface Page {
  readonly data: readonly Item[];
  readonly nextToken?: string;
}

/** What one process did with a list. */
export interface Result {
  readonly name: string;
  readonly stored: number;
  /** The number of records that the API no longer has. */
  readonly deleted: number;
}

/** Copies the lists, one after the other. */
export async function* syncAll(replica: Replica, lists: Lists): AsyncGenerator<Result> {
  for (const [name, list] of Object.entries(lists)) yield await sync(replica, name, list);
}

/** Copies a list, starting at the page at which the previous process was stopped. */
async function sync(
  replica: Replica,
  name: string,
  list: (cursor: string | undefined) => List,
): Promise<Result> {
  let position = replica.positionOf(name);
  const isResumed = position.cursor !== undefined;
  let stored = 0;
  let deleted = 0;
  try {
    for await (const { data, nextToken } of list(position.cursor).iterPages()) {
      const next = replica.storePage(name, position, data, nextToken || undefined);
      stored += data.length;
      deleted += next.deleted;
      position = next.position;
    }
    return { name, stored, deleted };
  } catch (error) {
    if (!(error instanceof BadRequestError && isResumed)) throw error;
    // The API no longer accepts the stored cursor.
    replica.startAgain(name);
    return sync(replica, name, list);
  }
}
