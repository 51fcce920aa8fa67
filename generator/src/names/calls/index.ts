export type {
  CallName,
  CallNames,
  FormerNames,
  NamedOperation,
  Naming,
  NamingChoices,
} from "./call-names.ts";
export { isDesignedId } from "./id-words.ts";
export { nameCalls } from "./name-calls.ts";
