// Takes the place of ioredis for snippets: their connections lead to the server of the test, and are closed after each snippet.

import { Redis as PlatformRedis } from "ioredis";

const open = new Set<PlatformRedis>();

/** Closes the connections of a snippet. */
export function disconnectAll(): void {
  for (const each of open) each.disconnect();
  open.clear();
}

export class Redis extends PlatformRedis {
  /** @param _address The address in the snippet, which is that of a user's server. */
  constructor(_address: string) {
    super(process.env.SNIPPETS_REDIS ?? "");
    open.add(this);
  }
}
