import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Copilot } from "copilot-sdk";
import { createApp } from "./app.ts";

const server = createServer(createApp(new Copilot())); // reads COPILOT_API_KEY and COPILOT_WEBHOOK_SECRET
server.listen(Number(process.env.PORT ?? 3000));
await once(server, "listening");
console.log(`http://localhost:${(server.address() as AddressInfo).port}`);

// Requests that have begun are completed.
process.once("SIGTERM", () => server.close());
