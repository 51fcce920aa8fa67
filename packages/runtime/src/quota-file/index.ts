export { type FileQuotaStoreOptions, fileQuotaStore } from "./file-quota-store.js";
