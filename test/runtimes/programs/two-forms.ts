// Loads the runtime both as ES modules and as CommonJS, in one process.
import { createRequire } from "node:module";
import * as imported from "@copilot-sdk/runtime";

const required = createRequire(import.meta.url)("@copilot-sdk/runtime") as typeof imported;

const clients = [imported, required].map(({ ApiClient, monthlyQuota }) => {
  const api = {
    name: "Shop",
    environment: "SHOP",
    baseURL: "https://shop.test",
    authentication: { kind: "bearer" as const },
    rateLimit: { requests: 20, perSeconds: 1, recoverySeconds: 1 },
    quota: monthlyQuota({ plans: {} }),
  };
  const fetch = async () => Response.json({});
  return new ApiClient(api, { apiKey: "a-key", quota: { limit: 100 }, fetch });
});
const ping = imported.operation<object, object>({ id: "ping", method: "GET", path: "/ping" });
await Promise.all(clients.map((client) => client.request(ping)));

console.log("one class", imported.ApiClient === required.ApiClient);
console.log("slots", ...clients.map(({ rateLimit }) => rateLimit.state()?.cooling));
console.log("counted", ...clients.map(({ quota }) => quota.state()?.used));
