// A worker in workerd that uses `node:http`. A binding selects the adapter.

import { httpServerHandler } from "cloudflare:node";
import { env } from "cloudflare:workers";
import { createServer } from "node:http";
import { listeners } from "./listeners.ts";

createServer(listeners[env.ADAPTER]).listen(8080);

export default httpServerHandler({ port: 8080 });
