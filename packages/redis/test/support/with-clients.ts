import { afterAll, beforeAll, describe } from "vitest";
import type { RedisClient } from "../../src/index.js";
import { type Connected, libraries } from "./clients.js";
import { describeWithEach } from "./describe-with-redis.js";
import { RedisServer } from "./redis-server.js";

/** A client that is connected while a test runs. */
export interface ConnectedClient {
  readonly client: RedisClient;
}

/** A group of tests that runs with each library, against separate Redis and Valkey servers. */
export function describeWithClients(title: string, tests: (connected: ConnectedClient) => void): void {
  describeWithEach(title, (program) => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await RedisServer.start(program);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    describe.each(Object.entries(libraries))("with %s", (_, connect) => {
      let connected: Connected;
      beforeAll(async () => {
        connected = await connect(server.socket);
      });
      afterAll(() => connected[Symbol.asyncDispose]());

      tests({
        get client() {
          return connected.client;
        },
      });
    });
  });
}
