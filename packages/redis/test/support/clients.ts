import { Redis } from "ioredis";
import { createClient } from "redis";
import type { RedisClient } from "../../src/index.js";

/** A connected client, and how to close it. */
export interface Connected extends AsyncDisposable {
  readonly client: RedisClient;
}

/** How each library connects. */
export const libraries: Readonly<Record<string, (socket: string) => Promise<Connected>>> = {
  ioredis: async (socket) => {
    const client = new Redis(socket, { retryStrategy: () => 20, lazyConnect: true });
    client.on("error", () => {});
    await client.connect();
    return { client, [Symbol.asyncDispose]: async () => client.disconnect() };
  },
  redis: async (path) => {
    const client = createClient({ socket: { path, tls: false, reconnectStrategy: () => 20 } });
    client.on("error", () => {});
    await client.connect();
    return { client, [Symbol.asyncDispose]: async () => client.destroy() };
  },
};

/** Connects with `ioredis`. */
export function connect(socket: string): Promise<Connected> {
  const { ioredis } = libraries;
  if (ioredis === undefined) throw new Error("there is no ioredis");
  return ioredis(socket);
}
