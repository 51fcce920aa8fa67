export type { CountedMonth } from "./counted-month.js";
export { monthlyQuota } from "./monthly-quota.js";
export type { QuotaJournal, QuotaStoreContext } from "./quota-journal.js";
export { QuotaLedger, type QuotaState } from "./quota-ledger.js";
export type { MonthStart } from "./quota-month.js";
export type { QuotaOptions, QuotaPolicy } from "./quota-options.js";
export { MemoryQuotaStore, QuotaStore } from "./quota-store.js";
