export type {
  Catalogue,
  CatalogueCall,
  CatalogueResource,
  CatalogueResult,
  Effect,
  Schema,
  Types,
} from "./catalogue.ts";
export type { PermissionOptions } from "./permissions.ts";
export { type ClientClass, type McpProgram, runMcpServer } from "./run.ts";
export type { Guide } from "./server.ts";
