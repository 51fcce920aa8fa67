// A program whose client counts in a file: `node call-with-quota.mjs <path> <times> <calls in a row>`. It tells of every
// request as it is sent, and of every save as it begins and ends, before anything else can happen.
import { writeSync } from "node:fs";
import { ApiClient, monthlyQuota, operation } from "../../dist/index.js";
import { fileQuotaStore } from "../../dist/quota-file/index.js";

const [path = "", times = "0", row = "1"] = process.argv.slice(2);
const tell = (line) => writeSync(1, `${line}\n`);
const store = fileQuotaStore(path);
const add = store.add.bind(store);
store.add = async (name, period, count) => {
  tell(`begin ${count}`);
  const total = await add(name, period, count);
  tell(`end ${total}`);
  return total;
};
const client = new ApiClient(
  {
    name: "Shop",
    environment: "SHOP",
    baseURL: "https://shop.test",
    rateLimit: { requests: 10, perSeconds: 0.02, recoverySeconds: 0 },
    quota: monthlyQuota({ plans: { endless: null } }),
  },
  {
    quota: { plan: "endless", store },
    fetch: async () => {
      tell("sent");
      return new Response("{}");
    },
  },
);
const ping = operation({ id: "ping", method: "GET", path: "/" });
for (let call = 0; call < Number(times); call += Number(row)) {
  await Promise.all(Array.from({ length: Number(row) }, () => client.request(ping)));
}
tell(`used ${client.quota.state()?.used}`);
