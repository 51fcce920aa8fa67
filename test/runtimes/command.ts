// Runs in Node, Bun and Deno.
import { receiveWebhooks } from "./webhooks.ts";

console.log(JSON.stringify({ webhooks: await receiveWebhooks() }));
