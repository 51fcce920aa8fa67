export { type Canonical, canonicalize } from "./canonicalize.ts";
export { upgradeSources } from "./versions/swagger.ts";
