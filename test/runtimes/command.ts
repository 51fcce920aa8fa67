// Runs in Node, Bun and Deno.
import { readSessions } from "./sessions.ts";
import { receiveWebhooks } from "./webhooks.ts";

console.log(JSON.stringify({ sessions: await readSessions(), webhooks: await receiveWebhooks() }));
