// A process of its own that counts in Redis: `node counter.mjs <socket> <name> <period> <times> <count>`. It tells of every
// count as it begins and ends, before anything else can happen.
import { writeSync } from "node:fs";
import { Redis } from "ioredis";
import { redisQuotaStore } from "../dist/index.js";

const [socket = "", name = "", period = "", times = "0", count = "0"] = process.argv.slice(2);
const redis = new Redis(socket);
const store = redisQuotaStore(redis);
for (let index = 0; index < Number(times); index++) {
  writeSync(1, "begin\n");
  await store.add(name, period, Number(count));
  writeSync(1, "end\n");
}
redis.disconnect();
