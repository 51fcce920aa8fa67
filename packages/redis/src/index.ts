export { RateLimiterUnavailableError } from "./errors.js";
export type { IoredisClient, NodeRedisArguments, NodeRedisClient, RedisClient } from "./redis-client.js";
export type { RedisQuotaStoreOptions } from "./redis-quota-store.js";
export { redisQuotaStore } from "./redis-quota-store.js";
export type { RedisRateLimitOptions } from "./redis-rate-limit.js";
export { redisRateLimit } from "./redis-rate-limit.js";
