// A server of `node:http`, for Node and other runtimes with that module. The parameter is the name of the adapter.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { fetchers } from "./fetchers.ts";
import { listeners } from "./listeners.ts";

const adapter = process.argv[2] ?? "";
const fetcher = fetchers[adapter];
const listener = fetcher === undefined ? listeners[adapter] : getRequestListener(fetcher);
if (listener === undefined) throw new Error(`no adapter is called "${adapter}"`);

const server = createServer(listener).listen(0, "127.0.0.1");
await once(server, "listening");
console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
// Ends with the test at the latest.
process.stdin.on("end", () => process.exit()).resume();
